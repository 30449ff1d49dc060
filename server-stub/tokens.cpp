#include "server-stub/tokens.hpp"

#include <array>
#include <chrono>
#include <cstdio>

#include "server-stub/digest.hpp"
#include "server-stub/forest.hpp"
#include "server-stub/header_values.hpp"

namespace huisclos::stub {

namespace {

constexpr std::string_view k_first_line = "huisclos-token 1";
constexpr std::size_t k_id_length = 8;
constexpr std::size_t k_hash_length = 64;
constexpr std::uint64_t k_max_record_bytes = 1024;

std::string to_text(TokenRecord const& record)
{
    std::string text{k_first_line};
    text += "\ntree " + record.tree;
    text += record.rights == Rights::ReadOnly ? "\nrights read-only" : "\nrights read-write";
    text += "\nuntil " + (record.until_s ? std::to_string(*record.until_s) : std::string{"never"});
    text += "\nmade " + std::to_string(record.made_s) + "\n";
    return text;
}

// Takes "<name> <value>\n" off the text.
std::optional<std::string_view> take_field(std::string_view& text, std::string_view name)
{
    auto const end = text.find('\n');
    if (end == std::string_view::npos)
        return std::nullopt;
    auto const line = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (line.size() <= name.size() || !line.starts_with(name) || line[name.size()] != ' ')
        return std::nullopt;
    return line.substr(name.size() + 1);
}

std::optional<TokenRecord> from_text(std::string_view text, std::string_view hash)
{
    auto const format = take_field(text, k_first_line.substr(0, k_first_line.find(' ')));
    auto const tree = take_field(text, "tree");
    auto const rights = take_field(text, "rights");
    auto const until = take_field(text, "until");
    auto const made = take_field(text, "made");
    if (format != "1" || !tree || !is_valid_tree_name(*tree) || !rights || !until || !made || !text.empty())
        return std::nullopt;
    if (*rights != "read-only" && *rights != "read-write")
        return std::nullopt;
    auto const made_s = parse_decimal(*made);
    auto const until_s = parse_decimal(*until);
    if (!made_s || (!until_s && *until != "never"))
        return std::nullopt;
    TokenRecord record{
        .id = std::string{hash.substr(0, k_id_length)},
        .tree = std::string{*tree},
        .rights = *rights == "read-only" ? Rights::ReadOnly : Rights::ReadWrite,
        .until_s = std::nullopt,
        .made_s = static_cast<std::int64_t>(*made_s)};
    if (until_s)
        record.until_s = static_cast<std::int64_t>(*until_s);
    return record;
}

std::optional<unsigned> digits_at(std::string_view text, std::size_t at, std::size_t count)
{
    auto const value = parse_decimal(text.substr(at, count));
    return value ? std::optional{static_cast<unsigned>(*value)} : std::nullopt;
}

}  // namespace

Result<void> TokenBook::prepare()
{
    DurableFolders folders{m_files, m_data};
    return folders.ensure(folder());
}

Result<NewToken> TokenBook::make(TokenRecord wanted)
{
    std::array<std::uint8_t, 32> secret{};
    if (auto const filled = fill_random(secret); !filled)
        return std::unexpected{filled.error()};
    NewToken made{.token = to_base64url(secret), .record = std::move(wanted)};
    auto const hash = to_hex(sha256(made.token));
    made.record.id = hash.substr(0, k_id_length);
    // Written beside its final name, under one that is no hash: a token that is found is whole.
    auto const temporary = folder() + "/new-" + hash;
    auto file = m_files.create(temporary);
    if (!file)
        return std::unexpected{file.error()};
    if (auto const written = (*file)->write(to_text(made.record)); !written)
        return std::unexpected{written.error()};
    if (auto const synced = (*file)->sync(); !synced)
        return std::unexpected{synced.error()};
    if (auto const named = m_files.rename(temporary, folder() + "/" + hash, Replace::No); !named)
        return std::unexpected{named.error()};
    if (auto const synced = m_files.sync_directory(folder()); !synced)
        return std::unexpected{synced.error()};
    return made;
}

std::optional<TokenRecord> TokenBook::find(std::string_view token)
{
    auto const hash = to_hex(sha256(token));
    std::optional<TokenRecord> known;
    {
        std::scoped_lock const lock{m_mutex};
        if (auto const found = m_known.find(hash); found != m_known.end())
            known = found->second;
    }
    if (known && m_files.stat(folder() + "/" + hash))
        return known;
    auto const record = known ? std::nullopt : read_record(hash);
    std::scoped_lock const lock{m_mutex};
    if (record)
        m_known.emplace(hash, *record);
    else if (known)
        m_known.erase(hash);
    return record;
}

std::optional<TokenRecord> TokenBook::read_record(std::string const& hash)
{
    auto const file = m_files.open(folder() + "/" + hash);
    if (!file || file->stat.size > k_max_record_bytes)
        return std::nullopt;
    auto const text = m_files.read(*file, 0, file->stat.size);
    return text ? from_text(*text, hash) : std::nullopt;
}

Result<std::vector<TokenRecord>> TokenBook::list()
{
    auto const entries = m_files.list(folder());
    if (!entries)
        return std::unexpected{entries.error()};
    std::vector<TokenRecord> records;
    for (auto const& entry : *entries) {
        if (entry.name.size() != k_hash_length)
            continue;
        if (auto const record = read_record(entry.name))
            records.push_back(*record);
    }
    return records;
}

Result<void> TokenBook::revoke(std::string_view id)
{
    auto const entries = m_files.list(folder());
    if (!entries)
        return std::unexpected{entries.error()};
    std::optional<std::string> chosen;
    for (auto const& entry : *entries) {
        if (entry.name.size() != k_hash_length || id.size() < k_id_length || !entry.name.starts_with(id))
            continue;
        if (chosen)
            return std::unexpected{IoError::NotFound};
        chosen = entry.name;
    }
    if (!chosen)
        return std::unexpected{IoError::NotFound};
    if (auto const removed = m_files.remove(folder() + "/" + *chosen); !removed)
        return removed;
    return m_files.sync_directory(folder());
}

Result<std::string> random_tree_name()
{
    std::array<std::uint8_t, 16> bytes{};
    if (auto const filled = fill_random(bytes); !filled)
        return std::unexpected{filled.error()};
    return to_hex(bytes);
}

std::optional<std::int64_t> parse_until(std::string_view text)
{
    using namespace std::chrono;
    bool const has_time = text.size() == 20;
    if ((text.size() != 10 && !has_time) || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    auto const y = digits_at(text, 0, 4);
    auto const m = digits_at(text, 5, 2);
    auto const d = digits_at(text, 8, 2);
    if (!y || !m || !d)
        return std::nullopt;
    year_month_day const date{year{static_cast<int>(*y)}, month{*m}, day{*d}};
    if (!date.ok() || *y < 1970)
        return std::nullopt;
    auto const midnight = duration_cast<seconds>(sys_days{date}.time_since_epoch()).count();
    if (!has_time)
        return midnight + 86'400;
    auto const hour = digits_at(text, 11, 2);
    auto const minute = digits_at(text, 14, 2);
    auto const second = digits_at(text, 17, 2);
    if (text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z')
        return std::nullopt;
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59)
        return std::nullopt;
    return midnight + *hour * 3600 + *minute * 60 + *second;
}

std::string to_instant_text(std::int64_t instant_s)
{
    using namespace std::chrono;
    sys_seconds const instant{seconds{instant_s}};
    auto const days_part = floor<days>(instant);
    year_month_day const date{days_part};
    hh_mm_ss const time{instant - days_part};
    std::array<char, 40> text{};
    std::snprintf(
        text.data(), text.size(), "%04d-%02u-%02uT%02ld:%02ld:%02ldZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<long>(time.hours().count()),
        static_cast<long>(time.minutes().count()), static_cast<long>(time.seconds().count()));
    return text.data();
}

}  // namespace huisclos::stub
