// Three members who have each seen the others, on a store that does what a test tells it.

#pragma once

#include <boost/test/unit_test.hpp>

#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"
#include "core/sync/paths.hpp"
#include "tests/support/sync/peer.hpp"

namespace huisclos::testing {

struct HostileCouncil {
    HostileCouncil()
    {
        mayor.found();
        school.answer(mayor, mayor.floor());
        other.answer(mayor, mayor.floor());
        mayor.let_in(school);
        mayor.let_in(other);
        all_synchronise();
        all_synchronise();
    }

    void all_synchronise()
    {
        for (auto* const peer : {&mayor, &school, &other})
            BOOST_REQUIRE(peer->synchronise().has_value());
    }
    /// Written and published.
    RecordId publish(Peer& who, std::string_view name)
    {
        auto const made = who.write(name);
        BOOST_REQUIRE(made.has_value());
        BOOST_REQUIRE(who.synchronise().has_value());
        return *made;
    }
    [[nodiscard]] std::set<std::string> objects_since(std::map<std::string, MemoryServer::Document> const& before) const
    {
        std::set<std::string> paths;
        for (auto const& [path, document] : server.documents) {
            if (path.starts_with("o/") && !before.contains(path))
                paths.insert(path);
        }
        return paths;
    }
    [[nodiscard]] std::uint64_t counter_held(Peer const& by, Peer const& of) const
    {
        auto const* const head = by.vault->knowledge().heads().in_use(of.device());
        return head == nullptr ? 0 : head->head.head.counter;
    }
    [[nodiscard]] BytesView directory_secret(Peer const& who) const
    {
        auto const* const registry = who.vault->knowledge().registry();
        return who.vault->knowledge().keys().find(k_dir, registry->directory_epoch().id());
    }
    void put_head(std::string const& path, ledger::Head const& head, crypto::SigningKey const& key, BytesView secret)
    {
        auto const sealed = ledger::seal_head(mayor.vault->id(), head, key, secret);
        BOOST_REQUIRE(sealed.has_value());
        server.put(path, sealed->object);
    }
    /// The school's device says the same again with what `change` makes of it.
    template <typename Change>
    void restate(Change change)
    {
        auto head = school.head_of(school)->head;
        ++head.counter;
        change(head);
        put_head(school.head_path(), head, school.device_key, directory_secret(mayor));
    }

    MemoryServer server{};
    Peer mayor{server};
    Peer school{server};
    Peer other{server};
};

}  // namespace huisclos::testing
