// Questions to the page that are answered later: a number goes out with the question and comes back with the answer,
// which resumes the task that waits. One table per module.

#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "core/base/bytes.hpp"
#include "core/ports/pending.hpp"

namespace huisclos::wasm {

/// What the page said. `status` means what the port that asked says it means; 0 = no answer or a failure.
struct Answer {
    int status{0};
    Bytes body{};
    std::string note{};
};

class Requests {
public:
    struct Opened {
        std::uint32_t number{0};
        ports::Pending<Answer> pending{};
    };
    /// A new question: give its number to the page, then await `pending`.
    [[nodiscard]] Opened open();
    /// Called by the page, at most once a number; an unknown number is dropped.
    void answer(std::uint32_t number, Answer given);

    [[nodiscard]] static Requests& get();

private:
    std::map<std::uint32_t, ports::Pending<Answer>::Resolver> m_waiting{};
    std::uint32_t m_next{1};
};

/// The flat list of wasm/js/bytes.js: u32 count, then for each u32 length and the bytes.
[[nodiscard]] Bytes pack_list(std::vector<BytesView> const& parts);
/// Views into `packed`. Empty when it does not have that form: it comes from the page, which is trusted, so that this
/// only guards against a mistake.
[[nodiscard]] std::vector<BytesView> unpack_list(BytesView packed);

}  // namespace huisclos::wasm
