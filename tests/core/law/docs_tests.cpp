// docs/law.md says what the code does: the same fields, the same lists, every rule, and no test that does not exist.
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/domain/catalogue.hpp"

using namespace huisclos::domain;

namespace {

std::filesystem::path root()
{
    return std::filesystem::path(HUISCLOS_TEST_DATA).parent_path();
}

std::string read(std::filesystem::path const& path)
{
    std::ostringstream content;
    content << std::ifstream(path).rdbuf();
    return content.str();
}

std::string read_folder(std::filesystem::path const& folder)
{
    std::string all;
    for (auto const& entry : std::filesystem::directory_iterator(folder))
        all += read(entry.path());
    return all;
}

std::string const& page()
{
    static auto const text = read(root() / "docs" / "law.md");
    return text;
}

bool has_line(std::string const& line)
{
    return page().find("\n" + line + "\n") != std::string::npos;
}

std::string const& text_of(std::string_view key)
{
    static auto const texts = huisclos::tests::french_texts();
    static std::string const k_none;
    auto const found = texts.find(std::string(key));
    return found == texts.end() ? k_none : found->second;
}

std::string list_name(ListId id)
{
    for (auto const& list : closed_lists()) {
        if (list.id == id)
            return "`" + std::string(list.name) + "`";
    }
    return {};
}

std::string kind_words(Field const& row)
{
    auto const max = std::to_string(row.max);
    switch (row.kind) {
    case FieldKind::Text:
        return "text, " + max;
    case FieldKind::LongText:
        return "text of lines, " + max + " bytes";
    case FieldKind::Date:
        return "date";
    case FieldKind::Number:
        return row.max == 0 ? "number" : "number, at most " + max;
    case FieldKind::Instant:
        return "instant";
    case FieldKind::Choice:
        return "choice " + list_name(row.list);
    case FieldKind::Member:
        return "member";
    case FieldKind::Group:
        return "group";
    case FieldKind::Record:
        return "record";
    case FieldKind::Op:
        return "op_id";
    case FieldKind::Secret:
        return "b32, shown to nobody";
    case FieldKind::ChoiceSet:
        return "set of " + list_name(row.list);
    case FieldKind::GroupSet:
        return "set of groups";
    case FieldKind::ElementSet:
        return "set of elements";
    case FieldKind::Journal:
        return row.element.empty() ? "journal of texts, " + max : "journal of elements";
    case FieldKind::Derived:
        return "derived, never written";
    }
    return {};
}

std::string writer_words(Writer writer)
{
    switch (writer) {
    case Writer::Coordonnateur:
        return "C";
    case Writer::Auteur:
        return "C, author while « Signalée »";
    case Writer::Referent:
        return "C, référent named";
    case Writer::Interroge:
        return "member asked";
    case Writer::Secretariat:
        return "C, S";
    case Writer::Program:
        return "program";
    }
    return {};
}

std::string line_of(Field const& row, std::string const& number, std::string const& writer)
{
    std::string const required = row.presence == Presence::Required ? "yes" : "";
    return "| " + number + " | " + std::string(row.id) + " | " + text_of(row.key) + " | " + kind_words(row) + " | " +
           required + " | " + writer + " |";
}

/// What stands between two marks on one line, every other gap.
std::vector<std::string> between(std::string const& text, char mark)
{
    std::vector<std::string> all;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        for (auto open = line.find(mark); open != std::string::npos;) {
            auto const close = line.find(mark, open + 1);
            if (close == std::string::npos)
                break;
            all.push_back(line.substr(open + 1, close - open - 1));
            open = line.find(mark, close + 1);
        }
    }
    return all;
}

/// `r_21_…`, `scenario_02_…`, `matrix_…`, `statuses_…`; a name has at least three words.
bool is_test_name(std::string const& name)
{
    bool const begins = name.starts_with("r_") || name.starts_with("s_") || name.starts_with("p_") ||
                        name.starts_with("m_") || name.starts_with("scenario_") || name.starts_with("matrix_") ||
                        name.starts_with("statuses_") || name.starts_with("the_") || name.starts_with("judicial_") ||
                        name.starts_with("ages_") || name.starts_with("duties_follow") || name.starts_with("roles_");
    return begins && name.find('.') == std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(law_docs)

BOOST_AUTO_TEST_CASE(the_page_has_every_field_of_every_record)
{
    BOOST_TEST(!has_line("| 10 | | No such field | text, 1 | | C |"));
    std::size_t rows = 0;
    for (auto const& table : record_tables()) {
        for (auto const& row : table.fields) {
            auto const number = std::to_string(row.number);
            auto const line = line_of(row, number, writer_words(row.writer));
            BOOST_TEST(has_line(line), line);
            ++rows;
            for (auto const& part : row.element) {
                auto const of_part = line_of(part, number + "." + std::to_string(part.number), "");
                BOOST_TEST(has_line(of_part), of_part);
            }
        }
    }
    BOOST_TEST(rows > 100u);
}

BOOST_AUTO_TEST_CASE(the_page_has_every_closed_list)
{
    for (auto const& list : closed_lists()) {
        std::string line = "| " + std::to_string(static_cast<int>(list.id)) + " `" + std::string(list.name) + "` |";
        for (auto const& value : list.values) {
            line += value.code == 1 ? " " : " · ";
            line += std::to_string(value.code) + " " + text_of(value.key);
        }
        line += " |";
        BOOST_TEST(has_line(line), line);
    }
}

BOOST_AUTO_TEST_CASE(the_page_has_every_rule_that_the_code_names)
{
    auto const code = read_folder(root() / "core" / "law");
    std::set<std::string> named;
    for (auto const& literal : between(code, '"')) {
        bool const is_rule = literal.size() == 4 && literal[1] == '-' && literal[2] >= '0' && literal[2] <= '9';
        if (is_rule)
            named.insert(literal);
    }
    BOOST_TEST(named.size() > 35u);
    for (auto const& rule : named) {
        bool const listed = page().find("\n| " + rule + " |") != std::string::npos || rule == "D-00";
        BOOST_TEST(listed, rule);
    }
}

BOOST_AUTO_TEST_CASE(the_page_names_no_test_that_does_not_exist)
{
    auto const tests = read_folder(root() / "tests/core/law") + read_folder(root() / "tests/core/domain") +
                       read_folder(root() / "tests/core/app");
    auto const exists = [&tests](std::string const& name) {
        return tests.find("BOOST_AUTO_TEST_CASE(" + name) != std::string::npos ||
               tests.find("BOOST_FIXTURE_TEST_CASE(" + name) != std::string::npos;
    };
    std::size_t found = 0;
    for (auto name : between(page(), '`')) {
        if (auto const suite = name.find('/'); suite != std::string::npos)
            name = name.substr(suite + 1);
        if (auto const cut = name.find("…"); cut != std::string::npos)
            name = name.substr(0, cut);
        if (!is_test_name(name))
            continue;
        ++found;
        BOOST_TEST(exists(name), name);
    }
    BOOST_TEST(found > 30u);
}

BOOST_AUTO_TEST_SUITE_END()
