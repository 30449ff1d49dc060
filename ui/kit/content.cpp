#include "ui/kit/content.hpp"

#include <algorithm>
#include <cmath>

#include "ui/kit/draw.hpp"
#include "ui/kit/internal.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::kit {

using ui::tr;

namespace {

struct Written {
    TextStyle style{};
    Colour colour{};
};

Written written(Weight weight)
{
    Palette const& colours = palette();
    switch (weight) {
    case Weight::Strong:
        return {k_body_strong, colours.ink};
    case Weight::Soft:
        return {k_body, colours.soft};
    case Weight::Small:
        return {k_small, colours.soft};
    case Weight::SmallStrong:
        return {k_small_strong, colours.soft};
    case Weight::Normal:
        break;
    }
    return {k_body, colours.ink};
}

/// Takes a place for a text that wraps, draws it, returns where.
Rect write(Text const& text, TextStyle style, Colour colour)
{
    Region const& in = region();
    if (in.in_row) {
        float const natural = std::ceil(text_width(style, text.view()));
        if (natural <= in.width) {
            Rect const rect = place(natural, line_height(style));
            draw_text(rect.x, rect.y, style, colour, text.view());
            return rect;
        }
    }
    Rect const rect = place(in.width, paragraph_height(in.width, style, text.view()));
    draw_paragraph(rect.x, rect.y, rect.width, style, colour, text.view());
    return rect;
}

}  // namespace

Rect from_top(Rect rect)
{
    float const top = ImGui::GetWindowPos().y - ImGui::GetScrollY();
    float const height = rect.y + rect.height - top;
    return height <= clip_rect().height ? Rect{rect.x, top, rect.width, height} : rect;
}

namespace {

/// A title is seen from the very top of what scrolls with it (notices, a reference, the way back) where there is room
/// for all of that; else from as near to the top as shows it whole.
Rect with_above(Rect title)
{
    Rect const all = from_top(title);
    if (all.height > title.height)
        return all;
    float const bottom = title.y + title.height;
    float const room = clip_rect().height;
    float const most = room - 2 * px(k_seen_margin);
    return title.height >= most ? title : Rect{title.x, bottom - most, title.width, most};
}

}  // namespace

void page_title(Text const& title, Text const& subtitle)
{
    ContextState& now = state();
    now.tree.set_title(title.view());
    Rect const rect = write(title, k_title, palette().ink);
    Node node = make_node(Role::Heading, ui::make_node_id(now.root, "page-title"), rect, title.view());
    node.level = 1;
    node.font_px = em_size(k_title);
    emit(node, with_above(rect));
    if (now.focus_title) {
        now.tree.request_focus(node.id);
        // Whoever stood at the title before stands at this one: focus does not arrive there.
        scroll_into_view(with_above(rect));
    }
    if (!subtitle.empty()) {
        space(Space::Tiny);
        paragraph(subtitle, Weight::Small);
    }
    gap_after(px(20));
}

void window_title(Text const& title)
{
    state().tree.set_title(title.view());
}

namespace {

enum class Shown : std::uint8_t { Alone, WithAbove };

void write_heading(ui::NodeId id, Text const& title, int level, TextStyle style, Shown shown = Shown::Alone)
{
    Rect const rect = write(title, style, palette().ink);
    Node node = make_node(Role::Heading, id, rect, title.view());
    node.level = static_cast<std::uint16_t>(std::clamp(level, 2, 6));
    node.font_px = em_size(style);
    emit(node, shown == Shown::WithAbove ? with_above(rect) : rect);
    gap_after(pixels(Space::Small));
}

}  // namespace

void sheet_title(Text const& title, Text const& kind)
{
    if (is_stacked()) {
        page_title(title);
        window_title(kind);
        return;
    }
    window_title(kind);
    write_heading(id_of(k_sheet_title), title, 2, k_section, Shown::WithAbove);
}

void heading(Text const& title, int level, std::string_view id)
{
    write_heading(id.empty() ? ordinal_id() : id_of(id), title, level, level <= 2 ? k_heading : k_body_strong);
}

void paragraph(Text const& text, Weight weight)
{
    if (text.empty())
        return;
    Written const look = written(weight);
    Rect const rect = write(text, look.style, look.colour);
    Node node = make_node(Role::Paragraph, ordinal_id(), rect, text.view());
    node.font_px = em_size(look.style);
    emit(node);
    gap_after(pixels(Space::Small));
}

bool lacks_letters(std::string_view text)
{
    // Where no box is drawn nothing would show what is meant.
    return state().fonts.draws_boxes && !has_all_letters(text);
}

void undrawn_note()
{
    paragraph(tr("kit.field.undrawn"), Weight::Small);
}

void message(Tone tone, Text const& text, Icon icon)
{
    ui::TonePair const pair = tone_pair(palette(), tone);
    float const left = px(24);
    float const width = region().width - left;
    Rect const rect = place(region().width, paragraph_height(width, k_small, text.view()));
    Icon const shown = icon.empty() ? tone_icon(tone) : icon;
    draw_icon(rect.x + px(8), rect.y + line_height(k_small) / 2, 16, pair.strong, shown);
    draw_paragraph(rect.x + left, rect.y, width, k_small, pair.strong, text.view());
    emit(make_node(Role::Paragraph, ordinal_id(), rect, text.view()));
}

Icon tone_icon(Tone tone)
{
    switch (tone) {
    case Tone::Info:
        return icon("information-line");
    case Tone::Success:
        return icon("checkbox-circle-line");
    case Tone::Warning:
        return icon("alert-line");
    case Tone::Error:
        return icon("error-warning-line");
    case Tone::Archive:
        return icon("archive-line");
    case Tone::Neutral:
        break;
    }
    return icon("time-line");
}

float tag_width(Text const& word)
{
    return std::ceil(px(11 + 16 + 6 + 12) + text_width(k_small_strong, word.view()));
}

void draw_tag(Rect rect, Tone tone, Text const& word, Icon icon)
{
    ui::TonePair const pair = tone_pair(palette(), tone);
    fill(rect, pair.soft, std::min(rect.height / 2, px(ui::size::tag_radius)));
    Icon const shown = icon.empty() ? tone_icon(tone) : icon;
    draw_icon(rect.x + px(11 + 8), rect.y + rect.height / 2, 16, pair.strong, shown);
    Rect const words{rect.x + px(33), rect.y, rect.width - px(33 + 10), rect.height};
    if (rect.height > px(ui::size::tag_height))
        draw_paragraph_in(words, k_small_strong, pair.strong, word.view());
    else
        draw_text_in(words, k_small_strong, pair.strong, word.view());
    emit(make_node(Role::Text, ordinal_id(), rect, word.view()));
}

void tag(Tone tone, Text const& word, Icon icon)
{
    float const natural = tag_width(word);
    float height = px(ui::size::tag_height);
    if (natural > region().width) {
        float const lines = paragraph_height(region().width - px(33 + 10), k_small_strong, word.view());
        height = std::max(height, height + lines - line_height(k_small_strong));
    }
    Rect rect = place(natural, height);
    rect.width = std::min(rect.width, natural);
    draw_tag(rect, tone, word, icon);
}

void empty_state(Icon icon, Text const& title, Text const& detail)
{
    float const width = region().width;
    float const text_width_most = std::min(width, px(520));
    float const detail_height = detail.empty() ? 0 : paragraph_height(text_width_most, k_small, detail.view()) + px(6);
    float const title_height = paragraph_height(text_width_most, k_body_strong, title.view());
    Rect const rect = place(width, px(24 + 56 + 14 + 16) + title_height + detail_height);
    float const middle = rect.x + rect.width / 2;
    float y = rect.y + px(24);
    disc(middle, y + px(28), px(28), palette().accent_soft);
    draw_icon(middle, y + px(28), 26, palette().accent, icon);
    y += px(56 + 14);
    auto const centred = [&](Text const& text, TextStyle style, Colour colour, float height) {
        float const natural = std::min(text_width_most, text_width(style, text.view()) + 1);
        Rect const at{middle - natural / 2, y, natural, height};
        draw_paragraph(at.x, at.y, at.width, style, colour, text.view(), Align::Centre);
        emit(make_node(Role::Paragraph, ordinal_id(), at, text.view()));
        y += height + px(6);
    };
    centred(title, k_body_strong, palette().ink, title_height);
    if (!detail.empty())
        centred(detail, k_small, palette().soft, detail_height - px(6));
}

void badge(std::uint32_t count, Text const& meaning)
{
    std::string const digits = std::to_string(count);
    float const width = std::max(px(24), std::ceil(text_width(k_small_strong, digits) + px(14)));
    Rect rect = place(width, px(24));
    rect.width = width;
    fill(rect, palette().neutral.soft, rect.height / 2);
    draw_text_in(rect, k_small_strong, palette().neutral.strong, digits, Align::Centre);
    Text const name = tr("kit.badge", {ui::arg("label", meaning), ui::arg("n", std::int64_t{count})});
    emit(make_node(Role::Text, ordinal_id(), rect, name.view()));
}

}  // namespace huisclos::kit
