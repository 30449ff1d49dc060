// Invented people and the places where they live, drawn from a seed: the same seed gives the same names and ages.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/time.hpp"

namespace huisclos::demo {

/// splitmix64: for names and dates only, never for keys.
class Draw {
public:
    explicit Draw(std::uint64_t seed) : m_state(seed) {}
    [[nodiscard]] std::uint64_t next();
    /// 0 to `end` - 1.
    [[nodiscard]] std::size_t below(std::size_t end) { return static_cast<std::size_t>(next() % end); }
    [[nodiscard]] int between(int low, int high)
    {
        auto const count = static_cast<std::size_t>(high - low) + 1;
        return low + static_cast<int>(below(count));
    }

private:
    std::uint64_t m_state;
};

struct Invented {
    std::string family{};
    std::string given{};
    std::uint32_t sex{0};  ///< Code of ListId::Sexe.
    Date birth{};
    std::string address{};
    std::string parent_given{};
    std::string parent_phone{};
};

/// Of `age` years today, born on a day drawn.
[[nodiscard]] Invented draw_person(Draw& draw, int age, Date today);

/// `jj/mm/aaaa`, as it is typed.
[[nodiscard]] std::string typed(Date date);

}  // namespace huisclos::demo
