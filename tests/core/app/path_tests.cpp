// The path of a situation as a person goes along it: closing says what it does, and may be undone.

#include <algorithm>

#include "core/app/situation_state.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using domain::Statut;
using testing::Desk;
using testing::MemoryServer;

namespace {

struct Town : testing::FoundedTown {
    Town() { record = testing::open_situation(mayor, {}); }

    void pass_to(Statut status, std::uint32_t reason)
    {
        mayor.send(app::SetStatus{record, static_cast<std::uint32_t>(status), reason});
    }

    app::StatusChoice const* choice(Statut status)
    {
        auto const& choices = mayor.see().sheet->statuses;
        auto const found = std::ranges::find(choices, static_cast<std::uint32_t>(status), &app::StatusChoice::status);
        return found == choices.end() ? nullptr : &*found;
    }

    std::string field_text(std::uint32_t number)
    {
        auto const& fields = mayor.see().sheet->follow_up;
        auto const found = std::ranges::find(fields, number, &app::FieldView::field);
        return found == fields.end() ? std::string{"no such field"} : found->text + found->value.key;
    }

    bool tells(std::string_view key)
    {
        auto const& entries = mayor.see().sheet->chronology;
        return std::ranges::any_of(entries, [key](app::TimelineEntry const& entry) { return entry.text.key == key; });
    }

    RecordId record{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(path)

BOOST_FIXTURE_TEST_CASE(closing_says_until_when_the_sheet_is_kept, Town)
{
    auto const* const close = choice(Statut::Cloturee);
    BOOST_REQUIRE(close != nullptr);
    BOOST_TEST(close->consequence.key == "situation.close.consequence");
    // Born on 14 May 2005: three years from today come before the 25th birthday.
    auto const until = std::get<Date>(close->consequence.args.front().second);
    BOOST_TEST((until == add_years(paris_date(mayor.clock.now()), 3)));
    BOOST_TEST(!close->reasons.empty());
    BOOST_TEST(choice(Statut::EnSuivi)->consequence.empty());
}

BOOST_FIXTURE_TEST_CASE(a_situation_closed_by_mistake_is_opened_again_for_a_reason, Town)
{
    pass_to(Statut::Cloturee, static_cast<std::uint32_t>(domain::MotifFin::Demenagement));
    BOOST_TEST(field_text(domain::field::k_date_fin) != "");
    auto const* const reopen = choice(Statut::AExaminer);
    BOOST_REQUIRE(reopen != nullptr);
    BOOST_TEST(!reopen->refusal.has_value());
    BOOST_TEST(reopen->reasons.size() == 3U);
    // No reason, or one that is not in the list: nothing.
    for (std::uint32_t const reason : {0U, 77U}) {
        pass_to(Statut::AExaminer, reason);
        BOOST_REQUIRE(choice(Statut::AExaminer) != nullptr);
        BOOST_TEST(mayor.see().shell.toasts.back().refusal->message.key == "law.s_07.motif");
    }
    pass_to(Statut::AExaminer, static_cast<std::uint32_t>(domain::MotifReouverture::Erreur));
    BOOST_TEST(choice(Statut::AExaminer) == nullptr);
    BOOST_REQUIRE(choice(Statut::Cloturee) != nullptr);
    BOOST_TEST(field_text(domain::field::k_date_fin) == "");
    BOOST_TEST(field_text(domain::field::k_motif_fin) == "");
    BOOST_TEST(tells("situation.chronology.reopened"));
    mayor.send(app::Go{app::SituationsRoute{}});
    BOOST_TEST(mayor.see().situations->rows.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
