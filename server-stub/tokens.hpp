// Bearer tokens: who holds one may read, or read and write, one tree. The disk keeps their SHA-256 only, one file a
// token, never written again: so the server sees at the next request what another process added or revoked, at the
// price of one stat.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server-stub/file_system.hpp"

namespace huisclos::stub {

enum class Rights : std::uint8_t { ReadOnly, ReadWrite };

struct TokenRecord {
    std::string id{};  // 8 hexadecimal digits, the start of the hash; says nothing of the token
    std::string tree{};
    Rights rights = Rights::ReadWrite;
    std::optional<std::int64_t> until_s{};  // first second at which it is no longer valid, since 1970, UTC
    std::int64_t made_s = 0;

    [[nodiscard]] bool is_expired(std::int64_t now_s) const { return until_s && now_s >= *until_s; }
};

struct NewToken {
    std::string token{};  // 43 characters, base64url of 32 random bytes; nowhere else
    TokenRecord record{};
};

// Thread-safe.
class TokenBook {
public:
    TokenBook(FileSystem& file_system, std::string const& data) : m_files(file_system), m_data(data) {}

    // Makes the folders that the book needs.
    [[nodiscard]] Result<void> prepare();
    // `wanted` without its id. On success the token is on the disk.
    [[nodiscard]] Result<NewToken> make(TokenRecord wanted);
    // Nothing for a token that is unknown or revoked; one that has expired is returned.
    [[nodiscard]] std::optional<TokenRecord> find(std::string_view token);
    [[nodiscard]] Result<std::vector<TokenRecord>> list();
    // NotFound when no token, or more than one, has this id. On success the token is gone from the disk.
    [[nodiscard]] Result<void> revoke(std::string_view id);

private:
    [[nodiscard]] std::string folder() const { return m_data + "/tokens"; }
    [[nodiscard]] std::optional<TokenRecord> read_record(std::string const& hash);

    FileSystem& m_files;
    std::string m_data;
    std::mutex m_mutex;
    std::map<std::string, TokenRecord, std::less<>> m_known;  // by hash
};

// A random tree name of 32 hexadecimal digits.
[[nodiscard]] Result<std::string> random_tree_name();

// "2027-01-31", valid to the end of that day, or "2027-01-31T18:00:00Z"; UTC. Gives the first second after.
[[nodiscard]] std::optional<std::int64_t> parse_until(std::string_view text);
// "2027-01-31T18:00:00Z"
[[nodiscard]] std::string to_instant_text(std::int64_t seconds);

}  // namespace huisclos::stub
