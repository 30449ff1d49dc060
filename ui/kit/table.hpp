// A table: headers, rows, cells. Under 640 pixels each row becomes a card of label and value.
//
// Roles Table (row count), Row, ColumnHeader, Cell. Only visible rows are made, and the one that holds focus: its link,
// its button or its « Copier ». Links and buttons inside are ordinary tab stops.
//
// Where copying is offered, each cell of text has a button « Copier » (ui/kit/copy.hpp).
//
//   kit::Table table("membres", tr("members.table"), columns, rows.size());
//   for (std::size_t i : table) { table.row(i, rows[i].id); if (table.link_cell(…)) …; table.cell(…); }

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/kit/button.hpp"

namespace huisclos::kit {

struct TableColumn {
    Text title{};
    float weight{1};
    /// Of a row, when it may need several lines: each row is then as high as its own values. Else all are of one line.
    std::function<Text(std::size_t)> value{};
    Weight style{Weight::Normal};  ///< Of those values, as its cells are written.
};

enum class Copying : std::uint8_t { No, Offered };

/// The id that row() is given for an index. With it the row that holds focus is found again when others have come or
/// gone above it; without it a row is its index.
using RowIds = std::function<std::string(std::size_t)>;

class CopyMarks;  // ui/kit/copy.hpp

class Table {
public:
    Table(
        std::string_view id, Text const& name, std::span<TableColumn const> columns, std::size_t count,
        Copying copying = Copying::No, RowIds const& ids = {});
    ~Table();
    Table(Table const&) = delete;
    Table& operator=(Table const&) = delete;

    /// Indices of the rows to be drawn, in their order.
    struct Iterator {
        Table const* table{nullptr};
        std::size_t step{0};
        std::size_t operator*() const { return table->row_at(step); }
        Iterator& operator++()
        {
            ++step;
            return *this;
        }
        friend bool operator==(Iterator const&, Iterator const&) = default;
    };
    [[nodiscard]] Iterator begin() const { return {this, 0}; }
    [[nodiscard]] Iterator end() const { return {this, m_last - m_first + (m_kept ? 1 : 0)}; }

    /// Starts row `index` of the table; cells follow from left to right.
    void row(std::size_t index, std::string_view id);
    void cell(Text const& text, Weight weight = Weight::Normal);
    [[nodiscard]] bool link_cell(Text const& text, std::string_view href = {});
    void tag_cell(Tone tone, Text const& word, Icon icon = {});
    [[nodiscard]] bool button_cell(std::string_view id, Text const& label, ButtonOptions const& options = {});

    /// Of the cells drawn so far, what a person asked to copy in this frame; nothing is copied until the caller says
    /// so.
    [[nodiscard]] std::optional<std::string> const& copied() const { return m_copied; }

private:
    struct Place {
        float x{0}, y{0}, width{0}, height{0};
    };
    Place open_cell();
    [[nodiscard]] std::size_t row_at(std::size_t step) const;
    void find_rows(Copying copying, RowIds const& ids);
    /// The row that is to be drawn wherever it is.
    [[nodiscard]] std::optional<std::size_t> held_row(Copying copying, RowIds const& ids) const;
    /// The one whose link or button holds focus.
    [[nodiscard]] std::optional<std::size_t> focused_row(RowIds const& ids) const;
    /// The row that is open is the one to keep, while `id` in it holds focus.
    void keep_focus_of(ui::NodeId id) const;
    [[nodiscard]] float column_width(std::size_t column) const;
    [[nodiscard]] float column_left(std::size_t column) const;
    /// Of one value by itself.
    [[nodiscard]] float value_height(std::size_t row, std::size_t column) const;
    /// Of one value in a card, with its title and the gap below.
    [[nodiscard]] float card_line(std::size_t row, std::size_t column) const;
    [[nodiscard]] float row_height(std::size_t row) const;
    /// Where rows begin below the head, and the end of the last one.
    [[nodiscard]] std::vector<float> place_rows() const;
    [[nodiscard]] float row_top(std::size_t row) const { return m_top + m_tops[row]; }
    void end_row();
    /// The text of the cell that is open, and its button.
    void offer_copy(ui::Rect rect, Text const& text, float font_px);

    std::unique_ptr<CopyMarks> m_marks{};  ///< Null: copying is not offered.
    std::optional<std::string> m_copied{};
    std::span<TableColumn const> m_columns{};
    std::size_t m_count{0};
    std::size_t m_first{0};
    std::size_t m_last{0};
    std::optional<std::size_t> m_kept{};  ///< Row that keeps focus outside [first, last).
    std::size_t m_column{0};
    std::size_t m_row{0};
    ui::NodeId m_row_id{0};
    bool m_in_row{false};
    bool m_cards{false};
    float m_left{0}, m_top{0}, m_width{0};
    std::vector<float> m_tops{};
    ui::NodeId m_id{0};
};

}  // namespace huisclos::kit
