// Bands of colour that say something above content: callouts, refusals, reminders (ui/kit/content.hpp).

#include <algorithm>
#include <cmath>

#include "ui/kit/content.hpp"
#include "ui/kit/draw.hpp"
#include "ui/kit/internal.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::kit {

using ui::tr;

namespace {

Text tone_word(Tone tone)
{
    switch (tone) {
    case Tone::Info:
        return tr("kit.tone.info");
    case Tone::Success:
        return tr("kit.tone.success");
    case Tone::Warning:
        return tr("kit.tone.warning");
    case Tone::Error:
        return tr("kit.tone.error");
    case Tone::Archive:
        return tr("kit.tone.archive");
    case Tone::Neutral:
        break;
    }
    return tr("kit.tone.neutral");
}

/// Of a band: above and below what it says, before it, after it; from its icon to its title.
constexpr float k_band_above = 12;
constexpr float k_band_left = 20;
constexpr float k_band_right = 16;
constexpr float k_band_title = 28;
constexpr float k_band_arrow = 22;  ///< Of one that folds.
/// From the title to the detail; of one that folds, with room for the ring of its title, which ends `k_ring_end` below.
constexpr float k_band_detail = 4;
constexpr float k_fold_detail = 8;
constexpr float k_ring_end = 5;

void draw_band(Rect rect, ui::TonePair const& pair)
{
    fill(rect, pair.soft, px(8));
    fill({rect.x, rect.y + px(6), px(4), rect.height - px(12)}, pair.strong, px(2));
}

/// The title of a band as what shows or hides its detail, with an arrow at its end.
void draw_fold(Rect head, ui::NodeId id, Text const& title, Colour ink, bool& is_open)
{
    Touch const touch = interact(id, head, Usable::Yes);
    if (touch.pressed) {
        is_open = !is_open;
        request_frame();
    }
    Icon const arrow = is_open ? icon("arrow-up-s-line") : icon("arrow-down-s-line");
    draw_icon(
        head.x + head.width - px(k_band_right + 6), head.y + px(k_band_above) + line_height(k_small_strong) / 2, 20,
        ink, arrow);
    if (shows_focus(id))
        focus_ring(inset(head, px(5)), px(4));
    Node node = make_node(Role::Button, id, head, title.view());
    node.state = State::Focusable | (is_open ? State::Expanded : State::Collapsed);
    emit(node);
}

/// With `fold` its detail is shown where that says so.
void band(
    ui::NodeId id, Tone tone, Text const& kind, Text const& title, Text const& whole_detail, Role role,
    bool* fold = nullptr)
{
    Text const detail = fold == nullptr || *fold ? whole_detail : Text{};
    ui::TonePair const pair = tone_pair(palette(), tone);
    float const pad = px(k_band_above);
    float const text_left = px(k_band_left + k_band_title);
    float const width = region().width;
    float const title_width = width - text_left - px(k_band_right + (fold == nullptr ? 0 : k_band_arrow));
    TextStyle const title_style = fold == nullptr ? k_body_strong : k_small_strong;
    float const detail_width = width - px(k_band_left + k_band_right);
    float const title_height = paragraph_height(title_width, title_style, title.view());
    float const before_detail = px(fold == nullptr ? k_band_detail : k_fold_detail);
    float const detail_height =
        detail.empty() ? 0 : before_detail + paragraph_height(detail_width, k_small, detail.view());
    Rect const rect = place(width, title_height + detail_height + 2 * pad);

    open_node(make_node(role, id, rect, kind.view()));
    draw_band(rect, pair);
    float const y = rect.y + pad;
    draw_icon(
        rect.x + px(k_band_left + 9), y + line_height(title_style) / 2, ui::size::icon, pair.strong, tone_icon(tone));
    draw_paragraph(rect.x + text_left, y, title_width, title_style, pair.strong, title.view());
    Rect const title_rect{rect.x + text_left, y, title_width, title_height};
    if (fold != nullptr)
        draw_fold(
            {rect.x, rect.y, rect.width, pad + title_height + (detail.empty() ? pad : px(k_ring_end))},
            ui::make_node_id(id, "fold"), title, pair.strong, *fold);
    else
        emit(make_node(Role::Paragraph, ordinal_id(), title_rect, title.view()));
    if (!detail.empty()) {
        Rect const below{
            rect.x + px(k_band_left), y + title_height + before_detail, detail_width, detail_height - before_detail};
        draw_paragraph(below.x, below.y, below.width, k_small, palette().ink, detail.view());
        emit(make_node(Role::Paragraph, ordinal_id(), below, detail.view()));
    }
    close_node();
}

}  // namespace

void callout(Tone tone, Text const& title, Text const& detail, Announced announced, std::string_view id)
{
    Role const role = announced == Announced::Yes ? Role::Alert : Role::Group;
    band(id.empty() ? ordinal_id() : id_of(id), tone, tone_word(tone), title, detail, role);
}

void folding_callout(std::string_view id, Tone tone, Text const& title, Text const& detail, bool& is_open)
{
    bool const folds = (is_narrow() || is_low()) && !is_printed() && !detail.empty();
    band(id_of(id), tone, tone_word(tone), title, detail, Role::Group, folds ? &is_open : nullptr);
}

Callout::Callout(std::string_view id, Tone tone, Text const& title, Text const& detail)
    : m_tone(tone), m_rect{region().x, std::round(top_of_next()), region().width, 0}
{
    m_node = open_node(make_node(Role::Group, id_of(id), m_rect, tone_word(tone).view()));
    begin_over();
    push_region(
        {.x = m_rect.x + px(k_band_left),
         .y = m_rect.y + px(k_band_above),
         .width = std::max(1.0f, m_rect.width - px(k_band_left + k_band_right))});
    Colour const strong = tone_pair(palette(), tone).strong;
    float const width = region().width - px(k_band_title);
    Rect const at = place(region().width, paragraph_height(width, k_body_strong, title.view()));
    draw_icon(at.x + px(9), at.y + line_height(k_body_strong) / 2, ui::size::icon, strong, tone_icon(tone));
    Rect const words{at.x + px(k_band_title), at.y, width, at.height};
    draw_paragraph(words.x, words.y, words.width, k_body_strong, strong, title.view());
    emit(make_node(Role::Paragraph, ordinal_id(), words, title.view()));
    if (detail.empty())
        return;
    space(Space::Tiny);
    Rect const below = place(region().width, paragraph_height(region().width, k_small, detail.view()));
    draw_paragraph(below.x, below.y, below.width, k_small, palette().ink, detail.view());
    emit(make_node(Role::Paragraph, ordinal_id(), below, detail.view()));
}

Callout::~Callout()
{
    m_rect.height = pop_region() + 2 * px(k_band_above);
    go_under();
    draw_band(m_rect, tone_pair(palette(), m_tone));
    end_over();
    set_node_rect(m_node, m_rect);
    close_node();
    advance(m_rect.y + m_rect.height);
}

void refusal(Text const& message, Text const& rule)
{
    band(ordinal_id(), Tone::Warning, tr("kit.tone.refusal"), message, rule, Role::Group);
}

void reminder(Text const& message, Text const& rule)
{
    band(ordinal_id(), Tone::Info, tr("kit.tone.reminder"), message, rule, Role::Group);
}

NotPrinted::NotPrinted(Text const& message, Text const& rule)
{
    if (is_printed() && !message.empty())
        refusal(message, rule);
    ++state().not_printed;
}

NotPrinted::~NotPrinted()
{
    --state().not_printed;
}

}  // namespace huisclos::kit
