#include "server-stub/command_line.hpp"

#include <algorithm>
#include <cstdio>
#include <limits>

#include "server-stub/forest.hpp"
#include "server-stub/header_values.hpp"
#include "server-stub/site.hpp"

namespace huisclos::stub {

namespace {

// Takes the words one after the other; an option's value is the next word, or what follows its "=".
class Words {
public:
    explicit Words(std::span<std::string_view const> words) : m_words(words) {}

    [[nodiscard]] bool next()
    {
        if (m_at == m_words.size())
            return false;
        m_name = m_words[m_at++];
        m_inline_value.reset();
        if (auto const equals = m_name.find('='); m_name.starts_with("--") && equals != std::string_view::npos) {
            m_inline_value = m_name.substr(equals + 1);
            m_name = m_name.substr(0, equals);
        }
        return true;
    }

    [[nodiscard]] std::string_view name() const { return m_name; }

    // The value of this option; remembers an error when there is none.
    std::string_view value()
    {
        if (m_inline_value) {
            auto const text = *m_inline_value;
            m_inline_value.reset();
            return text;
        }
        if (m_at < m_words.size())
            return m_words[m_at++];
        fail("needs a value");
        return {};
    }

    template <typename Number>
    void number(Number& target, std::uint64_t least, std::uint64_t most)
    {
        auto const parsed = parse_decimal(value());
        if (!parsed || *parsed < least || *parsed > most)
            fail("needs a number from " + std::to_string(least) + " to " + std::to_string(most));
        else
            target = static_cast<Number>(*parsed);
    }

    void text(std::string& target, bool (*is_valid)(std::string_view), std::string const& wanted)
    {
        target = value();
        if (!is_valid(target))
            fail("needs " + wanted);
    }

    void fail(std::string const& why)
    {
        if (m_error.empty())
            m_error = std::string{m_name} + " " + why;
    }
    void fail_whole(std::string const& why)
    {
        if (m_error.empty())
            m_error = why;
    }

    // After the last word: the error, if any.
    [[nodiscard]] std::string const& error()
    {
        if (m_inline_value)
            fail("takes no value");
        return m_error;
    }

private:
    std::span<std::string_view const> m_words;
    std::size_t m_at = 0;
    std::string_view m_name{};
    std::optional<std::string_view> m_inline_value{};
    std::string m_error{};
};

constexpr std::uint64_t k_most_bytes = 1'000'000'000'000'000;

bool is_not_empty(std::string_view text)
{
    return !text.empty();
}

bool is_valid_base(std::string_view text)
{
    return parse_base(text).has_value();
}

void take_folder(Words& words, std::string& target)
{
    words.text(target, &is_not_empty, "a folder");
    while (target.size() > 1 && target.ends_with('/'))
        target.pop_back();
}

void take_patience(Words& words, RunCommand& command)
{
    std::uint32_t seconds = 0;
    words.number(seconds, 1, 3600);
    command.server.pace.patience = std::chrono::seconds{seconds};
}

void take_run_option(Words& words, RunCommand& command)
{
    auto const name = words.name();
    if (name == "--data")
        take_folder(words, command.data);
    else if (name == "--www")
        take_folder(words, command.www);
    else if (name == "--host")
        words.text(command.host, &is_not_empty, "an address in digits");
    else if (name == "--port")
        words.number(command.port, 0, 65'535);
    else if (name == "--base")
        words.text(command.base, &is_valid_base, "a path such as / or /huisclos/");
    else if (name == "--max-object")
        words.number(command.max_object, 1, std::numeric_limits<std::uint32_t>::max());
    else if (name == "--quota")
        words.number(command.quota, 0, k_most_bytes);
    else if (name == "--max-connections")
        words.number(command.server.max_connections, 1, 4096);
    else if (name == "--memory")
        words.number(command.server.body_budget, 1, k_most_bytes);
    else if (name == "--patience")
        take_patience(words, command);
    else if (name == "--connect")
        words.text(command.connect.emplace_back(), &is_valid_origin, "an origin such as https://store.example");
    else if (name == "--behind-tls")
        command.transport = Transport::BehindTls;
    else if (name == "--no-log")
        command.server.log = LogDetail::None;
    else if (name == "--empty")
        command.empty = EmptyStore::Yes;
    else
        words.fail("is no option of run");
}

}  // namespace

bool is_valid_address(std::string_view text)
{
    auto const scheme = text.find("://");
    if (scheme == std::string_view::npos || !text.ends_with('/') || text.size() > 2000)
        return false;
    auto const slash = text.find('/', scheme + 3);
    return slash != std::string_view::npos && is_valid_origin(text.substr(0, slash)) &&
           parse_base(text.substr(slash)).has_value();
}

std::expected<RunCommand, ParseError> parse_run(std::span<std::string_view const> words)
{
    RunCommand command;
    Words rest{words};
    while (rest.error().empty() && rest.next())
        take_run_option(rest, command);
    if (command.data.empty())
        rest.fail_whole("--data DIR is needed");
    if (!rest.error().empty())
        return std::unexpected{rest.error()};
    return command;
}

std::expected<TokenNewCommand, ParseError> parse_token_new(std::span<std::string_view const> words)
{
    TokenNewCommand command;
    Words rest{words};
    bool wants_link = false;
    while (rest.error().empty() && rest.next()) {
        auto const name = rest.name();
        if (name == "--data") {
            take_folder(rest, command.data);
        } else if (name == "--tree") {
            rest.text(command.tree, &is_valid_tree_name, "1 to 64 lower-case letters, digits or hyphens");
        } else if (name == "--read-only") {
            command.rights = Rights::ReadOnly;
        } else if (name == "--until") {
            command.until_s = parse_until(rest.value());
            if (!command.until_s)
                rest.fail("needs a date such as 2027-01-31 or 2027-01-31T18:00:00Z");
        } else if (name == "--link") {
            wants_link = true;
        } else if (name == "--url") {
            rest.text(command.bundle_url, &is_valid_address, "an address such as https://town.example/huisclos/");
        } else if (name == "--store-url") {
            rest.text(command.store_url, &is_valid_address, "an address such as https://store.example/store/");
        } else {
            rest.fail("is no option of token new");
        }
    }
    if (command.data.empty())
        rest.fail_whole("--data DIR is needed");
    if (wants_link == command.bundle_url.empty())
        rest.fail_whole("--link and --url go together");
    if (!rest.error().empty())
        return std::unexpected{rest.error()};
    return command;
}

std::expected<DataAndWord, ParseError> parse_data_and_word(std::span<std::string_view const> words)
{
    DataAndWord command;
    Words rest{words};
    while (rest.error().empty() && rest.next()) {
        if (rest.name() == "--data")
            take_folder(rest, command.data);
        else if (command.word.empty() && !rest.name().starts_with("-"))
            command.word = rest.name();
        else
            rest.fail("is not expected here");
    }
    if (command.data.empty())
        rest.fail_whole("--data DIR is needed");
    if (!rest.error().empty())
        return std::unexpected{rest.error()};
    return command;
}

int fail_command(std::string const& sentence)
{
    std::fprintf(stderr, "server-stub: %s.\n", sentence.c_str());
    return 1;
}

}  // namespace huisclos::stub
