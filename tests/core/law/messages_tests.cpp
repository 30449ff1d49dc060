// Every refusal is said in French, names its rule and its text, and can hold no name.
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/law/matrix.hpp"
#include "core/law/rules.hpp"
#include "tests/core/domain/catalogue.hpp"
#include "tests/core/law/cases.hpp"

using namespace huisclos;
using namespace huisclos::tests;

namespace {

/// `refuse("R-01", …)` and `refuse_right(…)` as the sources of core/law write them.
std::string sources()
{
    std::ostringstream all;
    auto const folder = std::filesystem::path(HUISCLOS_TEST_DATA).parent_path() / "core" / "law";
    for (auto const& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".cpp")
            all << std::ifstream(entry.path()).rdbuf();
    }
    return all.str();
}

struct Refusal {
    std::string rule{};
    std::vector<std::string> reasons{};  ///< Literals after the rule: both arms of `minor ? "a" : "b"`.
};

/// What stands between quotes in `text`.
std::vector<std::string> literals(std::string const& text)
{
    std::vector<std::string> all;
    for (auto open = text.find('"'); open != std::string::npos;) {
        auto const close = text.find('"', open + 1);
        if (close == std::string::npos)
            break;
        all.push_back(text.substr(open + 1, close - open - 1));
        open = text.find('"', close + 1);
    }
    return all;
}

/// Every call of refuse() whose first argument is a literal.
std::vector<Refusal> refusals(std::string const& code)
{
    std::vector<Refusal> all;
    for (auto at = code.find("refuse("); at != std::string::npos; at = code.find("refuse(", at + 1)) {
        auto const arguments = literals(code.substr(at, code.find(");", at) - at));
        if (arguments.size() >= 2)
            all.push_back({arguments[0], {arguments.begin() + 1, arguments.end()}});
    }
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(law_messages)

BOOST_AUTO_TEST_CASE(every_refusal_written_in_the_rules_has_its_sentence_and_its_article)
{
    auto const texts = french_texts();
    auto const code = sources();
    std::size_t found = 0;
    for (auto const& call : refusals(code)) {
        auto const key = law::rules::key_of(call.rule);
        BOOST_TEST(texts.contains(key + ".article"), key);
        for (auto const& reason : call.reasons) {
            ++found;
            BOOST_TEST(texts.contains(key + "." + reason), key << "." << reason);
        }
    }
    BOOST_TEST(found > 35u);
}

BOOST_AUTO_TEST_CASE(every_row_of_the_matrix_has_its_article_and_each_no_its_sentence)
{
    auto const texts = french_texts();
    for (int vault = 1; vault <= 3; ++vault) {
        for (int of = 1; of <= 12; ++of) {
            for (int formation = 1; formation <= 3; ++formation) {
                law::Place const place{
                    static_cast<domain::VaultKind>(vault), static_cast<domain::CompartmentClass>(of),
                    static_cast<domain::Formation>(formation)};
                BOOST_TEST(texts.contains(law::rules::key_of(law::reading_row(place)) + ".article"));
                for (int nature = 0; nature <= 7; ++nature) {
                    auto const cell = law::matrix_cell(place, static_cast<domain::Nature>(nature));
                    auto const key = law::rules::key_of(cell.row);
                    BOOST_TEST(texts.contains(key + ".article"), key);
                    if (cell.writing == law::Writing::Never)
                        BOOST_TEST(texts.contains(key + ".refus"), key);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(every_article_names_its_rule_and_no_charter_article_but_7_and_9)
{
    int articles = 0;
    for (auto const& [key, text] : french_texts()) {
        if (!key.ends_with(".article"))
            continue;
        ++articles;
        auto rule = key.substr(4, 4);
        std::string const id{static_cast<char>(rule[0] - 'a' + 'A'), '-', rule[2], rule[3]};
        BOOST_TEST(text.starts_with("Règle\u00a0" + id + " · "), text);
        // « article 7 de la charte »: the number stands just before.
        if (auto const charter = text.find(" de la charte"); charter != std::string::npos) {
            auto const digit = text.at(charter - 1);
            BOOST_TEST((digit == '7' || digit == '9'), text);
            BOOST_TEST((text.at(charter - 2) < '0' || text.at(charter - 2) > '9'), text);
        }
        // AU-038 is a reference, not a binding text.
        auto const at = text.find("AU-038");
        if (at != std::string::npos) {
            auto const before = text.rfind("référence", at);
            BOOST_TEST(before != std::string::npos, text);
        }
    }
    BOOST_TEST(articles > 30);
}

/// The arguments of a refusal are numbers and dates: a message can hold no name, whatever was typed.
BOOST_AUTO_TEST_CASE(no_argument_of_a_refusal_is_somebodys_words)
{
    std::string const name = "Roux";
    std::size_t refused = 0;
    for (int action = 0; action <= static_cast<int>(law::Action::ExportList); ++action) {
        for (auto const& table : domain::record_tables()) {
            for (std::uint64_t field = 0; field <= 64; ++field) {
                auto request = a_request(static_cast<law::Action>(action), law::k_groupe_nominatif, table.type, field);
                std::string const too_long(9'000, 'R');
                request.value = domain::Value(std::string_view(too_long));
                auto facts = the_coordonnateur();
                facts.person.birth = {1990, 1, 1};
                auto const decision = law::decide(request, facts);
                if (decision.allowed)
                    continue;
                ++refused;
                for (auto const& [argument, value] : decision.message.args)
                    BOOST_TEST(!std::holds_alternative<std::string>(value), argument);
                BOOST_TEST(decision.article.args.empty());
                BOOST_TEST(!decision.rule.empty());
            }
        }
    }
    BOOST_TEST(refused > 1000u);
}

BOOST_AUTO_TEST_SUITE_END()
