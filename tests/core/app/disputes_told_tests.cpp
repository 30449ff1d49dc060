// Chronologie after two people wrote the same field at once and somebody chose: both values stay told with who
// wrote them and when, then the choice.

#include <algorithm>

#include "tests/core/app/sheet_town.hpp"

using namespace huisclos;
using testing::argument;
using testing::coded;
using testing::Desk;
using testing::told_by;
using testing::typed;
using testing::word;
using testing::word_of;

namespace {

namespace field = domain::field;

/// The mayor and the coordonnateur in front of one sheet.
struct DisputeTown : testing::SharedSheetTown {
    DisputeTown() { meet(); }
    void meet()
    {
        all_exchange();
        for (auto* const who : {&mayor, &school}) {
            testing::show_sheet(*who, record);
            BOOST_REQUIRE(who->see().sheet.has_value());
        }
    }
    /// A minute after the mayor, the coordonnateur, neither knowing of the other.
    void write_at_once(std::uint32_t number, app::FieldInput mayors, app::FieldInput coordinators)
    {
        mayor.remote.offline = school.remote.offline = true;
        set(number, std::move(mayors));
        school.clock.time = std::max(school.clock.time, mayor.clock.time);
        school.clock.advance(60'000);
        school.send(app::SetField{record, number, std::move(coordinators)});
        mayor.remote.offline = school.remote.offline = false;
        meet();
    }
    /// The one that this author wrote, kept by the mayor.
    void keep(std::vector<app::FieldView> const& fields, std::uint32_t number, std::string_view author)
    {
        auto const found = std::ranges::find(fields, number, &app::FieldView::field);
        BOOST_REQUIRE((found != fields.end()));
        BOOST_REQUIRE(found->conflicts.size() == 2U);
        auto const kept = std::ranges::find_if(found->conflicts, [author](app::ConflictView const& one) {
            return std::get<std::string>(one.author.args.front().second) == author;
        });
        BOOST_REQUIRE((kept != found->conflicts.end()));
        auto const op = kept->op;
        mayor.send(app::ResolveConflict{record, number, op});
        meet();
    }
    /// Whom the entry names below its words.
    static std::string author_of(app::TimelineEntry const& entry)
    {
        return std::get<std::string>(argument(entry.detail, "name"));
    }
};

app::TimelineEntry const* told_of(std::vector<app::TimelineEntry> const& told, std::string_view author)
{
    auto const found = std::ranges::find_if(
        told, [author](app::TimelineEntry const& one) { return DisputeTown::author_of(one) == author; });
    return found == told.end() ? nullptr : &*found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(disputes_told)

BOOST_FIXTURE_TEST_CASE(r_58_both_texts_stay_told_with_their_authors_and_who_chose, DisputeTown)
{
    write_at_once(field::k_adresse, typed("1 rue du Moulin"), typed("2 rue du Moulin"));
    for (int step = 0; step < 2; ++step) {
        // Before the choice, and after it.
        if (step == 1)
            keep(mayor.see().sheet->identity, field::k_adresse, testing::k_school_name);
        for (auto* const who : {&mayor, &school}) {
            auto const told = told_by(*who, "situation.chronology.filled");
            BOOST_REQUIRE(told.size() == 2U);
            auto const* const mayors = told_of(told, "Claire Vasseur");
            auto const* const coordinators = told_of(told, testing::k_school_name);
            BOOST_REQUIRE(mayors != nullptr);
            BOOST_REQUIRE(coordinators != nullptr);
            BOOST_TEST(std::get<std::string>(argument(mayors->text, "value")) == "1 rue du Moulin");
            BOOST_TEST(std::get<std::string>(argument(coordinators->text, "value")) == "2 rue du Moulin");
            BOOST_TEST((argument(mayors->when, "time") != argument(coordinators->when, "time")));
            BOOST_TEST(told_by(*who, "situation.chronology.chosen").size() == static_cast<std::size_t>(step));
        }
    }
    auto const chosen = told_by(school, "situation.chronology.chosen").front();
    BOOST_TEST(std::get<std::string>(argument(chosen.text, "name")) == "Claire Vasseur");
    BOOST_TEST(std::get<std::string>(argument(chosen.text, "value")) == "2 rue du Moulin");
    BOOST_TEST(word(chosen.text, "field") == "domain.field.adresse");
    // Said once: not as another change.
    BOOST_TEST(told_by(school, "situation.chronology.field").empty());
    // What is written afterwards is a change like another, and takes nothing of it away.
    set(field::k_adresse, typed("3 rue du Moulin"));
    BOOST_TEST(told_by(mayor, "situation.chronology.filled").size() == 2U);
    BOOST_TEST(told_by(mayor, "situation.chronology.chosen").size() == 1U);
    BOOST_TEST(told_by(mayor, "situation.chronology.field").size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(r_58_the_choice_of_a_short_value_is_one_line_and_no_change, DisputeTown)
{
    write_at_once(field::k_programme, coded(1), coded(2));
    keep(mayor.see().sheet->follow_up, field::k_programme, "Claire Vasseur");
    BOOST_TEST(told_by(mayor, "situation.chronology.filled").size() == 2U);
    BOOST_TEST(told_by(mayor, "situation.chronology.changed").empty());
    auto const chosen = told_by(mayor, "situation.chronology.chosen");
    BOOST_REQUIRE(chosen.size() == 1U);
    BOOST_TEST(word(chosen.front().text, "value") == word_of(domain::ListId::Programme, 1));
    // His name is in its words.
    BOOST_TEST(chosen.front().detail.empty());
}

/// What a choice became is awaited by who made it: one that comes too late is answered too.
BOOST_FIXTURE_TEST_CASE(r_58_each_choice_is_answered_once_whatever_becomes_of_it, DisputeTown)
{
    write_at_once(field::k_adresse, typed("1 rue du Moulin"), typed("2 rue du Moulin"));
    BOOST_TEST(mayor.see().sheet->choices == 0U);
    mayor.send(app::ResolveConflict{record, field::k_adresse, OpId{}});
    BOOST_TEST(mayor.see().sheet->choices == 1U);
    keep(mayor.see().sheet->identity, field::k_adresse, testing::k_school_name);
    BOOST_TEST(mayor.see().sheet->choices == 2U);
    BOOST_TEST(school.see().sheet->choices == 0U);
}

BOOST_FIXTURE_TEST_CASE(r_58_the_same_value_written_twice_is_no_dispute, DisputeTown)
{
    write_at_once(field::k_adresse, typed("1 rue du Moulin"), typed("1 rue du Moulin"));
    set(field::k_adresse, typed("1 rue du Four"));
    BOOST_TEST(told_by(mayor, "situation.chronology.chosen").empty());
    BOOST_TEST(told_by(mayor, "situation.chronology.filled").empty());
}

BOOST_AUTO_TEST_SUITE_END()
