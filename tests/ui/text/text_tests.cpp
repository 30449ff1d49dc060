// The catalogue, plurals, dates and numbers.

#include <boost/test/unit_test.hpp>

#include <string>

#include "ui/text/format.hpp"
#include "ui/text/tr.hpp"

using namespace huisclos;
using namespace huisclos::ui;

BOOST_AUTO_TEST_SUITE(text_tests)

BOOST_AUTO_TEST_CASE(the_catalogue_holds_each_key_once_where_the_compiler_sees_it)
{
    BOOST_REQUIRE_GT(k_text_keys.size(), 20u);
    for (std::size_t i = 0; i < k_text_keys.size(); ++i) {
        auto const entry = text_at(i);
        BOOST_TEST(entry.key == k_text_keys[i]);
        BOOST_TEST(!entry.other.empty(), entry.key);
        BOOST_TEST((i == 0 || k_text_keys[i - 1] < entry.key), entry.key);
        auto const found = text_by_key(entry.key);
        BOOST_REQUIRE(found);
        BOOST_TEST(found->other.data() == entry.other.data());
    }
}

BOOST_AUTO_TEST_CASE(an_entry_has_the_forms_that_were_written_and_no_other)
{
    auto const counted = text_by_key("council.commune");
    BOOST_REQUIRE(counted);
    BOOST_TEST(counted->other == "{name}, {n} habitants");
    BOOST_TEST(counted->one == "{name}, {n} habitant");
    BOOST_TEST(counted->zero == "{name}");
    BOOST_TEST(counted->cispd == "");
    auto const said_for_both = text_by_key("domain.profile.maire");
    BOOST_REQUIRE(said_for_both);
    BOOST_TEST(said_for_both->other == "Maire");
    BOOST_TEST(said_for_both->one == "");
    BOOST_TEST(said_for_both->zero == "");
    BOOST_TEST(said_for_both->cispd == "Président de l’intercommunalité");
    BOOST_TEST(!text_by_key(""));
    BOOST_TEST(!text_by_key("council.commun"));
}

BOOST_AUTO_TEST_CASE(an_unknown_runtime_key_is_shown_as_such)
{
    BOOST_TEST(tr_runtime("no.such.key").view() == "‹no.such.key›");
    BOOST_TEST(tr_runtime("format.month.8").view() == "août");
}

BOOST_AUTO_TEST_CASE(a_list_of_any_length_shows_each_of_its_words)
{
    for (int length = 1; length <= 16; ++length) {
        auto listed = phrase("situation.list." + std::to_string(length));
        std::string all;
        for (int i = 0; i < length; ++i) {
            auto const word = "w" + std::to_string(i);
            listed.with(std::string(1, static_cast<char>('a' + i)), word);
            all += (i == 0 ? "" : ", ") + word;
        }
        BOOST_TEST(say(listed).view() == all);
    }
}

BOOST_AUTO_TEST_CASE(placeholders_are_filled_and_unknown_ones_stay_visible)
{
    BOOST_TEST(tr("format.time", {{"hour", "14"}, {"minute", "05"}}).view() == "14\u00a0h\u00a005");
    BOOST_TEST(tr("format.time", {{"hour", "{minute}"}, {"minute", "05"}}).view() == "{minute}\u00a0h\u00a005");
    BOOST_TEST(tr("format.time", {{"hour", "14"}}).view() == "14\u00a0h\u00a0{minute}");
}

BOOST_AUTO_TEST_CASE(zero_and_one_are_singular_in_french)
{
    BOOST_TEST(tr_count("kit.count.results", 0).view() == "Aucun résultat");
    BOOST_TEST(tr_count("kit.count.results", 1).view() == "1 résultat");
    BOOST_TEST(tr_count("kit.count.results", 2).view() == "2 résultats");
    BOOST_TEST(tr_count("kit.count.results", 12345).view() == "12\u202f345 résultats");
}

BOOST_AUTO_TEST_CASE(the_figures_of_the_first_day_say_no_number_of_nothing)
{
    auto const said = [](std::string_view key, std::int64_t to_examine, std::int64_t watched) {
        return std::string(say(phrase(key).with("n", to_examine).with("watched", watched)).view());
    };
    BOOST_TEST(said("situation.home.to_examine_unwatched", 0, 0) == "aucune à examiner");
    BOOST_TEST(said("situation.home.to_examine_unwatched", 1, 0) == "en plus\u00a0: 1 à examiner");
    BOOST_TEST(said("situation.home.to_examine", 0, 2) == "en plus\u00a0: 2 en veille");
    BOOST_TEST(said("situation.home.to_examine", 3, 2) == "en plus\u00a0: 3 à examiner · 2 en veille");
}

BOOST_AUTO_TEST_CASE(a_phrase_is_said_with_typed_arguments)
{
    BOOST_TEST(say(Phrase{}).empty());
    // Values of a page begin as their neighbours do.
    for (auto const* const key :
         {"council.restricted.sits", "council.restricted.does_not", "council.signed_on", "council.could_read.span",
          "council.could_read.key_left", "council.device.auto_lock.after"}) {
        auto const shown = std::string(say(phrase(key)).view());
        BOOST_TEST((shown.front() >= 'A' && shown.front() <= 'Z'), shown);
    }
    BOOST_TEST(say(verbatim("Mathis R.")).view() == "Mathis R.");
    BOOST_TEST(say(phrase("kit.count.results").with("n", std::int64_t{1})).view() == "1 résultat");
    BOOST_TEST(
        say(phrase("format.date.long").with("weekday", TextRef{"format.weekday.1"}).with("date", Date{2026, 3, 3}))
            .view() == "mardi 3\u00a0mars 2026");
    BOOST_TEST(say(phrase("absent.key")).view() == "‹absent.key›");
}

BOOST_AUTO_TEST_CASE(dates_are_written_as_administrations_write_them)
{
    BOOST_TEST(format_date({2026, 3, 3}).view() == "3\u00a0mars 2026");
    BOOST_TEST(format_date({2026, 3, 1}).view() == "1er\u00a0mars 2026");
    BOOST_TEST(format_date({2026, 3, 0}).view() == "mars\u00a02026");
    BOOST_TEST(format_date({2026, 0, 0}).view() == "2026");
    BOOST_TEST(format_date({}).view() == "date inconnue");
    BOOST_TEST(format_long_date({2026, 11, 23}).view() == "lundi 23\u00a0novembre 2026");
    BOOST_TEST(format_typed_date({2026, 3, 1}) == "01/03/2026");
    BOOST_TEST(format_typed_date({2026, 3, 0}) == "03/2026");
    BOOST_TEST(format_time(14, 5).view() == "14\u00a0h\u00a005");
    // 23 November 2026, 13:05 UTC is winter time in Paris.
    BOOST_TEST(format_time(Instant{1'795'439'100'000}).view() == "14\u00a0h\u00a005");
}

BOOST_AUTO_TEST_CASE(numbers_are_grouped_by_three)
{
    BOOST_TEST(format_number(0) == "0");
    BOOST_TEST(format_number(999) == "999");
    BOOST_TEST(format_number(1234) == "1\u202f234");
    BOOST_TEST(format_number(-1234567) == "-1\u202f234\u202f567");
}

BOOST_AUTO_TEST_CASE(typed_dates_are_understood)
{
    Date const today{2026, 11, 23};
    Date const third_of_march{2026, 3, 3};
    for (char const* typed :
         {"03/03/2026", "3/3/2026", "3-3-2026", "3.3.26", "3 mars 2026", "3 MARS 2026", " 3/03/26 ", "03032026"})
        BOOST_TEST((parse_date(typed, today) == third_of_march), typed);
    BOOST_TEST((parse_date("1er février 2026", today) == Date{2026, 2, 1}));
    BOOST_TEST((parse_date("1 FÉVRIER 2026", today) == Date{2026, 2, 1}));
    BOOST_TEST((parse_date("14 aout 1961", today) == Date{1961, 8, 14}));
    BOOST_TEST((parse_date("14/08/61", today) == Date{1961, 8, 14}));
    BOOST_TEST((parse_date("5 juil. 2026", today) == Date{2026, 7, 5}));
}

BOOST_AUTO_TEST_CASE(what_is_no_date_is_refused)
{
    Date const today{2026, 11, 23};
    for (char const* typed :
         {"", "31/02/2026", "32/01/2026", "1/13/2026", "2026", "3 mars", "jui 2026", "5 jui 2026", "aa/bb/cccc",
          "1/1/202", "1/1/20266", "0/1/2026", "1/1/1/2026", "99999999999/1/2026", "31022026", "0303202"})
        BOOST_TEST(!parse_date(typed, today).has_value(), typed);
}

BOOST_AUTO_TEST_CASE(a_month_or_a_year_is_a_date_where_parts_will_do)
{
    Date const today{2026, 11, 23};
    auto const partial = [today](std::string_view typed) {
        return parse_date(typed, today, DateParts::Partial);
    };
    for (char const* typed : {"05/2012", "5/2012", "5-2012", "mai 2012", " MAI 2012 "})
        BOOST_TEST((partial(typed) == Date{2012, 5, 0}), typed);
    BOOST_TEST((partial("2012") == Date{2012, 0, 0}));
    BOOST_TEST((partial("3 mai 2012") == Date{2012, 5, 3}));
    for (char const* typed : {"", "12", "13/2012", "0/2012", "05/12", "3 mai", "9999", "1/1/1/2012", "20121"})
        BOOST_TEST(!partial(typed).has_value(), typed);
    for (char const* typed : {"05/2012", "2012", "mai 2012"})
        BOOST_TEST(!parse_date(typed, today).has_value(), typed);
}

BOOST_AUTO_TEST_CASE(every_typed_date_reads_back)
{
    Date const today{2026, 11, 23};
    for (Date date{2023, 12, 31}; date < Date{2025, 1, 3}; date = add_days(date, 1)) {
        BOOST_TEST((parse_date(format_typed_date(date), today) == date));
        BOOST_TEST((parse_date(format_date(date).view(), today) == date));
    }
}

/// Whole words: « primaire » is no mayor. A qualité is the person's own, in either kind of council.
BOOST_AUTO_TEST_CASE(an_intercommunal_council_is_told_of_no_mayor)
{
    auto const tells = [](std::string_view words) {
        for (auto at = words.find("aire"); at != std::string_view::npos; at = words.find("aire", at + 1)) {
            bool const is_word = at >= 1 && (words[at - 1] == 'm' || words[at - 1] == 'M') &&
                                 (at == 1 || words[at - 2] == ' ' || words[at - 2] == '\'' || words[at - 2] == '(');
            auto const next = at + 4 < words.size() ? words[at + 4] : ' ';
            if (is_word && (next < 'a' || next > 'z'))
                return true;
        }
        return false;
    };
    BOOST_TEST(tells("Seul le maire peut"));
    BOOST_TEST(!tells("École primaire"));
    auto const told = [&tells] {
        std::size_t found = 0;
        for (std::size_t i = 0; i < k_text_keys.size(); ++i) {
            auto const entry = text_at(i);
            found += tells(words_of(entry)) && entry.key != "domain.qualite.maire" ? 1 : 0;
        }
        return found;
    };
    BOOST_TEST(told() > 10u);
    speak_of(CouncilForm::Intercommunal);
    BOOST_TEST(told() == 0u);
    BOOST_TEST(tr("law.s_02.qui").view().find("président de l’intercommunalité") != std::string_view::npos);
    BOOST_TEST(say(phrase("domain.profile.maire")).view() == "Président de l’intercommunalité");
    speak_of(CouncilForm::Communal);
    BOOST_TEST(say(phrase("domain.profile.maire")).view() == "Maire");
}

BOOST_AUTO_TEST_CASE(until_when_somebody_reads_is_written_as_other_cells_are)
{
    for (std::string_view const when : {"mandate", "mandate_over", "while_member", "while_mayor", "while_named"}) {
        auto const words = say(phrase("situation.reader." + std::string(when)));
        BOOST_TEST(words.view().starts_with("Tant que "), when);
    }
}

BOOST_AUTO_TEST_SUITE_END()
