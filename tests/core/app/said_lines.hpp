// What an act is said to do, compared line by line at the moments at which it is read.

#pragma once

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/app/views/council_views.hpp"

namespace huisclos::testing {

/// A line, and whether it stands below another.
struct SaidLine {
    Phrase text{};
    bool is_below{false};
};

[[nodiscard]] inline std::vector<SaidLine> lines_read(std::vector<app::ChangeLine> const& lines)
{
    std::vector<SaidLine> read;
    for (auto const& line : lines) {
        // Of the draft alone: who will not receive a key yet.
        if (!line.text.key.starts_with("council.act.without_key"))
            read.push_back({line.text, line.is_below});
    }
    return read;
}

inline void check_same_lines(
    std::vector<SaidLine> const& one, std::vector<SaidLine> const& other, std::string_view where)
{
    BOOST_TEST(one.size() == other.size(), where);
    for (std::size_t i = 0; i < std::min(one.size(), other.size()); ++i) {
        BOOST_TEST((one[i].text == other[i].text), where << ": " << one[i].text.key << ", " << other[i].text.key);
        BOOST_TEST(one[i].is_below == other[i].is_below, where << ": " << one[i].text.key);
    }
}

}  // namespace huisclos::testing
