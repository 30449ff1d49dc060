// R-58 of a status, and S-09: what two who decide of one signalement at once leave behind, and how it is settled.

#include <algorithm>

#include "core/app/situation_state.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/sheet_town.hpp"

using namespace huisclos;
using domain::Statut;
using testing::Desk;

namespace {

namespace field = domain::field;

struct SettledTown : testing::FoundedTown {
    SettledTown()
    {
        testing::add_phone(mayor, phone);
        report = testing::send_report(mayor, {});
        testing::exchange(mayor, phone);
    }

    static void decide(Desk& who, RecordId record, Statut status, std::uint32_t reason)
    {
        who.send(app::SetStatus{record, static_cast<std::uint32_t>(status), reason});
    }
    /// On the phone, then here, neither knowing of the other; the mayor's comes last.
    void decide_both(Statut on_the_phone, Statut here, std::uint32_t reason)
    {
        testing::show_sheet(phone, report);
        testing::show_sheet(mayor, report);
        decide(phone, report, on_the_phone, 0);
        retained = phone.see().sheet->record;
        mayor.clock.time = phone.clock.time;
        mayor.clock.advance(1000);
        decide(mayor, report, here, reason);
        testing::exchange_both(phone, mayor);
    }
    [[nodiscard]] app::FieldView const* status_field()
    {
        auto const& fields = mayor.see().sheet->follow_up;
        auto const found = std::ranges::find(fields, std::uint32_t{field::k_statut}, &app::FieldView::field);
        return found == fields.end() ? nullptr : &*found;
    }
    void keep(Statut status)
    {
        auto const* const shown = status_field();
        BOOST_REQUIRE(shown != nullptr);
        auto const key = domain::text_key(domain::ListId::Statut, static_cast<std::uint64_t>(status));
        auto const kept = std::ranges::find(
            shown->conflicts, key, [](app::ConflictView const& one) -> std::string_view { return one.value.key; });
        BOOST_REQUIRE((kept != shown->conflicts.end()));
        auto const op = kept->op;
        mayor.send(app::ResolveConflict{report, field::k_statut, op});
    }
    [[nodiscard]] bool warns(std::string_view key)
    {
        return std::ranges::any_of(
            mayor.see().sheet->callouts, [key](app::RefusalView const& one) { return one.message.key == key; });
    }
    [[nodiscard]] bool waits(std::string_view key) { return testing::find_todo(mayor, key) != nullptr; }
    [[nodiscard]] std::size_t situations()
    {
        mayor.send(app::Go{app::SituationsRoute{}});
        return mayor.see().situations->rows.size();
    }

    Desk phone{server};
    RecordId report{};
    RecordId retained{};  ///< What the phone showed after its decision.
};

}  // namespace

BOOST_AUTO_TEST_SUITE(settled)

BOOST_FIXTURE_TEST_CASE(r_58_of_two_statuses_one_is_kept, SettledTown)
{
    decide_both(Statut::Retenue, Statut::Refusee, static_cast<std::uint32_t>(domain::MotifRefus::Doublon));
    BOOST_TEST((retained != report));
    auto const* const question = testing::find_todo(mayor, "situation.todo.conflict");
    BOOST_REQUIRE(question != nullptr);
    auto const led = std::get<app::SituationsRoute>(std::get<app::Go>(question->command).route);
    BOOST_TEST((led.situation == report));
    BOOST_TEST((led.field == std::uint32_t{field::k_statut}));
    testing::show_sheet(mayor, report);
    BOOST_REQUIRE(status_field() != nullptr);
    BOOST_TEST(status_field()->conflicts.size() == 2U);
    BOOST_TEST(!status_field()->may_edit);
    BOOST_TEST(mayor.see().sheet->callouts.front().message.key == "situation.callout.conflict");
    BOOST_TEST(warns("situation.callout.has_situation"));

    keep(Statut::Retenue);
    BOOST_TEST(status_field() == nullptr);
    BOOST_TEST(!warns("situation.callout.conflict"));
    BOOST_TEST(!warns("situation.callout.has_situation"));
    BOOST_TEST(!waits("situation.todo.conflict"));
    BOOST_TEST(!waits("situation.todo.twin"));
    BOOST_TEST(situations() == 1U);
}

BOOST_FIXTURE_TEST_CASE(s_09_what_was_retained_is_not_retained_again, SettledTown)
{
    decide_both(Statut::Retenue, Statut::Refusee, static_cast<std::uint32_t>(domain::MotifRefus::Doublon));
    testing::show_sheet(mayor, report);
    keep(Statut::Refusee);
    BOOST_TEST(!waits("situation.todo.conflict"));
    testing::show_sheet(mayor, report);
    // The situation stays, and is said; another is not made beside it.
    BOOST_TEST(warns("situation.callout.has_situation"));
    auto const& choices = mayor.see().sheet->statuses;
    auto const retain =
        std::ranges::find(choices, static_cast<std::uint32_t>(Statut::Retenue), &app::StatusChoice::status);
    BOOST_REQUIRE((retain != choices.end()));
    BOOST_REQUIRE(!retain->refusals.empty());
    BOOST_TEST(retain->refusals.front().message.key == "law.s_09.situation");
    decide(mayor, report, Statut::Retenue, 0);
    BOOST_REQUIRE(mayor.see().shell.toasts.back().refusal.has_value());
    BOOST_TEST(mayor.see().shell.toasts.back().refusal->message.key == "law.s_09.situation");
    BOOST_TEST(situations() == 1U);
    testing::show_sheet(mayor, retained);
    BOOST_TEST(!warns("situation.callout.twin"));
    decide(mayor, retained, Statut::Cloturee, static_cast<std::uint32_t>(domain::MotifFin::SansObjet));
    testing::show_sheet(mayor, report);
    BOOST_TEST(!warns("situation.callout.has_situation"));
}

BOOST_FIXTURE_TEST_CASE(s_09_two_situations_of_one_signalement_are_told_until_one_is_closed, SettledTown)
{
    decide_both(Statut::Retenue, Statut::Retenue, 0);
    // The same status twice is no conflict.
    BOOST_TEST(!waits("situation.todo.conflict"));
    BOOST_TEST(waits("situation.todo.twin"));
    BOOST_TEST(situations() == 2U);
    testing::show_sheet(mayor, report);
    BOOST_TEST(warns("situation.callout.has_situation"));
    testing::show_sheet(mayor, retained);
    BOOST_TEST(warns("situation.callout.twin"));
    decide(mayor, retained, Statut::Cloturee, static_cast<std::uint32_t>(domain::MotifFin::SansObjet));
    BOOST_TEST(!warns("situation.callout.twin"));
    BOOST_TEST(!waits("situation.todo.twin"));
    testing::show_sheet(mayor, report);
    BOOST_TEST(!warns("situation.callout.has_situation"));
}

BOOST_FIXTURE_TEST_CASE(r_58_of_two_ends_the_one_that_the_law_refuses_says_why_and_is_not_offered, testing::FoundedTown)
{
    Desk phone{server};
    testing::add_phone(mayor, phone);
    auto const record = testing::open_situation(mayor, {});
    mayor.send(app::SetField{record, field::k_debut, testing::typed("01/01/2025")});
    SettledTown::decide(mayor, record, Statut::Cloturee, static_cast<std::uint32_t>(domain::MotifFin::Demenagement));
    testing::exchange(mayor, phone);
    testing::show_sheet(phone, record);
    testing::show_sheet(mayor, record);
    phone.send(app::SetField{record, field::k_date_fin, testing::typed("01/02/2025")});
    mayor.clock.time = phone.clock.time;
    mayor.clock.advance(1000);
    mayor.send(app::SetField{record, field::k_date_fin, testing::typed("01/06/2025")});
    testing::exchange_both(phone, mayor);
    testing::show_sheet(mayor, record);
    auto const ends = [&]() -> std::vector<app::ConflictView> const& {
        auto const& fields = mayor.see().sheet->follow_up;
        return std::ranges::find(fields, std::uint32_t{field::k_date_fin}, &app::FieldView::field)->conflicts;
    };
    BOOST_REQUIRE(ends().size() == 2U);
    BOOST_TEST(std::ranges::all_of(ends(), &app::ConflictView::may_keep));
    // It began between the two.
    mayor.send(app::SetField{record, field::k_debut, testing::typed("01/03/2025")});
    BOOST_REQUIRE(ends().size() == 2U);
    BOOST_REQUIRE(std::ranges::count_if(ends(), &app::ConflictView::may_keep) == 1);
    auto const refused = *std::ranges::find(ends(), false, &app::ConflictView::may_keep);
    BOOST_TEST(refused.refusal.message.key == "law.s_04.debut");
    BOOST_TEST(refused.refusal.article.key == "law.s_04.article");
    // What pressing it would tell.
    mayor.send(app::ResolveConflict{record, field::k_date_fin, refused.op});
    BOOST_REQUIRE(mayor.see().shell.toasts.back().refusal.has_value());
    BOOST_TEST((mayor.see().shell.toasts.back().refusal->message == refused.refusal.message));
    BOOST_TEST(ends().size() == 2U);
}

BOOST_FIXTURE_TEST_CASE(r_58_a_situation_kept_elsewhere_than_closed_has_no_end, testing::FoundedTown)
{
    Desk phone{server};
    testing::add_phone(mayor, phone);
    auto const record = testing::open_situation(mayor, {});
    testing::exchange(mayor, phone);
    testing::show_sheet(phone, record);
    SettledTown::decide(phone, record, Statut::Reorientee, static_cast<std::uint32_t>(domain::Canal::DroitCommun));
    mayor.clock.time = phone.clock.time;
    mayor.clock.advance(1000);
    SettledTown::decide(mayor, record, Statut::Cloturee, static_cast<std::uint32_t>(domain::MotifFin::Demenagement));
    testing::exchange(phone, mayor);
    auto const shown = [&](std::uint32_t number) -> app::FieldView const* {
        auto const& fields = mayor.see().sheet->follow_up;
        auto const found = std::ranges::find(fields, number, &app::FieldView::field);
        return found == fields.end() ? nullptr : &*found;
    };
    BOOST_REQUIRE(shown(field::k_statut) != nullptr);
    BOOST_TEST(shown(field::k_date_fin)->text != "");
    auto const key = domain::text_key(domain::ListId::Statut, static_cast<std::uint64_t>(Statut::Reorientee));
    auto const& values = shown(field::k_statut)->conflicts;
    auto const kept =
        std::ranges::find(values, key, [](app::ConflictView const& one) -> std::string_view { return one.value.key; });
    BOOST_REQUIRE((kept != values.end()));
    auto const op = kept->op;
    mayor.send(app::ResolveConflict{record, field::k_statut, op});
    BOOST_TEST(shown(field::k_statut) == nullptr);
    BOOST_TEST(shown(field::k_date_fin)->text == "");
    BOOST_TEST(shown(field::k_motif_fin)->value.empty());
    BOOST_TEST(!shown(field::k_canal)->value.empty());
}

BOOST_AUTO_TEST_SUITE_END()
