// What is asked of the program on its command line.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace huisclos::demo {

struct Options {
    std::string store{};  ///< Ends with `/`.
    std::string token{};
    std::string bundle{};  ///< Where the page lies, for links; ends with `/`.
    std::filesystem::path folder{};
    std::uint64_t seed{1};
    std::size_t situations{30};
    bool help{false};
};

/// Failure (client.hpp) when something is missing or wrong.
[[nodiscard]] Options read_options(int count, char const* const* words);
[[nodiscard]] std::string_view usage();

}  // namespace huisclos::demo
