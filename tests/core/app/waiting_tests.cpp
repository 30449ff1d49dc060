// What a person sees of an edit that waits for a key (protocol.md 3.7).

#include <algorithm>

#include "core/domain/fields.hpp"
#include "core/sync/acts.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using testing::Desk;

namespace {

constexpr std::string_view k_school = "Camille Durand";

MemberId member(Desk& desk, std::string_view name)
{
    desk.send(app::Go{app::MembersRoute{}});
    auto const& rows = desk.see().members->rows;
    auto const row = std::ranges::find(rows, name, &app::MemberRow::name);
    BOOST_REQUIRE((row != rows.end()));
    return row->member;
}

CompartmentId place_of(sync::Vault const& vault, RecordId const& record)
{
    for (auto const& cid : vault.knowledge().open_compartments()) {
        auto const* const state = vault.knowledge().records(cid)->find(record);
        if (state != nullptr && state->exists())
            return cid;
    }
    BOOST_FAIL("the record is nowhere");
    return {};
}

/// On the disk of a device that is not running: somebody leaves, by an act that gives no new key to the compartment of
/// that record, as one whose signer does not read it.
void halt_on_disk(Desk& desk, RecordId const& record, MemberId const& gone)
{
    auto [local, keys] = testing::open_disk(desk);
    auto passphrase = SecretBytes::copy_of(as_bytes(desk.passphrase));
    auto const identity = sync::open_identity(desk.worker, &local, std::move(passphrase)).run();
    BOOST_REQUIRE(identity.has_value());
    sync::Vault vault({desk.remote, desk.clock}, std::move(local), std::move(keys));
    BOOST_REQUIRE(vault.load(&desk.worker).run().has_value());
    auto const cid = place_of(vault, record);
    sync::ActWish wish{.ops = {}, .log_key = {}, .verified = {}};
    wish.ops.emplace_back(
        ledger::MemberOutOp{.member = gone, .marks = {}, .cards = vault.knowledge().cards().names_of(gone)});
    auto plan = sync::plan_act(vault, wish);
    BOOST_REQUIRE(plan.has_value());
    std::erase_if(plan->prepared.act.ops, [&cid](ledger::ActOp const& op) {
        auto const* const rotation = std::get_if<ledger::RotateOp>(&op);
        return rotation != nullptr && rotation->cid == cid;
    });
    std::erase_if(plan->prepared.keys, [&cid](ledger::NewKey const& key) { return key.cid == cid; });
    auto publication = sync::sign_plan(vault, std::move(wish), std::move(*plan), identity->account.keyring.identity);
    BOOST_REQUIRE(publication.has_value());
    BOOST_REQUIRE(vault.record_act(std::move(*publication)).run().has_value());
    BOOST_REQUIRE(vault.waits_for_key(cid));
}

std::string family_name(Desk& desk, RecordId const& record)
{
    desk.send(app::Go{app::SituationsRoute{.group = {}, .situation = record}});
    BOOST_REQUIRE(desk.see().sheet.has_value());
    auto const& fields = desk.see().sheet->identity;
    auto const field = std::ranges::find(fields, domain::field::k_nom, &app::FieldView::field);
    BOOST_REQUIRE((field != fields.end()));
    return field->text;
}

bool has_callout(Desk& desk, std::string_view key)
{
    return std::ranges::any_of(
        desk.see().sheet->callouts, [key](app::RefusalView const& said) { return said.message.key == key; });
}

struct HaltedTown : testing::FoundedTown {
    HaltedTown()
    {
        testing::join_school(mayor, school);
        group = school_group();
        record = testing::open_situation(mayor, {.group = group});
        mayor.wait(1000);
        auto const gone = member(mayor, k_school);
        mayor.kill();
        halt_on_disk(mayor, record, gone);
        mayor.open();
        mayor.sign_in();
        mayor.wait(1000);
    }

    std::uint32_t group{0};
    RecordId record{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(waiting_for_a_key)

BOOST_FIXTURE_TEST_CASE(an_edit_without_a_key_is_kept_shown_counted_and_sent_once_there_is_one, HaltedTown)
{
    BOOST_TEST(family_name(mayor, record) == "Rivière");
    BOOST_TEST(mayor.see().sheet->may_edit);
    BOOST_TEST(has_callout(mayor, "situation.waits.own"));
    BOOST_TEST(mayor.see().shell.sync.waiting == 0U);

    mayor.send(app::SetField{record, domain::field::k_nom, testing::typed("Rivière-Martin")});
    BOOST_TEST(family_name(mayor, record) == "Rivière-Martin");
    BOOST_TEST(!mayor.see().sheet->saved.empty());
    BOOST_TEST(mayor.see().shell.sync.waiting == 1U);
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.waits");
    BOOST_TEST(mayor.see().shell.sync.detail.key == "situation.waits.own");

    // A new situation waits like the rest.
    auto const made = testing::open_situation(mayor, {.family = "Bernard", .given = "Léa", .group = group});
    BOOST_TEST(mayor.see().shell.sync.waiting == 2U);

    mayor.wait(1000);
    mayor.kill();
    mayor.open();
    mayor.sign_in();
    mayor.send(app::Go{app::HomeRoute{}});
    BOOST_TEST(std::ranges::any_of(
        mayor.see().home->notices, [](Phrase const& said) { return said.key == "situation.waits.own"; }));
    BOOST_TEST(std::ranges::any_of(mayor.see().home->store, [](app::FieldView const& fact) {
        return fact.label.key == "session.home.store.waiting";
    }));
    BOOST_TEST(family_name(mayor, record) == "Rivière-Martin");
    BOOST_TEST(family_name(mayor, made) == "Bernard");
    BOOST_TEST(mayor.see().shell.sync.waiting == 2U);

    auto const* const todo = testing::find_todo(mayor, "council.todo.halted");
    BOOST_REQUIRE(todo != nullptr);
    auto const command = todo->command;
    mayor.send(command);
    mayor.send(app::SignDraft{});
    mayor.sign();
    mayor.wait(1000);
    BOOST_TEST(mayor.see().shell.sync.waiting == 0U);
    BOOST_TEST(mayor.see().shell.sync.label.key != "session.sync.waits");
    BOOST_TEST(family_name(mayor, record) == "Rivière-Martin");
    BOOST_TEST(!has_callout(mayor, "situation.waits.own"));
    BOOST_TEST(family_name(mayor, made) == "Bernard");
    BOOST_TEST(mayor.see().sheet->unsent.empty());
}

BOOST_AUTO_TEST_SUITE_END()
