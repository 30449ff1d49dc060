// The drafts of forms as bytes: read as they were written, and refused whole when they are cut, longer, of another
// version or not what they should be.

#include <boost/test/unit_test.hpp>

#include "core/app/draft_act.hpp"
#include "core/app/draft_report.hpp"
#include "core/app/draft_sheets.hpp"
#include "core/app/draft_text.hpp"
#include "core/app/draft_values.hpp"
#include "core/crypto/random.hpp"

using namespace huisclos;
using crypto::random_id;

namespace {

app::ReportDraft some_report()
{
    app::ReportDraft draft;
    draft.group = random_id<GroupId>();
    draft.as_situation = true;
    draft.values.emplace(1, app::FieldInput{.text = "Rivière", .codes = {}, .member = {}});
    draft.values.emplace(9, app::FieldInput{.text = {}, .codes = {3, 1}, .member = {}});
    draft.values.emplace(1004, app::FieldInput{.text = {}, .codes = {}, .member = random_id<MemberId>()});
    return draft;
}

app::TextDraft some_text()
{
    app::TextDraft draft{.what = 2, .title = "Règlement", .body = "Article 1.\nArticle 2.", .adopted = "10/03"};
    draft.proposed.emplace(random_id<GroupId>(), "03/02/2026");
    draft.proposed.emplace(random_id<GroupId>(), "");
    return draft;
}

app::AskedChange asked(app::Command command)
{
    app::AskedChange change;
    change.command = std::move(command);
    return change;
}

/// One change of each kind.
app::ActDraft some_act()
{
    auto const member = random_id<MemberId>();
    auto const group = random_id<GroupId>();
    app::ActDraft draft;
    for (app::Command const& command : std::initializer_list<app::Command>{
             app::PrepareJoinGroup{member, group}, app::PrepareLeaveGroup{member, group},
             app::PrepareJoinRestricted{member}, app::PrepareLeaveRestricted{member}, app::PrepareRemoveMember{member},
             app::PrepareMember{member}, app::PrepareGroup{group}, app::PrepareCouncil{}, app::PrepareNewGroup{},
             app::PrepareRotation{random_id<CompartmentId>()}, app::PrepareOldKeys{}, app::PrepareLogKey{},
             app::PrepareVisa{}, app::PrepareSignAgain{random_id<ActHash>()},
             app::PrepareDeviceOut{member, random_id<DeviceId>()}, app::PrepareText{},
             app::AcceptInvite{random_id<InviteId>()}, app::PrepareStoreToken{},
             app::PrepareOpAgain{random_id<ActHash>(), 0x0102'0304}})
        draft.changes.push_back(asked(command));
    draft.changes[5].values.emplace(2, app::FieldInput{.text = "Arrêté 2026-118", .codes = {}, .member = {}});
    draft.changes[8].group = app::GroupDraft{.name = "Rives", .vocation = 3, .perimeter = "Les quais"};
    draft.changes[15].text = some_text();
    draft.changes[17].link = "https://mairie.example/#store";
    draft.invite.name = "Camille Durand";
    draft.invite.groups = {group, random_id<GroupId>()};
    draft.invite.replaces = random_id<InviteId>();
    draft.group.name = "Gare";
    draft.member.subject = member;
    draft.member.values.emplace(1, app::FieldInput{.text = {}, .codes = {4}, .member = {}});
    return draft;
}

/// Every beginning of it, what follows it, and every other version.
template <typename Read>
void check_refusals(Bytes const& whole, Read const& read)
{
    BOOST_REQUIRE(read(whole).has_value());
    for (std::size_t size = 0; size < whole.size(); ++size)
        BOOST_TEST(!read(BytesView(whole).first(size)).has_value());
    auto longer = whole;
    longer.push_back(0);
    BOOST_TEST(!read(longer).has_value());
    // The version is the item after the head of the array.
    BOOST_REQUIRE(whole[1] == 1);
    for (std::uint8_t const version : {std::uint8_t{0}, std::uint8_t{2}, std::uint8_t{23}}) {
        auto other = whole;
        other[1] = version;
        auto const refused = read(other);
        BOOST_REQUIRE(!refused.has_value());
        BOOST_TEST((refused.error().code == ErrorCode::Upgrade));
    }
}

/// Every bit that is turned is refused or read as something that is written so.
template <typename Read, typename Write>
void check_flips(Bytes const& whole, Read const& read, Write const& write)
{
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
        auto turned = whole;
        turned[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
        if (auto const draft = read(turned))
            BOOST_TEST(same_bytes(write(*draft), turned));
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(drafts)

BOOST_AUTO_TEST_CASE(a_report_is_read_as_it_was_written_or_not_at_all)
{
    BOOST_REQUIRE(crypto::init());
    auto const draft = some_report();
    auto const whole = app::encode_report(draft);
    auto const read = app::decode_report(whole);
    BOOST_REQUIRE(read.has_value());
    BOOST_TEST((read->group == draft.group));
    BOOST_TEST(read->as_situation);
    BOOST_TEST(read->values.at(1).text == "Rivière");
    BOOST_TEST((read->values.at(9).codes == std::vector<std::uint32_t>{3, 1}));
    BOOST_TEST((read->values.at(1004).member == draft.values.at(1004).member));
    check_refusals(whole, app::decode_report);
    check_flips(whole, app::decode_report, app::encode_report);
    auto const nothing = app::encode_report({});
    BOOST_TEST(same_bytes(app::encode_report(app::decode_report(nothing).value()), nothing));
}

BOOST_AUTO_TEST_CASE(a_text_is_read_as_it_was_written_or_not_at_all)
{
    BOOST_REQUIRE(crypto::init());
    auto const draft = some_text();
    auto const whole = app::encode_text_draft(draft);
    auto const read = app::decode_text_draft(whole);
    BOOST_REQUIRE(read.has_value());
    BOOST_TEST(read->what == 2U);
    BOOST_TEST(read->body == draft.body);
    BOOST_TEST(read->adopted == "10/03");
    BOOST_TEST((read->proposed == draft.proposed));
    check_refusals(whole, app::decode_text_draft);
    check_flips(whole, app::decode_text_draft, app::encode_text_draft);
}

BOOST_AUTO_TEST_CASE(what_is_typed_of_sheets_is_read_as_it_was_written_or_not_at_all)
{
    BOOST_REQUIRE(crypto::init());
    app::SheetDrafts drafts;
    auto const sheet = random_id<RecordId>();
    drafts.actions.emplace(sheet, some_report().values);
    drafts.questions.emplace(random_id<RecordId>(), some_report().values);
    drafts.refused.emplace(std::pair(sheet, 12U), app::KeptText{"31/02/2026", {}});
    drafts.refused.emplace(std::pair(sheet, 13U), app::KeptText{"31/02", {random_id<OpId>(), random_id<OpId>()}});
    auto const whole = app::encode_sheet_drafts(drafts);
    auto const read = app::decode_sheet_drafts(whole);
    BOOST_REQUIRE(read.has_value());
    BOOST_TEST(read->actions.at(sheet).at(1).text == "Rivière");
    BOOST_TEST((read->refused == drafts.refused));
    check_refusals(whole, app::decode_sheet_drafts);
    check_flips(whole, app::decode_sheet_drafts, app::encode_sheet_drafts);
    BOOST_TEST(!read->empty());
    BOOST_TEST(app::SheetDrafts{}.empty());
}

BOOST_AUTO_TEST_CASE(an_act_is_read_as_it_was_written_or_not_at_all)
{
    BOOST_REQUIRE(crypto::init());
    auto const draft = some_act();
    auto const whole = app::encode_act_draft(draft);
    auto const read = app::decode_act_draft(whole);
    BOOST_REQUIRE(read.has_value());
    BOOST_REQUIRE(read->changes.size() == draft.changes.size());
    for (std::size_t i = 0; i < draft.changes.size(); ++i)
        BOOST_TEST(read->changes[i].command.index() == draft.changes[i].command.index());
    auto const* const join = std::get_if<app::PrepareJoinGroup>(&read->changes[0].command);
    auto const& asked_for = std::get<app::PrepareJoinGroup>(draft.changes[0].command);
    BOOST_REQUIRE(join != nullptr);
    BOOST_TEST((join->member == asked_for.member));
    BOOST_TEST((join->group == asked_for.group));
    auto const* const op = std::get_if<app::PrepareOpAgain>(&read->changes[18].command);
    BOOST_REQUIRE(op != nullptr);
    BOOST_TEST((op->act == std::get<app::PrepareOpAgain>(draft.changes[18].command).act));
    BOOST_TEST(op->op == 0x0102'0304U);
    BOOST_TEST(read->changes[5].values.at(2).text == "Arrêté 2026-118");
    BOOST_TEST(read->changes[8].group->perimeter == "Les quais");
    BOOST_TEST((read->changes[15].text->proposed == draft.changes[15].text->proposed));
    BOOST_TEST((read->invite.groups == draft.invite.groups));
    BOOST_TEST((read->member.subject == draft.member.subject));
    BOOST_TEST(same_bytes(app::encode_act_draft(*read), whole));
    check_refusals(whole, app::decode_act_draft);
    BOOST_TEST(app::is_empty({}));
    BOOST_TEST(!app::is_empty(*read));
}

BOOST_AUTO_TEST_CASE(a_change_that_this_version_does_not_know_refuses_the_act)
{
    BOOST_REQUIRE(crypto::init());
    app::ActDraft draft;
    draft.changes.push_back(asked(app::PrepareVisa{}));
    auto whole = app::encode_act_draft(draft);
    // [1, [[13, …
    BOOST_REQUIRE(whole[4] == 13);
    BOOST_REQUIRE(app::decode_act_draft(whole).has_value());
    whole[4] = 23;
    auto const refused = app::decode_act_draft(whole);
    BOOST_REQUIRE(!refused.has_value());
    BOOST_TEST((refused.error().code == ErrorCode::Upgrade));
    // A known one with the ids of another.
    whole[4] = 5;
    BOOST_TEST(!app::decode_act_draft(whole).has_value());
}

BOOST_AUTO_TEST_CASE(what_is_out_of_order_too_long_or_no_text_is_refused)
{
    BOOST_REQUIRE(crypto::init());
    auto const values = [](std::vector<std::uint32_t> const& numbers, std::string const& text) {
        ledger::CborWriter writer;
        writer.array(4).unsigned_int(1).bytes({}).boolean(false).array(numbers.size());
        for (auto const number : numbers)
            writer.array(4).unsigned_int(number).bytes(as_bytes(text)).array(0).bytes({});
        return writer.take();
    };
    BOOST_TEST(app::decode_report(values({1, 2}, "a")).has_value());
    BOOST_TEST(!app::decode_report(values({2, 1}, "a")).has_value());
    BOOST_TEST(!app::decode_report(values({1, 1}, "a")).has_value());
    BOOST_TEST(!app::decode_report(values({1, 2}, "\xff")).has_value());
    BOOST_TEST(app::decode_report(values({1}, std::string(1000, 'a'))).has_value());
    BOOST_TEST(!app::decode_report(values({1}, std::string(app::k_most_draft_bytes, 'a'))).has_value());
    std::vector<std::uint32_t> many(app::k_most_draft_items + 1);
    for (std::uint32_t i = 0; i < many.size(); ++i)
        many[i] = i;
    BOOST_TEST(!app::decode_report(values(many, "a")).has_value());
    many.pop_back();
    BOOST_TEST(app::decode_report(values(many, "a")).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
