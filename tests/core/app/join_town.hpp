// A council whose mayor invites the school: what lies on the store, and what comes before or after its answer.

#pragma once

#include <algorithm>

#include "tests/core/app/session_desk.hpp"

namespace huisclos::testing {

struct JoinTown : EmptyTown {
    /// A signalement in the first group.
    void report()
    {
        (void)send_report(mayor, {});
        mayor.wait(5000);
    }
    /// He comes back after that many days.
    static void reopen_after(Desk& desk, std::int64_t days)
    {
        desk.kill();
        desk.clock.advance(days * k_ms_per_day);
        desk.open();
        desk.sign_in();
        desk.wait(60'000);
    }
    /// Objects on the store whose path begins so.
    [[nodiscard]] std::size_t objects_in(std::string_view folder) const
    {
        return static_cast<std::size_t>(std::ranges::count_if(
            server.documents, [folder](auto const& document) { return document.first.starts_with(folder); }));
    }
    /// Where the answer to the only invitation lies.
    [[nodiscard]] std::string answer_path() const
    {
        auto const texts = std::ranges::find_if(
            server.documents, [](auto const& document) { return document.first.starts_with("i/"); });
        BOOST_REQUIRE((texts != server.documents.end()));
        return texts->first.substr(0, texts->first.size() - 1) + "1";
    }
    /// Somebody else is faster than the school, which has just made its account.
    void put_at_the_last_moment(Bytes const& answer)
    {
        school.remote.fault = [this, answer, path = answer_path()](MemoryRemote::Verb verb, std::string const& asked) {
            if (verb == MemoryRemote::Verb::Put && asked.starts_with("k/"))
                server.put(path, answer);
            return std::optional<ports::RemoteAnswer>{};
        };
    }
};

}  // namespace huisclos::testing
