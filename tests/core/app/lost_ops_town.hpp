// A council in which somebody signs what has no effect: for the tests of ops that did nothing in acts that stand.
#pragma once

#include <algorithm>

#include "core/app/council_acts.hpp"
#include "core/app/council_state.hpp"
#include "tests/core/app/signed_acts.hpp"
#include "tests/core/app/stopped_device.hpp"

namespace huisclos::testing {

inline constexpr std::string_view k_lost_ops_title = "council.todo.lost_ops";

/// The coordonnateur, who has left the formation restreinte, lets himself in again: he may not, he does not read it.
struct LostOpsTown : FoundedTown {
    LostOpsTown()
    {
        join_school(mayor, school);
        auto const id = find_member(mayor, k_school_name);
        name_as(mayor, k_school_name, domain::Profile::Coordonnateur);
        sees_what_came(school, mayor);
        mayor.send(app::PrepareLeaveRestricted{id});
        sign_draft(mayor);
        sees_what_came(school, mayor);
    }

    static void restart(Desk& desk)
    {
        desk.open();
        desk.sign_in();
        desk.wait(5000);
    }
    /// Of an op about the device that signs it.
    template <typename MakeOp>
    void sign_by_school(MakeOp const& make)
    {
        school.kill();
        {
            StoppedDevice device(school);
            device.sign(make(*device.vault));
        }
        restart(school);
        exchange(school, mayor);
    }
    void enter_restricted_without_reading_it()
    {
        sign_by_school([](sync::Vault const& vault) {
            auto const map = app::council_map(vault.knowledge().registry()->state());
            BOOST_REQUIRE(map.restricted.has_value());
            auto const profile = static_cast<std::uint32_t>(domain::Profile::Coordonnateur);
            return ledger::RoleOp{
                .member = vault.self(), .cid = *map.restricted, .role = 4, .profile = profile, .marks = {}};
        });
    }
    bool is_told(Desk& desk) { return find_todo(desk, k_lost_ops_title) != nullptr; }
    std::vector<app::LostOpsView> lost_by_act(Desk& desk)
    {
        desk.send(app::Go{app::ActsRoute{}});
        auto const& acts = desk.see().acts;
        BOOST_REQUIRE(acts.has_value());
        BOOST_TEST(acts->lost_ops_count == acts->lost_ops.size());
        return acts->lost_ops;
    }
    struct LostOp {
        ActHash act{};
        std::uint32_t op{0};
        Phrase title{};
        Phrase text{};
        Phrase bar{};
    };
    /// Of acts that have few.
    std::vector<LostOp> lost(Desk& desk)
    {
        std::vector<LostOp> all;
        for (auto const& act : lost_by_act(desk)) {
            BOOST_TEST(act.count == act.ops.size());
            for (auto const& op : act.ops)
                all.push_back({act.act, op.op, act.title, op.text, op.bar});
        }
        return all;
    }
    /// By the mayor's device, which is not running meanwhile.
    template <typename Use>
    void with_mayor_stopped(Use const& use)
    {
        mayor.kill();
        {
            StoppedDevice device(mayor);
            use(device);
        }
        restart(mayor);
    }
    /// An act alone lets him in: he has no card that this council knows.
    void let_stranger_in()
    {
        with_mayor_stopped([this](StoppedDevice& device) {
            auto const map = app::council_map(device.vault->knowledge().registry()->state());
            BOOST_REQUIRE(map.directory.has_value());
            auto const profile = static_cast<std::uint32_t>(domain::Profile::Membre);
            device.sign_all(
                {ledger::MemberOp{.identity = identity.public_key(), .card = crypto::random_id<ObjectName>()},
                 ledger::RoleOp{
                     .member = stranger, .cid = *map.directory, .role = 1, .profile = profile, .marks = {}}});
        });
    }
    void change_school(domain::Profile profile)
    {
        auto const id = show_member(mayor, k_school_name);
        auto const function = static_cast<std::uint32_t>(profile);
        mayor.send(app::EditMember{app::member_form::k_function, coded(function)});
        mayor.send(app::PrepareMember{id});
        sign_draft(mayor);
    }
    bool sits(Desk& by)
    {
        (void)show_member(by, k_school_name);
        return by.see().members->detail->restricted.sits;
    }

    crypto::SigningKey identity{crypto::SigningKey::generate()};
    MemberId stranger{crypto::member_id(identity.public_key())};
};

inline bool has_arg(Phrase const& said, std::string_view name, PhraseArg const& value)
{
    return std::ranges::any_of(said.args, [&](auto const& arg) { return arg.first == name && arg.second == value; });
}

/// With an op of this kind; the act is not to be taken beyond the vault.
template <typename Op>
Op last_signed_op(StoppedDevice const& device)
{
    auto const& registry = *device.vault->knowledge().registry();
    auto const sequence = registry.sequence();
    BOOST_REQUIRE(!sequence.empty());
    for (auto const& op : registry.act(sequence.back())->ops) {
        if (auto const* const found = std::get_if<Op>(&op))
            return *found;
    }
    BOOST_FAIL("no such op in the last act");
    return {};
}

}  // namespace huisclos::testing
