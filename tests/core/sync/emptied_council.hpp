// A council whose mayor has put every kind of object on the store, each of which is noted; and a host that loses them.

#pragma once

#include <boost/test/unit_test.hpp>

#include "core/crypto/random.hpp"
#include "core/ledger/cbor_fields.hpp"
#include "core/sync/paths.hpp"
#include "tests/support/sync/peer.hpp"

namespace huisclos::testing {

/// All that the mayor ever put on the store is noted, from the root on.
struct EmptiedCouncil {
    EmptiedCouncil()
    {
        note_puts(mayor);
        mayor.found();
        school.answer(mayor, mayor.floor());
        mayor.let_in(school);
        BOOST_REQUIRE(mayor.sign({ledger::LogKeyOp{1, log_key.public_key()}}).has_value());
        BOOST_REQUIRE(mayor.vault->record_object(mail_path(), Bytes(600, 3)).run().has_value());
        ledger::JournalEntry line;
        line.t = ledger::wire_time(mayor.clock.now());
        line.cid = mayor.cid;
        BOOST_REQUIRE(mayor.vault->log(line).run().has_value());
        BOOST_REQUIRE(mayor.vault->flush_log().run().has_value());
        record = write(mayor, "Au maire");
        of_school = write(school, "À l’école");
        visit(mayor);
    }

    void note_puts(Peer& who)
    {
        who.remote.fault = [this](MemoryRemote::Verb verb, std::string const& path) {
            if (verb == MemoryRemote::Verb::Put)
                ++puts[path];
            return std::optional<ports::RemoteAnswer>{};
        };
    }
    static void visit(Peer& who)
    {
        BOOST_REQUIRE(who.synchronise().has_value());
        BOOST_TEST(who.vault->status().pending == 0U);
    }
    static void come_back(Peer& who)
    {
        who.kill();
        who.reopen();
        visit(who);
    }
    RecordId write(Peer& who, std::string_view name)
    {
        visit(who);
        auto const made = who.write(name);
        BOOST_REQUIRE(made.has_value());
        visit(who);
        return *made;
    }
    [[nodiscard]] std::string mail_path() const { return sync::mail_path(invite, sync::MailPart::Texts); }
    /// What the mayor wrote and the store still had.
    [[nodiscard]] std::map<std::string, Bytes> written() const
    {
        std::map<std::string, Bytes> all;
        for (auto const& [path, times] : puts) {
            if (auto const found = server.documents.find(path); found != server.documents.end())
                all.emplace(path, found->second.body);
        }
        return all;
    }
    void is_all_there(std::map<std::string, Bytes> const& all)
    {
        for (auto const& [path, body] : all) {
            auto const found = server.documents.find(path);
            BOOST_TEST((found != server.documents.end() && same_bytes(found->second.body, body)), path);
        }
    }

    MemoryServer server{};
    Peer mayor{server};
    Peer school{server};
    crypto::KemKey log_key{crypto::KemKey::generate()};
    InviteId invite{crypto::random_id<InviteId>()};
    RecordId record{};
    RecordId of_school{};
    std::map<std::string, std::size_t> puts{};
};

}  // namespace huisclos::testing
