// A council in which somebody's disk may be copied to another machine, and written to on both.

#pragma once

#include "tests/core/sync/hostile_council.hpp"

namespace huisclos::testing {

inline constexpr std::string_view k_of_copy = "De la copie";

struct Copied : HostileCouncil {
    /// The copy writes and finds that the school has published meanwhile.
    RecordId find_out()
    {
        auto const made = copy.write(k_of_copy);
        BOOST_REQUIRE(made.has_value());
        (void)copy.synchronise();
        BOOST_REQUIRE(copy.vault->status().is_cloned);
        return *made;
    }
    void go_on()
    {
        BOOST_REQUIRE(copy.continue_as_new_device().has_value());
        BOOST_REQUIRE(copy.synchronise().has_value());
    }
    /// Segments of that device, as the mayor holds them.
    [[nodiscard]] std::vector<ledger::ChainNode const*> segments_of(DeviceId const& device) const
    {
        std::vector<ledger::ChainNode const*> segments;
        auto const& chains = mayor.vault->knowledge().records(mayor.cid)->chains();
        for (auto const* end : chains.ends_of(device)) {
            for (auto const* node = end; node != nullptr; node = node->parent)
                segments.push_back(node);
        }
        return segments;
    }
    [[nodiscard]] static std::size_t lines(Peer const& reader, RecordId const& record)
    {
        return reader.vault->knowledge().records(reader.cid)->history(record).size();
    }
    void restart(Peer& peer)
    {
        peer.kill();
        peer.reopen();
    }

    Peer copy{server};
};

}  // namespace huisclos::testing
