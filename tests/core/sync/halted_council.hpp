// A council in which one compartment has no key that may write, and what its members say and see meanwhile.

#pragma once

#include <algorithm>

#include "core/domain/fields.hpp"
#include "core/domain/places.hpp"
#include "tests/core/sync/hostile_council.hpp"

namespace huisclos::testing {

using Strings = std::vector<std::string>;

inline sync::ComposeRecords renaming(RecordId const& record, std::string_view name)
{
    return [record,
            name = std::string(name)](ledger::RecordWriter& writer, ledger::RecordStore const& store) -> Result<void> {
        ledger::CborWriter value;
        value.text(name);
        writer.set({record, store.record_key(record), store.find(record)}, domain::field::k_nom, value.view());
        return {};
    };
}

inline Result<void> rename(Peer& who, RecordId const& record, std::string_view name)
{
    who.clock.advance(1000);
    return who.vault->write(who.cid, renaming(record, name), sync::WithoutKey::Wait).run();
}

inline ledger::RecordState const& state_of(Peer const& who, RecordId const& record)
{
    auto const* const state = who.vault->knowledge().records(who.cid)->find(record);
    BOOST_REQUIRE(state != nullptr);
    return *state;
}

/// Every value that nobody replaced, in the order of their times.
inline Strings names_of(Peer const& who, RecordId const& record)
{
    Strings names;
    for (auto const& entry : state_of(who, record).at(ledger::Space::Field, domain::field::k_nom))
        names.emplace_back(*entry.value().as_text());
    return names;
}

/// Every value ever given, in that order.
inline Strings past_of(Peer const& who, RecordId const& record)
{
    Strings names;
    for (auto const* const op : who.vault->knowledge().records(who.cid)->history(record)) {
        if (op->kind == ledger::OpKind::Set && op->inner.field == domain::field::k_nom)
            names.emplace_back(*op->inner.value.as_text());
    }
    return names;
}

inline std::uint64_t last_time(Peer const& who, RecordId const& record)
{
    return state_of(who, record).at(ledger::Space::Field, domain::field::k_nom).back().op->t;
}

inline std::size_t waiting(Peer const& who)
{
    return who.vault->status().waiting_for_key;
}

inline void restart(Peer& who)
{
    who.kill();
    who.reopen();
}

inline bool holds(Bytes const& bytes, std::string_view text)
{
    auto const wanted = as_bytes(text);
    return std::ranges::search(bytes, wanted).begin() != bytes.end();
}

/// A situation that all have read, in a compartment that two removals signed at once have left without a key: each gave
/// its new key to the one whom the other removed.
struct HaltedCouncil : HostileCouncil {
    HaltedCouncil()
    {
        for (auto* const one : {&coordinator, &first, &second})
            one->answer(mayor, mayor.floor());
        mayor.let_in(coordinator, 1);
        mayor.let_in(first);
        mayor.let_in(second);
        everybody_synchronises();
        record = publish(school, "avant");
        everybody_synchronises();
    }

    void everybody_synchronises()
    {
        for (int turn = 0; turn < 3; ++turn) {
            all_synchronise();
            BOOST_REQUIRE(coordinator.synchronise().has_value());
        }
    }
    void halt()
    {
        mayor.remove(first.member());
        coordinator.remove(second.member());
        everybody_synchronises();
        for (auto* const one : {&mayor, &coordinator, &school, &other}) {
            BOOST_REQUIRE(one->vault->knowledge().registry()->is_halted(one->cid));
            BOOST_REQUIRE(one->vault->waits_for_key(one->cid));
        }
    }
    void rotate()
    {
        BOOST_REQUIRE(mayor.sign({ledger::RotateOp{.cid = mayor.cid}}).has_value());
        BOOST_REQUIRE(!mayor.vault->waits_for_key(mayor.cid));
    }
    void give_school(domain::Role role)
    {
        BOOST_REQUIRE(mayor
                          .sign({ledger::RoleOp{
                              .member = school.member(),
                              .cid = mayor.cid,
                              .role = static_cast<std::uint8_t>(role),
                              .profile = static_cast<std::uint32_t>(domain::Profile::Coordonnateur)}})
                          .has_value());
    }

    Peer coordinator{server};
    Peer first{server};
    Peer second{server};
    RecordId record{};
};

}  // namespace huisclos::testing
