// What a person sees of an edit that waits for a key (protocol.md 3.7).

#include <algorithm>

#include "core/app/waiting_words.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/places.hpp"
#include "tests/core/app/signed_acts.hpp"
#include "tests/core/app/stopped_device.hpp"

using namespace huisclos;
using testing::Desk;
using testing::StoppedDevice;

namespace {

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

/// Somebody leaves, by an act that gives no new key to the compartment of that record.
void halt_on_disk(Desk& desk, RecordId const& record, MemberId const& gone)
{
    StoppedDevice device(desk);
    auto const& vault = *device.vault;
    auto const cid = place_of(vault, record);
    device.sign(
        ledger::MemberOutOp{.member = gone, .marks = {}, .cards = vault.knowledge().cards().names_of(gone)}, cid);
    BOOST_REQUIRE(vault.waits_for_key(cid));
}

/// One edit that gives a name and one that takes every motive away wait; then their author keeps the right to read
/// alone, and the key comes.
void refuse_on_disk(Desk& desk, RecordId const& record)
{
    StoppedDevice device(desk);
    auto& vault = *device.vault;
    auto const cid = place_of(vault, record);
    auto const write = [&](auto const& compose) {
        auto const composed = [&](ledger::RecordWriter& writer, ledger::RecordStore const& store) -> Result<void> {
            compose(writer, ledger::RecordHandle{record, store.record_key(record), store.find(record)});
            return {};
        };
        BOOST_REQUIRE(vault.write(cid, composed, sync::WithoutKey::Wait).run().has_value());
    };
    write([](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
        ledger::CborWriter value;
        value.text("Rivière-Martin");
        writer.set(handle, domain::field::k_nom, value.view());
    });
    write([](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
        std::vector<OpId> dropped;
        for (auto const& entry : handle.state->at(ledger::Space::Set, domain::field::k_motifs))
            dropped.push_back(entry.op->id);
        BOOST_REQUIRE(!dropped.empty());
        writer.drop(handle, domain::field::k_motifs, std::move(dropped));
    });
    BOOST_REQUIRE(vault.status().waiting_for_key == 2U);
    device.sign(ledger::RoleOp{
        .member = vault.self(),
        .cid = cid,
        .role = static_cast<std::uint8_t>(domain::Role::Read),
        .profile = static_cast<std::uint32_t>(domain::Profile::Maire)});
    device.sign(ledger::RotateOp{.cid = cid});
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

/// What could not be written in the sheet that is shown: its text and its field, as keys or as they are.
std::vector<std::pair<PhraseArg, PhraseArg>> unsent_in(Desk& desk)
{
    std::vector<std::pair<PhraseArg, PhraseArg>> said;
    for (auto const& unsent : desk.see().sheet->unsent) {
        BOOST_TEST(unsent.message.key == "situation.unsent");
        BOOST_REQUIRE(unsent.message.args.size() == 2U);
        said.emplace_back(unsent.message.args[0].second, unsent.message.args[1].second);
    }
    return said;
}

PhraseArg name_of_field(std::uint64_t number)
{
    return TextRef{std::string(domain::find_field(domain::RecordType::Situation, number)->key)};
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
        auto const gone = member(mayor, testing::k_school_name);
        mayor.kill();
        halt_on_disk(mayor, record, gone);
        mayor.open();
        mayor.sign_in();
        mayor.wait(1000);
    }

    std::uint32_t group{0};
    RecordId record{};
};

/// A second school has left the group of the first one, which no key writes in since.
struct HaltedSchool : testing::FoundedTown {
    HaltedSchool()
    {
        namespace field = app::invite_field;
        constexpr std::string_view k_other = "Inès Faure";
        testing::join_school(mayor, school);
        record = testing::open_situation(mayor, {.group = school_group()});
        mayor.send(app::Go{app::MembersRoute{}});
        mayor.send(app::EditInvite{field::k_name, testing::typed(std::string(k_other))});
        auto const quality = static_cast<std::uint32_t>(domain::Qualite::EducationNationale);
        mayor.send(app::EditInvite{field::k_quality, testing::coded(quality)});
        mayor.send(app::ChooseInviteGroup{0, true});
        mayor.send(app::SendInvite{});
        mayor.wait(5000);
        testing::invited_enters(mayor, other, k_other);
        author = member(mayor, testing::k_school_name);
        auto const gone = member(mayor, k_other);
        mayor.kill();
        halt_on_disk(mayor, record, gone);
        start_mayor();
        (void)testing::send_report(school, {.family = "Tassin"});
        BOOST_REQUIRE(says("situation.report_waits"));
    }

    void start_mayor()
    {
        mayor.open();
        mayor.sign_in();
        mayor.wait(5000);
        testing::sees_what_came(school, mayor, 60'000);
    }
    /// The mayor gives the key that was waited for; before it, that role to the author.
    void give_key(std::optional<domain::Role> role)
    {
        mayor.kill();
        {
            StoppedDevice device(mayor);
            auto const cid = place_of(*device.vault, record);
            auto const right = device.vault->knowledge().registry()->state().member(author)->right_in(cid);
            if (role)
                device.sign(ledger::RoleOp{
                    .member = author,
                    .cid = cid,
                    .role = static_cast<std::uint8_t>(*role),
                    .profile = right.profile,
                    .marks = {}});
            device.sign(ledger::RotateOp{.cid = cid, .commit = {}, .hist = {}, .base = {}});
        }
        start_mayor();
        school.send(app::SyncNow{});
        school.wait(sync::k_head_every_ms);
    }
    bool says(std::string_view key)
    {
        return std::ranges::any_of(
            school.see().shell.toasts, [key](app::ToastView const& toast) { return toast.text.key == key; });
    }

    Desk other{server};
    RecordId record{};
    MemberId author{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(waiting_for_a_key)

BOOST_FIXTURE_TEST_CASE(a_signalement_made_where_no_key_writes_is_said_to_wait, HaltedTown)
{
    (void)testing::send_report(mayor, {.family = "Tassin", .group = group});
    auto const& said = mayor.see().shell.toasts;
    auto const has = [&said](std::string_view key) {
        return std::ranges::any_of(said, [key](app::ToastView const& toast) { return toast.text.key == key; });
    };
    BOOST_TEST(has("situation.report_waits"));
    BOOST_TEST(!has("situation.report_kept"));
}

BOOST_FIXTURE_TEST_CASE(a_signalement_that_waited_is_said_to_have_left_once_a_key_came, HaltedSchool)
{
    BOOST_TEST(!testing::says_sent(school));
    give_key(std::nullopt);
    BOOST_TEST(school.see().shell.sync.waiting == 0U);
    BOOST_TEST(testing::says_sent(school));
    BOOST_TEST(!says("situation.report_waits"));
}

/// Nobody will ever receive it.
BOOST_FIXTURE_TEST_CASE(a_signalement_that_waited_and_is_refused_is_never_said_to_have_left, HaltedSchool)
{
    give_key(domain::Role::Read);
    BOOST_TEST(school.see().shell.sync.waiting == 0U);
    BOOST_TEST(!testing::says_sent(school));
    BOOST_TEST(!says("situation.report_waits"));
    auto const* const unsent = testing::find_todo(school, "situation.unsent.title");
    BOOST_REQUIRE(unsent != nullptr);
    // Nor once its author has given it up.
    auto const command = unsent->command;
    BOOST_REQUIRE(std::holds_alternative<app::GiveUpEdit>(command));
    school.send(command);
    school.send(app::SyncNow{});
    school.wait(sync::k_head_every_ms);
    BOOST_TEST(testing::find_todo(school, "situation.unsent.title") == nullptr);
    BOOST_TEST(!testing::says_sent(school));
}

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
    BOOST_TEST(std::ranges::any_of(mayor.see().home->notices, [](app::NoticeView const& notice) {
        return notice.text.key == "situation.waits.own" && notice.tone == app::Tone::Warning;
    }));
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
    BOOST_TEST(testing::find_todo(mayor, "situation.unsent.title") == nullptr);
}

BOOST_AUTO_TEST_CASE(what_waits_is_told_in_the_tone_of_what_there_is_to_do)
{
    using enum app::KeyWait;
    using Words = std::pair<app::Tone, std::string_view>;
    auto const words = [](app::KeyWait wait) {
        auto const said = app::words_of_wait(wait);
        return Words{said.tone, said.key};
    };
    BOOST_TEST((words(Nobody) == Words{app::Tone::Error, "situation.waits.nobody"}));
    BOOST_TEST((words(Own) == Words{app::Tone::Warning, "situation.waits.own"}));
    BOOST_TEST((words(Ask) == Words{app::Tone::Warning, "situation.waits.ask"}));
    BOOST_TEST((words(Given) == Words{app::Tone::Info, "situation.waits.given"}));
    BOOST_TEST((words(Coming) == Words{app::Tone::Info, "situation.waits.coming"}));
}

BOOST_FIXTURE_TEST_CASE(what_may_not_be_written_any_more_is_shown_and_given_up_also_what_only_takes_away, HaltedTown)
{
    mayor.kill();
    refuse_on_disk(mayor, record);
    mayor.open();
    mayor.sign_in();
    mayor.wait(1000);
    BOOST_TEST(mayor.see().shell.sync.waiting == 0U);
    mayor.send(app::Go{app::HomeRoute{}});
    auto const& todo = mayor.see().home->todo;
    auto const is_unsent = [](app::TodoView const& one) {
        return one.title.key == "situation.unsent.title" && one.button.key == "situation.unsent.see";
    };
    BOOST_TEST(std::ranges::count_if(todo, is_unsent) == 2);

    BOOST_TEST(family_name(mayor, record) == "Rivière");
    using Said = std::vector<std::pair<PhraseArg, PhraseArg>>;
    Said const text{{std::string("Rivière-Martin"), name_of_field(domain::field::k_nom)}};
    Said const removed{{TextRef{"situation.unsent.removed"}, name_of_field(domain::field::k_motifs)}};
    BOOST_REQUIRE(mayor.see().sheet->unsent.size() == 2U);
    BOOST_TEST((unsent_in(mayor) == Said{text[0], removed[0]}));

    auto const give_up_first = [&] {
        auto const command = mayor.see().sheet->unsent.front().give_up;
        mayor.send(command);
    };
    give_up_first();
    BOOST_TEST((unsent_in(mayor) == removed));
    give_up_first();
    BOOST_TEST(mayor.see().sheet->unsent.empty());
    BOOST_TEST(testing::find_todo(mayor, "situation.unsent.title") == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
