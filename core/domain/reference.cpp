#include "core/domain/reference.hpp"

#include <algorithm>

#include "core/base/encoding.hpp"

namespace huisclos::domain {

namespace {

constexpr std::size_t k_letters = 4;

std::size_t common_prefix(std::string const& a, std::string const& b)
{
    auto const differ = std::ranges::mismatch(a, b);
    return static_cast<std::size_t>(differ.in1 - a.begin());
}

}  // namespace

std::string make_reference(Opened const& of, std::span<Opened const> among)
{
    auto const letters = to_base32(of.record.view());
    std::size_t length = k_letters;
    for (auto const& other : among) {
        if (other.date.year != of.date.year || other.record == of.record)
            continue;
        length = std::max(length, common_prefix(letters, to_base32(other.record.view())) + 1);
    }
    return std::to_string(of.date.year) + "-" + letters.substr(0, length);
}

}  // namespace huisclos::domain
