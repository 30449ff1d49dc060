// Every refusal is said in French, names its rule and its text, and can hold no name.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
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

/// The sources of core/law.
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

/// The arguments of a call, from after its parenthesis to the one that closes it.
std::vector<std::string> arguments_at(std::string const& code, std::size_t at)
{
    std::vector<std::string> all(1);
    bool is_quoted = false;
    for (int depth = 1; at < code.size(); ++at) {
        char const letter = code[at];
        is_quoted = is_quoted != (letter == '"');
        if (!is_quoted && (letter == '(' || letter == ')'))
            depth += letter == '(' ? 1 : -1;
        if (depth == 0)
            break;
        if (!is_quoted && depth == 1 && letter == ',')
            all.emplace_back();
        else if (letter != '\n' && (letter != ' ' || !all.back().empty()))
            all.back().push_back(letter);
    }
    return all;
}

/// A call of refuse() or refuse_right(), as the sources write it.
struct Call {
    std::string function{};
    std::string rule{};    ///< An expression: `"R-21"`, `row`, `cell.row`.
    std::string reason{};  ///< The same: `"charte"`, `minor ? "a" : "b"`, `*why`.
    std::size_t at{0};     ///< Where it stands in the sources.
};

std::vector<Call> calls_of(std::string const& function, std::string const& code)
{
    std::vector<Call> all;
    auto const opening = function + "(";
    for (auto at = code.find(opening); at != std::string::npos; at = code.find(opening, at + 1)) {
        bool const is_end_of_a_name =
            at != 0 && (code[at - 1] == '_' || std::isalnum(static_cast<unsigned char>(code[at - 1])) != 0);
        auto const arguments = arguments_at(code, at + opening.size());
        // Their own definitions, and the call of one by the other.
        bool const is_definition = arguments[0] == "rule" || arguments[0] == "std::string_view rule";
        if (is_end_of_a_name || is_definition)
            continue;
        BOOST_REQUIRE(arguments.size() == 2u);
        all.push_back({function, arguments[0], arguments[1], at});
    }
    return all;
}

/// What a function of the sources, named before `at` in `why = name(`, gives as a reason.
std::vector<std::string> reasons_of_why(std::string const& code, std::size_t at)
{
    constexpr std::string_view k_named = "why = ";
    auto const named = code.rfind(k_named, at);
    BOOST_REQUIRE(named != std::string::npos);
    auto const begin = named + k_named.size();
    auto const definition = code.find("> " + code.substr(begin, code.find('(', begin) - begin) + "(");
    BOOST_REQUIRE(definition != std::string::npos);
    return literals(code.substr(definition, code.find("\n}\n", definition) - definition));
}

template <typename Visit>
void visit_places(Visit const& visit)
{
    for (int vault = 1; vault <= 3; ++vault)
        for (int of = 1; of <= 12; ++of)
            for (int formation = 1; formation <= 3; ++formation)
                visit(law::Place{
                    static_cast<domain::VaultKind>(vault), static_cast<domain::CompartmentClass>(of),
                    static_cast<domain::Formation>(formation)});
}

/// Rows of the matrix that a call may name by `row` or `cell.row`: refuse() those that never allow, refuse_right() all.
std::set<std::string> rows_for(std::string const& function)
{
    std::set<std::string> rows;
    visit_places([&](law::Place const& place) {
        if (function == "refuse_right")
            rows.emplace(law::reading_row(place));
        for (int nature = 0; nature <= 7; ++nature) {
            auto const cell = law::matrix_cell(place, static_cast<domain::Nature>(nature));
            if (function == "refuse_right" || cell.writing == law::Writing::Never)
                rows.emplace(cell.row);
        }
    });
    return rows;
}

struct Refusal {
    std::string key{};      ///< Of the sentence.
    std::string article{};  ///< Of the article.
};

/// Every refusal that the sources can give. A call written in another way than those known here fails the test.
std::vector<Refusal> refusals(std::string const& code)
{
    auto calls = calls_of("refuse", code);
    std::ranges::copy(calls_of("refuse_right", code), std::back_inserter(calls));
    std::vector<Refusal> all;
    for (auto const& call : calls) {
        auto const written = literals(call.rule);
        std::set<std::string> rules(written.begin(), written.end());
        if (call.rule == "row" || call.rule == "cell.row")
            rules = rows_for(call.function);
        auto const reasons = call.reason == "*why" ? reasons_of_why(code, call.at) : literals(call.reason);
        BOOST_TEST(!rules.empty(), call.function << "(" << call.rule << ", " << call.reason << ")");
        BOOST_TEST(!reasons.empty(), call.function << "(" << call.rule << ", " << call.reason << ")");
        for (auto const& rule : rules) {
            auto const key = law::rules::key_of(rule);
            auto const group = call.function == "refuse_right" ? std::string("law.droit") : key;
            for (auto const& reason : reasons)
                all.push_back({(group + ".").append(reason), key + ".article"});
        }
    }
    return all;
}

/// `law.r_21.charte`, `law.droit.role`: what a refusal says, or a notice.
bool is_said(std::string const& key)
{
    bool const is_of_a_rule = key.size() > 9 && key.starts_with("law.") && key[5] == '_' && key[8] == '.';
    return (is_of_a_rule || key.starts_with("law.droit.")) && !key.ends_with(".article");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(law_messages)

BOOST_AUTO_TEST_CASE(the_search_sees_every_way_to_write_a_refusal)
{
    auto const found =
        refusals("std::optional<std::string_view> of(Request const& request)\n{\n    return \"un\" ? \"deux\" : x;\n}\n"
                 "Decision refuse(std::string_view rule, std::string_view why)\n"
                 "if (auto const why = of(request, facts))\n return refuse_right(\"R-98\",\n        *why);\n"
                 "refuse(\"R-99\", f(a, b) ? \"trois\" : \"quatre\");  refuse_place(place, \"R-97\");");
    std::set<std::string> keys;
    for (auto const& refusal : found)
        keys.insert(refusal.key + " " + refusal.article);
    std::set<std::string> const expected{
        "law.droit.un law.r_98.article", "law.droit.deux law.r_98.article", "law.r_99.trois law.r_99.article",
        "law.r_99.quatre law.r_99.article"};
    BOOST_TEST(keys == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_refusal_written_in_the_rules_has_its_sentence_and_its_article)
{
    auto const texts = french_texts();
    std::set<std::string> keys;
    for (auto const& refusal : refusals(sources())) {
        BOOST_TEST(texts.contains(refusal.key), refusal.key);
        BOOST_TEST(texts.contains(refusal.article), refusal.article);
        keys.insert(refusal.key);
    }
    for (auto const* key : {"law.droit.referent", "law.droit.signataire", "law.r_21.charte", "law.m_07.refus"})
        BOOST_TEST(keys.contains(key), key);
}

/// What the search above would not see, this one misses.
BOOST_AUTO_TEST_CASE(every_sentence_of_a_refusal_is_given_by_some_rule)
{
    auto const code = sources();
    std::set<std::string> given;
    for (auto const& refusal : refusals(code))
        given.insert(refusal.key);
    for (auto const& literal : literals(code))
        given.insert(literal);  // Notices, which stand whole in the sources.
    std::size_t said = 0;
    for (auto const& [key, text] : french_texts()) {
        if (!is_said(key))
            continue;
        ++said;
        BOOST_TEST(given.contains(key), key);
    }
    BOOST_TEST(said > 70u);
}

BOOST_AUTO_TEST_CASE(every_row_of_the_matrix_has_its_article_and_each_no_its_sentence)
{
    auto const texts = french_texts();
    visit_places([&](law::Place const& place) {
        BOOST_TEST(texts.contains(law::rules::key_of(law::reading_row(place)) + ".article"));
        for (int nature = 0; nature <= 7; ++nature) {
            auto const cell = law::matrix_cell(place, static_cast<domain::Nature>(nature));
            auto const key = law::rules::key_of(cell.row);
            BOOST_TEST(texts.contains(key + ".article"), key);
            if (cell.writing == law::Writing::Never)
                BOOST_TEST(texts.contains(key + ".refus"), key);
        }
    });
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
