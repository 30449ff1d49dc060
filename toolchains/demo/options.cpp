#include "toolchains/demo/options.hpp"

#include <charconv>
#include <fstream>
#include <string_view>

#include "toolchains/demo/client.hpp"
#include "toolchains/demo/situations.hpp"

namespace huisclos::demo {

namespace {

constexpr std::size_t k_most_situations = 5'000;

std::uint64_t read_number(std::string_view name, std::string_view word)
{
    std::uint64_t number = 0;
    auto const [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc{} || end != word.data() + word.size())
        throw Failure(std::string(name) + " needs a number, not « " + std::string(word) + " ».");
    return number;
}

std::string read_token(std::string const& path)
{
    std::ifstream file(path);
    std::string token;
    if (!std::getline(file, token) || token.empty())
        throw Failure("the token cannot be read from " + path + ".");
    return token;
}

std::string read_address(std::string_view name, std::string_view word)
{
    if (!word.starts_with("http://") && !word.starts_with("https://"))
        throw Failure(std::string(name) + " needs an address that begins with http:// or https://.");
    return std::string(word) + (word.ends_with('/') ? "" : "/");
}

void take(Options& options, std::string_view name, std::string_view word)
{
    if (name == "--store")
        options.store = read_address(name, word);
    else if (name == "--bundle")
        options.bundle = read_address(name, word);
    else if (name == "--token")
        options.token = word;
    else if (name == "--token-file")
        options.token = read_token(std::string(word));
    else if (name == "--out")
        options.folder = word;
    else if (name == "--seed")
        options.seed = read_number(name, word);
    else if (name == "--situations")
        options.situations = read_number(name, word);
    else
        throw Failure("« " + std::string(name) + " » is no option.");
}

}  // namespace

std::string_view usage()
{
    return "huisclos_demo --store URL (--token TOKEN | --token-file FILE) --bundle URL --out DIR\n"
           "              [--seed N] [--situations N]\n"
           "\n"
           "Makes the demonstration council on an empty store, as its members would, and writes DIR/accounts.txt: who "
           "they\n"
           "are, their passphrases and the links that open their accounts. Names and dates follow the seed; keys never "
           "do.\n";
}

Options read_options(int count, char const* const* words)
{
    Options options;
    for (int i = 1; i < count; ++i) {
        std::string_view const name = words[i];
        if (name == "--help" || name == "-h") {
            options.help = true;
            return options;
        }
        if (++i >= count)
            throw Failure("the option " + std::string(name) + " lacks its value.");
        take(options, name, words[i]);
    }
    if (options.store.empty() || options.bundle.empty() || options.folder.empty() || options.token.empty())
        throw Failure("--store, --bundle, --out and a token are needed; see --help.");
    if (options.situations < k_least_situations || options.situations > k_most_situations)
        throw Failure(
            "--situations is from " + std::to_string(k_least_situations) + " to " + std::to_string(k_most_situations) +
            ".");
    return options;
}

}  // namespace huisclos::demo
