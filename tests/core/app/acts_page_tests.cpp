// « Actes signés »: an entry each, the last first, as many as were asked for; and what it says of each.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "tests/core/app/signed_acts.hpp"
#include "tests/core/app/stopped_device.hpp"

using namespace huisclos;

namespace {

std::int64_t number_of(app::ActView const& act)
{
    for (auto const& [name, value] : act.title.args) {
        if (name == "n")
            return std::get<std::int64_t>(value);
    }
    return 0;
}

bool says(app::ActView const& act, std::string_view key)
{
    return std::ranges::any_of(act.lines, [key](app::ChangeLine const& line) { return line.text.key == key; });
}

app::ActView last_act(testing::Desk& who)
{
    who.send(app::Go{app::ActsRoute{}});
    auto const& acts = who.see().acts;
    BOOST_REQUIRE(acts.has_value());
    BOOST_REQUIRE(!acts->signed_acts.empty());
    return acts->signed_acts.front();
}

struct ActsPageTown : testing::FoundedTown {
    ActsPageTown() { testing::join_school(mayor, school); }

    /// Of the school, on its page.
    MemberId show_member() { return testing::show_member(mayor, "Camille Durand"); }

    void sign()
    {
        testing::sign_draft(mayor);
        testing::sees_what_came(school, mayor);
    }
};

/// What a later version may sign: an op of a kind that this one does not know.
ledger::SignedAct act_of_later_version(testing::StoppedDevice const& device)
{
    auto const& vault = *device.vault;
    auto const tips = vault.knowledge().registry()->tips();
    ledger::CborWriter writer;
    writer.map(6).key(1).id(ledger::author_of(vault.self()));
    writer.key(2).array(tips.size());
    for (auto const& tip : tips)
        writer.id(tip);
    writer.key(3).array(0);
    writer.key(4).unsigned_int(static_cast<std::uint64_t>(vault.now().ms));
    writer.key(5).id(ledger::ActNonce{});
    writer.key(6).array(1).array(2).unsigned_int(100).map(0);
    return ledger::sign_act(device.keyring.identity, vault.id(), writer.take());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(acts_page)

BOOST_FIXTURE_TEST_CASE(the_last_acts_come_first_and_earlier_ones_when_they_are_asked_for, testing::FoundedTown)
{
    mayor.kill();
    {
        testing::StoppedDevice device(mayor);
        for (std::size_t i = 0; i < app::k_acts_shown; ++i)
            device.sign(ledger::VisaOp{});
    }
    mayor.open();
    mayor.sign_in();
    mayor.send(app::Go{app::ActsRoute{}});
    auto const last = mayor.see().acts.value();
    BOOST_REQUIRE(last.signed_count > app::k_acts_shown);
    BOOST_REQUIRE(last.signed_count < 2 * app::k_acts_shown);
    BOOST_TEST(last.signed_acts.size() == app::k_acts_shown);
    auto const count = static_cast<std::int64_t>(last.signed_count);
    // The one in preparation is the next of the sequence.
    BOOST_TEST((last.title == phrase("council.act.title").with("n", count + 1)));

    mayor.send(app::ShowEarlierActs{});
    auto const all = mayor.see().acts.value();
    BOOST_REQUIRE(all.signed_acts.size() == all.signed_count);
    for (std::size_t i = 0; i < all.signed_acts.size(); ++i) {
        BOOST_TEST(all.signed_acts[i].title.key == "council.act.signed_title");
        BOOST_TEST(number_of(all.signed_acts[i]) == count - static_cast<std::int64_t>(i));
        BOOST_TEST(!all.signed_acts[i].lines.empty());
    }
    BOOST_TEST((all.signed_acts.front().act == last.signed_acts.front().act));
    // The mayor, who reads all that an act could have written, wrote nothing with it.
    BOOST_TEST(says(all.signed_acts.front(), "council.change.visa"));
}

BOOST_FIXTURE_TEST_CASE(settings_that_one_act_changes_are_told_one_by_one, testing::FoundedTown)
{
    mayor.send(app::Go{app::ActsRoute{}});
    auto const acts = mayor.see().acts->signed_acts;
    auto const told = [&acts](std::string_view key) {
        return std::ranges::any_of(acts, [key](app::ActView const& act) { return says(act, key); });
    };
    BOOST_TEST(told("council.op.store"));
    BOOST_TEST(told("council.op.texts"));
    BOOST_TEST(told("council.op.log_months"));
}

/// By the words in which it was prepared.
BOOST_FIXTURE_TEST_CASE(an_act_says_what_it_wrote_in_a_record_to_who_reads_it, ActsPageTown)
{
    auto const id = show_member();
    mayor.send(app::EditMember{app::member_form::k_order, testing::typed("Arrêté 2026-118")});
    mayor.send(app::EditMember{app::member_form::k_end, testing::typed("31/08/2032")});
    mayor.send(app::PrepareMember{id});
    auto const prepared = mayor.see().acts->draft;
    BOOST_REQUIRE(prepared.size() == 3U);
    sign();
    PhraseArg const nothing = TextRef{"council.change.unsaid"};
    for (auto* const who : {&mayor, &school}) {
        auto const act = last_act(*who);
        BOOST_REQUIRE(act.lines.size() == 3U);
        for (std::size_t i = 0; i < prepared.size(); ++i) {
            BOOST_TEST((act.lines[i].text == prepared[i].text));
            BOOST_TEST(act.lines[i].is_below == prepared[i].is_below);
        }
        BOOST_TEST(
            (act.lines[1].text ==
             phrase("council.change.order").with("order", std::string("Arrêté 2026-118")).with("former", nothing)));
        BOOST_TEST(
            (act.lines[2].text ==
             phrase("council.change.ends").with("date", Date{2032, 8, 31}).with("former", nothing)));
    }

    // The next one says its own, and the former still what it said.
    (void)show_member();
    mayor.send(app::EditMember{app::member_form::k_end, testing::typed("")});
    mayor.send(app::PrepareMember{id});
    sign();
    auto const act = last_act(school);
    BOOST_REQUIRE(act.lines.size() == 2U);
    BOOST_TEST((act.lines[1].text == phrase("council.change.no_end").with("former", Date{2032, 8, 31})));
    BOOST_TEST(school.see().acts->signed_acts[1].lines.size() == 3U);
}

/// What is written with a departure is said before it is signed too.
BOOST_FIXTURE_TEST_CASE(a_departure_says_the_end_of_the_mandate_before_and_after, ActsPageTown)
{
    testing::prepare_removal(mayor, std::string(testing::k_school_name));
    std::vector<Phrase> form;
    mayor.send(app::SignDraft{});
    for (auto const& line : mayor.form().lines)
        form.push_back(line.text);
    auto const says_end = [](Phrase const& said) {
        return said.key == "council.change.ends";
    };
    auto const before = std::ranges::find_if(form, says_end);
    BOOST_REQUIRE((before != form.end()));
    mayor.sign();
    mayor.wait(5000);
    auto const act = last_act(mayor);
    auto const after =
        std::ranges::find_if(act.lines, [&says_end](app::ChangeLine const& line) { return says_end(line.text); });
    BOOST_REQUIRE((after != act.lines.end()));
    BOOST_TEST((after->text == *before));
}

BOOST_FIXTURE_TEST_CASE(
    an_op_that_this_version_does_not_know_is_told_as_such_and_as_without_effect, testing::FoundedTown)
{
    mayor.kill();
    {
        testing::StoppedDevice device(mayor);
        sync::ActPublication publication;
        publication.act = act_of_later_version(device);
        auto const recorded = device.vault->record_act(std::move(publication)).run();
        BOOST_REQUIRE(recorded.has_value());
    }
    mayor.open();
    mayor.sign_in();
    auto const act = last_act(mayor);
    BOOST_REQUIRE(act.lines.size() == 1U);
    BOOST_TEST(act.lines[0].text.key == "council.op.unknown");
    BOOST_TEST(!act.lines[0].had_effect);
}

BOOST_AUTO_TEST_SUITE_END()
