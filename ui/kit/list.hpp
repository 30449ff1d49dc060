// A list whose rows open something: only those on screen are made, however many there are.
//
// Roles List, ListItem (position, size) and in each a Link named by the title. One tab stop: arrows, Home, End, PageUp
// and PageDown move within, scrolling as needed; Enter opens. The row in focus is always emitted.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ui/kit/content.hpp"

namespace huisclos::kit {

/// The views live until the row is drawn: strings of a view or a draft, or a std::string kept by the caller.
struct ListRow {
    std::string_view id{};  ///< Of the domain: focus follows it.
    Text title{};
    Text detail{};
    Text tag{};  ///< Empty: no tag.
    Tone tag_tone{Tone::Neutral};
    Icon tag_icon{};
    bool selected{false};
    std::string_view href{};
};

enum class RowSize : std::uint8_t { Comfortable, Compact };
enum class RowTags : std::uint8_t { Some, None };

/// Compact rows are of one height, whatever is in them. A comfortable row is as high as its own text, never lower than
/// the usual height, and takes two lines of a detail at least; in a narrow column the tag takes one of its own. In a
/// list of more than `k_measured_rows` all are of one height instead, and what is longer is cut: measuring is done in
/// each frame, and must not cost more in a larger council.
struct ListOptions {
    RowSize size{RowSize::Comfortable};
    RowTags tags{RowTags::Some};  ///< None: no row has one, so that no room is kept for it.
    int detail_lines{1};  ///< Of comfortable rows: a longer detail is cut at the end of the last, and heard whole.
};
inline constexpr std::size_t k_measured_rows = 64;

/// What list() uses; call list().
class ListScope {
public:
    ListScope(std::string_view id, std::size_t count, ListOptions const& options);
    ~ListScope();
    ListScope(ListScope const&) = delete;
    ListScope& operator=(ListScope const&) = delete;

    /// Rows that are measured, from the first on, before `open`: all or none.
    [[nodiscard]] std::size_t to_measure() const
    {
        return m_size == RowSize::Comfortable && m_count <= k_measured_rows ? m_count : 0;
    }
    void measure(ListRow const& row);
    /// Takes the place of all rows. What follows is known after it.
    void open(Text const& name);

    [[nodiscard]] std::size_t first() const { return m_first; }
    [[nodiscard]] std::size_t last() const { return m_last; }  ///< One beyond.
    /// The row that keeps focus outside [first, last); empty if there is none.
    [[nodiscard]] std::optional<std::size_t> kept() const { return m_kept; }
    [[nodiscard]] bool row(std::size_t index, ListRow const& row);

    /// Rows that the search over the page wants in this frame (ui/kit/find.hpp), [wanted_first, wanted_last).
    [[nodiscard]] std::size_t wanted_first() const { return m_wanted_first; }
    [[nodiscard]] std::size_t wanted_last() const { return m_wanted_last; }
    void give(std::size_t index, ListRow const& row) const;

private:
    /// Of a detail in a wide column.
    [[nodiscard]] int detail_lines() const;
    [[nodiscard]] float top_of(std::size_t index) const;
    /// The row to which a page from `at` leads: down, what is seen below it; up, what is seen above.
    [[nodiscard]] std::size_t page_from(std::size_t at, bool down) const;
    [[nodiscard]] std::optional<std::size_t> target_of(std::string_view key, std::size_t at) const;
    void find_first_and_last(float top, float bottom);
    /// Keys and focus of one row, while it is drawn: both may lead to another one.
    void lead(std::size_t index, ui::NodeId link_id) const;
    void draw(ui::Rect rect, ListRow const& row) const;

    std::size_t m_count{0};
    std::vector<float> m_tops{};  ///< Of rows that were measured, and where the last one ends; else empty.
    std::size_t m_first{0};
    std::size_t m_last{0};
    std::optional<std::size_t> m_kept{};
    std::size_t m_current{0};
    std::size_t m_wanted_first{0};
    std::size_t m_wanted_last{0};
    float m_left{0}, m_top{0}, m_width{0};
    float m_height{0};  ///< Of a row, where none was measured.
    ui::NodeId m_id{0};
    RowSize m_size{RowSize::Comfortable};
    int m_detail_lines{1};
    bool m_narrow{false};
};

/// The index of the row opened in this frame. `row_at(index)` returns a ListRow, and is called for visible rows only,
/// for those that a search over the page asks for and for those that are measured.
template <typename RowAt>
[[nodiscard]] std::optional<std::size_t> list(
    std::string_view id, Text const& name, std::size_t count, RowAt&& row_at, ListOptions const& options = {})
{
    ListScope scope(id, count, options);
    for (std::size_t index = 0; index < scope.to_measure(); ++index)
        scope.measure(row_at(index));
    scope.open(name);
    std::optional<std::size_t> opened;
    auto const draw = [&](std::size_t index) {
        if (scope.row(index, row_at(index)))
            opened = index;
    };
    if (scope.kept() && *scope.kept() < scope.first())
        draw(*scope.kept());
    for (std::size_t index = scope.first(); index < scope.last(); ++index)
        draw(index);
    if (scope.kept() && *scope.kept() >= scope.last())
        draw(*scope.kept());
    for (std::size_t index = scope.wanted_first(); index < scope.wanted_last(); ++index)
        scope.give(index, row_at(index));
    return opened;
}

}  // namespace huisclos::kit
