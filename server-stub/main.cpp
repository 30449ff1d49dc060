// server-stub: the web bundle and an encrypted store that it cannot read.

#include <cstdio>
#include <span>
#include <string_view>
#include <vector>

#include <sys/stat.h>

#include "server-stub/command_line.hpp"
#include "server-stub/run_command.hpp"
#include "server-stub/token_command.hpp"

namespace {

using namespace huisclos::stub;
using Words = std::span<std::string_view const>;

constexpr char const* k_help =
    "server-stub run --data DIR [options]     serve until Ctrl+C\n"
    "  --port N              8080; 0 lets the system choose\n"
    "  --host ADDRESS        127.0.0.1\n"
    "  --www DIR             the web bundle\n"
    "  --base PATH           where the bundle lies: / or, for example, /huisclos/\n"
    "  --max-object BYTES    the largest document: 16777216\n"
    "  --quota BYTES         the most that a tree holds: 0, no limit\n"
    "  --connect ORIGIN      a store of another origin that the page may reach; may be repeated\n"
    "  --behind-tls          a proxy in front ends TLS: send Strict-Transport-Security\n"
    "  --max-connections N   256\n"
    "  --memory BYTES        the documents being received at once, all together: 268435456\n"
    "  --patience SECONDS    how long a client may take for its headers: 20\n"
    "  --no-log              no line for each request\n"
    "  --empty               print the link of a new, empty store\n"
    "server-stub token new --data DIR [options]\n"
    "  --tree NAME           an existing tree; without it, a new one\n"
    "  --read-only           a token that changes nothing\n"
    "  --until DATE          2027-01-31 (that day included, UTC) or 2027-01-31T18:00:00Z; not past\n"
    "  --link --url URL      print the link that opens this store in the bundle at URL\n"
    "  --store-url URL       where the trees lie, when it is not URL/store/\n"
    "server-stub token list --data DIR\n"
    "server-stub token revoke ID --data DIR\n";

int refuse(ParseError const& error)
{
    std::fprintf(stderr, "server-stub: %s. See server-stub --help.\n", error.c_str());
    return 2;
}

template <typename Command>
int parse_and_do(std::expected<Command, ParseError> const& command, int (*action)(Command const&))
{
    return command ? action(*command) : refuse(command.error());
}

int do_token(Words words)
{
    auto const name = words.empty() ? std::string_view{} : words.front();
    auto const rest = words.subspan(words.empty() ? 0 : 1);
    if (name == "new")
        return parse_and_do(parse_token_new(rest), &token_new);
    if (name == "list")
        return parse_and_do(parse_data_and_word(rest), &token_list);
    if (name == "revoke")
        return parse_and_do(parse_data_and_word(rest), &token_revoke);
    return refuse("token needs new, list or revoke");
}

}  // namespace

int main(int count, char** values)
{
    ::umask(077);
    std::vector<std::string_view> const all{values + 1, values + (count > 0 ? count : 1)};
    Words const words{all};
    for (auto const word : words) {
        if (word == "--help" || word == "-h") {
            std::fputs(k_help, stdout);
            return 0;
        }
    }
    if (!words.empty() && words.front() == "run")
        return parse_and_do(parse_run(words.subspan(1)), &run);
    if (!words.empty() && words.front() == "token")
        return do_token(words.subspan(1));
    return refuse("a command is needed: run or token");
}
