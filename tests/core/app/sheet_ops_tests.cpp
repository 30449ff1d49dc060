// A sheet as its ops tell it, also those that no screen of this version writes.

#include <boost/test/unit_test.hpp>

#include "core/app/journal_values.hpp"
#include "core/app/record_values.hpp"
#include "core/app/situation_past.hpp"
#include "core/app/situation_versions.hpp"
#include "core/domain/fields.hpp"
#include "tests/core/ledger/record_world.hpp"

using namespace huisclos;
using test::Device;
using test::World;

namespace {

namespace field = domain::field;
namespace part = domain::action_part;

constexpr std::int64_t k_minute = 60'000;

struct Started {
    Started() { BOOST_REQUIRE(crypto::init().has_value()); }
};

struct Sheet : Started, World {
    Sheet()
    {
        record = RecordId{};
        give(alice.write([&](ledger::RecordWriter& writer) {
            record = writer.create(key.view());
            ledger::RecordHandle const made{record, key.view(), nullptr};
            writer.set(made, field::k_type, test::number(test::TestNatures::k_situation));
        }));
    }

    void give(test::Published const& segment)
    {
        test::give(store, segment);
        store.update();
    }
    /// One segment; `time` of the clock of its device.
    template <typename Fill>
    void write(Device& device, std::int64_t time, Fill const& fill)
    {
        device.clock = start + time;
        give(device.write([&](ledger::RecordWriter& writer) { fill(writer, test::handle(store, record)); }));
    }
    [[nodiscard]] app::Located located() const { return {cid, {}, &store, store.find(record)}; }
    [[nodiscard]] OpId last_of(ledger::Space space, std::uint64_t number) const
    {
        auto const entries = store.find(record)->at(space, number);
        BOOST_REQUIRE(!entries.empty());
        return entries.back().op->id;
    }
    [[nodiscard]] OpId last_action() const { return last_of(ledger::Space::Set, field::k_actions); }

    [[nodiscard]] Bytes action(std::uint64_t type, std::optional<OpId> const& first = std::nullopt) const
    {
        std::vector<domain::Part> parts{
            {part::k_type, type},
            {part::k_responsable, alice.member.view()},
            {part::k_debut, std::uint64_t{20'261'001}}};
        if (first)
            parts.push_back({part::k_premiere, first->view()});
        return app::encode_parts(parts);
    }
    void add(Device& device, std::int64_t time, std::uint64_t type, std::optional<OpId> const& first = std::nullopt)
    {
        write(device, time, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            writer.add(handle, field::k_actions, action(type, first));
        });
    }
    void correct(Device& device, std::int64_t time, std::uint64_t type, OpId const& first)
    {
        auto const former = last_action();
        write(device, time, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            writer.drop(handle, field::k_actions, {former});
            writer.add(handle, field::k_actions, action(type, first));
        });
    }
    void withdraw(Device& device, std::int64_t time)
    {
        auto const element = last_action();
        write(device, time, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            writer.drop(handle, field::k_actions, {element});
        });
    }

    OpId append(
        Device& device, std::int64_t time, std::uint64_t number, Bytes const& value, std::vector<OpId> corrected = {})
    {
        write(device, time, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            writer.append(handle, number, value, std::move(corrected));
        });
        return last_of(ledger::Space::Journal, number);
    }

    SecretBytes key{crypto::random_secret(32)};
    Device alice{*this, crypto::random_id<MemberId>(), 4};
    Device mayor{*this, crypto::random_id<MemberId>(), 4};
    Reader store{*this};
    std::int64_t start{alice.clock};
    RecordId record{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(sheet_ops)

BOOST_FIXTURE_TEST_CASE(who_withdrew_an_action_is_told_though_his_clock_is_late, Sheet)
{
    add(alice, 0, 1);
    auto const first = last_action();
    correct(alice, 10 * k_minute, 2, first);
    withdraw(mayor, 3 * k_minute);
    auto const past = app::actions_past(located());
    BOOST_REQUIRE(past.size() == 1U);
    BOOST_REQUIRE(past.front().steps.size() == 2U);
    BOOST_REQUIRE(past.front().withdrawals.size() == 1U);
    auto const& withdrawal = past.front().withdrawals.front();
    BOOST_TEST((withdrawal.written.author == mayor.member));
    BOOST_TEST(withdrawal.written.at.ms == start + 3 * k_minute);
    BOOST_TEST(withdrawal.step == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_correction_by_a_late_clock_is_of_the_step_that_it_replaced, Sheet)
{
    add(alice, 0, 1);
    auto const first = last_action();
    correct(alice, 10 * k_minute, 2, first);
    correct(mayor, 3 * k_minute, 3, first);
    auto const past = app::actions_past(located());
    BOOST_REQUIRE(past.size() == 1U);
    BOOST_REQUIRE(past.front().steps.size() == 3U);
    BOOST_TEST((past.front().steps[1].written.author == mayor.member));
    BOOST_TEST(past.front().formers[1] == 2U);
    BOOST_TEST(past.front().formers[2] == 0U);
    BOOST_TEST(past.front().withdrawals.empty());
}

BOOST_FIXTURE_TEST_CASE(a_withdrawal_is_told_though_an_element_names_the_action_later, Sheet)
{
    add(alice, 0, 1);
    auto const first = last_action();
    withdraw(alice, k_minute);
    add(mayor, 2 * k_minute, 2, first);
    auto const past = app::actions_past(located());
    BOOST_REQUIRE(past.size() == 1U);
    BOOST_TEST(past.front().steps.size() == 2U);
    BOOST_REQUIRE(past.front().withdrawals.size() == 1U);
    BOOST_TEST((past.front().withdrawals.front().written.author == alice.member));
    BOOST_TEST(past.front().withdrawals.front().step == 0U);
}

/// Two people, each before the other's op came; then one of them settles it.
BOOST_FIXTURE_TEST_CASE(r_58_corrections_of_two_people_at_once_are_versions_of_one_action, Sheet)
{
    add(alice, 0, 1);
    auto const first = last_action();
    auto const correct_over = [this,
                               &first](Device& device, std::int64_t time, std::uint64_t type, std::vector<OpId> over) {
        write(device, time, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            writer.drop(handle, field::k_actions, std::move(over));
            writer.add(handle, field::k_actions, action(type, first));
        });
    };
    correct_over(alice, 10 * k_minute, 2, {first});
    correct_over(mayor, 3 * k_minute, 3, {first});
    auto const versions = app::versions_of(*store.find(record), last_action());
    BOOST_REQUIRE(versions.size() == 2U);
    BOOST_TEST((versions[0].written.author == mayor.member));
    BOOST_TEST((versions[1].written.author == alice.member));
    BOOST_TEST(app::has_action_conflict(*store.find(record)));
    // Lists use the last.
    auto const listed = app::read_fiche(*store.find(record)).actions;
    BOOST_REQUIRE(listed.size() == 1U);
    BOOST_TEST((listed.front().written.op == versions[1].written.op));

    correct_over(mayor, 20 * k_minute, 3, {versions[0].written.op, versions[1].written.op});
    BOOST_TEST(!app::has_action_conflict(*store.find(record)));
    BOOST_TEST(app::versions_of(*store.find(record), last_action()).size() == 1U);
    BOOST_TEST(app::versions_of(*store.find(record), versions[0].written.op).empty());
    auto const past = app::actions_past(located());
    BOOST_REQUIRE(past.size() == 1U);
    BOOST_REQUIRE(past.front().steps.size() == 4U);
    // It says again what one of them said: it is told from the other.
    BOOST_TEST(past.front().formers[3] == 2U);
    BOOST_TEST(past.front().withdrawals.empty());
}

/// Nobody makes another's action a version of his own by naming it.
BOOST_FIXTURE_TEST_CASE(an_element_that_names_an_action_that_stands_is_an_action_of_its_own, Sheet)
{
    add(alice, 0, 1);
    auto const first = last_action();
    add(mayor, k_minute, 2, first);
    BOOST_TEST(!app::has_action_conflict(*store.find(record)));
    BOOST_TEST(app::versions_of(*store.find(record), first).size() == 1U);
    BOOST_TEST(app::read_fiche(*store.find(record)).actions.size() == 2U);
    BOOST_TEST(app::actions_past(located()).size() == 2U);
}

/// `over` is written by whoever appends.
BOOST_FIXTURE_TEST_CASE(an_entry_of_the_follow_up_is_replaced_by_its_author_alone, Sheet)
{
    auto const first = append(alice, 0, field::k_elements_suivi, test::text("Absent trois jours."));
    auto const others = append(mayor, k_minute, field::k_elements_suivi, test::text("Rien."), {first});
    auto const texts = [this] {
        std::vector<std::string> all;
        for (auto const& note : app::read_fiche(*store.find(record)).notes)
            all.push_back(note.text);
        return all;
    };
    BOOST_TEST((texts() == std::vector<std::string>{"Absent trois jours.", "Rien."}));
    auto const own = append(alice, 2 * k_minute, field::k_elements_suivi, test::text("Absent deux jours."), {first});
    BOOST_TEST((texts() == std::vector<std::string>{"Rien.", "Absent deux jours."}));
    auto const& state = *store.find(record);
    auto const entries = state.at(ledger::Space::Journal, field::k_elements_suivi);
    BOOST_REQUIRE(entries.size() == 3U);
    auto const* const by = app::correction_of(state, entries.front());
    BOOST_REQUIRE(by != nullptr);
    BOOST_TEST((by->op->id == own));
    BOOST_TEST((entries[1].op->id == others));
    BOOST_TEST(app::correction_of(state, entries[1]) == nullptr);
}

/// T-3, T-4: no answer makes another one vanish, not even its author's.
BOOST_FIXTURE_TEST_CASE(questions_of_liaison_and_their_answers_all_stand, Sheet)
{
    auto const asked = app::encode_parts(
        {{domain::question_part::k_question, std::uint64_t{1}},
         {domain::question_part::k_membre, alice.member.view()}});
    auto const question = append(alice, 0, field::k_questions, asked);
    (void)append(mayor, k_minute, field::k_questions, asked, {question});
    auto const answer = [&](std::uint64_t code) {
        return app::encode_parts(
            {{domain::reponse_part::k_question, question.view()}, {domain::reponse_part::k_reponse, code}});
    };
    auto const first = append(alice, 2 * k_minute, field::k_reponses, answer(1));
    (void)append(mayor, 3 * k_minute, field::k_reponses, answer(2), {first});
    (void)append(alice, 4 * k_minute, field::k_reponses, answer(2), {first});
    auto const fiche = app::read_fiche(*store.find(record));
    BOOST_TEST(fiche.questions.size() == 2U);
    BOOST_TEST(fiche.reponses.size() == 3U);
}

BOOST_AUTO_TEST_SUITE_END()
