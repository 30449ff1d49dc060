// Facts, timeline, progress and steps.

#include <algorithm>
#include <cmath>

#include "ui/kit/content.hpp"
#include "ui/kit/copy.hpp"
#include "ui/kit/parts.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::kit {

using ui::tr;

namespace {

/// Text node that wraps in `width` at (x, y); returns its height. Whom focus leads to it is shown `seen_height` from y.
float write_at(
    float x, float y, float width, TextStyle style, Colour colour, Text const& text, Role role = Role::Text,
    float seen_height = 0)
{
    float const height = draw_paragraph(x, y, width, style, colour, text.view());
    Node node = make_node(role, ordinal_id(), {x, y, width, height}, text.view());
    node.font_px = em_size(style);
    emit(node, {x, y, width, std::max(height, seen_height)});
    return height;
}

float fact_height(Fact const& fact, float width)
{
    Text const empty = tr("kit.empty_value");
    Text const& shown = fact.value.empty() ? empty : fact.value;
    return paragraph_height(width, k_small, fact.label.view()) + px(3) + paragraph_height(width, k_body, shown.view());
}

void draw_fact(Fact const& fact, float x, float y, float width)
{
    Text const empty = tr("kit.empty_value");
    bool const missing = fact.value.empty();
    Text const& shown = missing ? empty : fact.value;
    float const height = fact_height(fact, width);
    ui::NodeId const term = ordinal_id();
    float const label = write_at(x, y, width, k_small, palette().soft, fact.label, Role::Term, height);
    write_at(x, y + label + px(3), width, k_body, missing ? palette().soft : palette().ink, shown, Role::Definition);
    // Only what an answer led to has focus here: label and value are what it is about.
    if (!shows_focus(term))
        return;
    float const words = std::max(text_width(k_small, fact.label.view()), text_width(k_body, shown.view()));
    focus_ring({x - px(4), y - px(2), std::min(width, words) + px(8), height + px(4)}, px(4));
}

}  // namespace

std::optional<std::size_t> facts(std::string_view id, std::span<Fact const> facts)
{
    std::optional<std::size_t> copied;
    if (facts.empty())
        return copied;
    float const gap_x = px(24);
    float const gap_y = px(18);  // As in the mock-ups.
    float const room = region().width;
    std::size_t const per_line = room >= px(460) ? 2 : 1;
    float const width = per_line == 2 ? std::floor((room - gap_x) / 2) : room;
    float height = -gap_y;
    for (std::size_t i = 0; i < facts.size(); i += per_line) {
        float line = fact_height(facts[i], width);
        if (per_line == 2 && i + 1 < facts.size())
            line = std::max(line, fact_height(facts[i + 1], width));
        height += line + gap_y;
    }
    Rect const rect = place(room, height);
    open_node(make_node(Role::DescriptionList, id_of(id), rect, ""));
    auto const said = std::ranges::count_if(facts, [](Fact const& fact) { return !fact.value.empty(); });
    CopyMarks marks(id_of(id), 0, static_cast<std::size_t>(said), per_line);
    std::size_t mark = 0;
    float y = rect.y;
    for (std::size_t i = 0; i < facts.size(); i += per_line) {
        float line = 0;
        for (std::size_t j = i; j < std::min(i + per_line, facts.size()); ++j) {
            float const x = rect.x + static_cast<float>(j - i) * (width + gap_x);
            float const own = fact_height(facts[j], width);
            if (facts[j].is_result)
                result_follows();
            draw_fact(facts[j], x, y, width);
            if (!facts[j].value.empty() && marks.draw(mark++, {x, y, width, own}, facts[j].label))
                copied = j;
            line = std::max(line, own);
        }
        y += line + gap_y;
    }
    close_node();
    marks.emit_group();
    gap_after(pixels(Space::Wide));
    return copied;
}

namespace {

/// Below this width of the column the date stands above its text: beside it, it would leave half of the room.
constexpr float k_narrow_timeline = 420;

/// Where date and text of a timeline stand, from the left of its column: measures of the mock-up.
struct TimelineColumns {
    float when_x{0};
    float when_width{0};
    float text_x{0};
    float text_width{0};
    bool is_above{false};
};

TimelineColumns timeline_columns(std::span<TimelineStep const> steps)
{
    float const room = region().width;
    TimelineColumns columns{.when_x = px(30), .when_width = px(56), .is_above = room < px(k_narrow_timeline)};
    if (columns.is_above) {
        columns.text_x = columns.when_x;
        columns.text_width = columns.when_width = std::max(px(60), room - columns.text_x);
        return columns;
    }
    for (TimelineStep const& step : steps)
        columns.when_width = std::max(columns.when_width, text_width(k_small_strong, step.when.view()) + px(4));
    columns.when_width = std::min(columns.when_width, room * 0.35f);
    columns.text_x = columns.when_x + columns.when_width + px(14);
    columns.text_width = std::max(px(60), room - columns.text_x);
    return columns;
}

}  // namespace

void timeline(std::string_view id, Text const& name, std::span<TimelineStep const> steps)
{
    float const dot_x = px(10);
    TimelineColumns const columns = timeline_columns(steps);
    float const width = columns.text_width;
    float const when_y = (line_height(k_body) - line_height(k_small)) / 2;
    std::size_t const list =
        open_node(make_node(Role::List, id_of(id), {region().x, region().y, region().width, 0}, name.view()));
    float const top = region().y + (region().empty ? 0 : region().gap);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        TimelineStep const& step = steps[i];
        float const title = paragraph_height(width, k_body, step.title.view());
        float const detail = step.detail.empty() ? 0 : paragraph_height(width, k_small, step.detail.view()) + px(2);
        bool const is_dated = !step.when.empty() && columns.is_above;
        float const above = is_dated ? when_y + paragraph_height(width, k_small_strong, step.when.view()) + px(2) : 0;
        Rect const rect = place(region().width, std::max(above + title + detail, px(32)) + px(14));
        Node item = make_node(Role::ListItem, ordinal_id(), rect, "");
        item.position = static_cast<std::uint32_t>(i + 1);
        item.set_size = static_cast<std::uint32_t>(steps.size());
        open_node(item);
        Colour const strong = tone_pair(palette(), step.tone).strong;
        float const middle = rect.y + line_height(k_body) / 2;
        disc(rect.x + dot_x, middle, px(6), strong);
        float const line_top = middle + px(11);
        line(
            rect.x + dot_x - px(1), line_top, rect.x + dot_x - px(1), std::max(line_top, rect.y + rect.height - px(4)),
            palette().line, std::max(1.0f, px(2)));
        float const text_x = rect.x + columns.text_x;
        float const text_y = rect.y + above;
        write_at(
            rect.x + columns.when_x, rect.y + when_y, columns.when_width, k_small_strong, palette().soft, step.when);
        write_at(text_x, text_y, width, k_body, palette().ink, step.title);
        bool const alarm = step.tone == Tone::Error || step.tone == Tone::Warning;
        if (!step.detail.empty())
            write_at(text_x, text_y + title + px(2), width, k_small, alarm ? strong : palette().soft, step.detail);
        close_node();
        gap_after(0);
        region().gap = 0;
    }
    close_node();
    set_node_rect(list, {region().x, top, region().width, std::max(0.0f, region().y - top)});
    gap_after(pixels(Space::Large));
}

void progress(std::string_view id, Text const& label, float now, float maximum, Tone tone)
{
    float const bar = px(8);
    float const text = paragraph_height(region().width, k_small, label.view());
    Rect const rect = place(px(240), bar + px(8) + text);
    float const part = maximum > 0 ? std::clamp(now / maximum, 0.0f, 1.0f) : 0;
    Rect const track{rect.x, rect.y, rect.width, bar};
    fill(track, palette().track, bar / 2);
    if (part > 0)
        fill({track.x, track.y, std::max(bar, track.width * part), bar}, tone_pair(palette(), tone).strong, bar / 2);
    draw_paragraph(rect.x, rect.y + bar + px(8), rect.width, k_small, palette().soft, label.view());
    Node node = make_node(Role::Progress, id_of(id), rect, label.view());
    node.now = now;
    node.maximum = maximum;
    emit(node);
}

namespace {

constexpr float k_step_radius = 15;

enum class StepState : std::uint8_t { ToCome, Here, Passed, Done, Lacking };

StepState step_state(Step const& step, std::size_t index, std::size_t current)
{
    if (index >= current)
        return index == current ? StepState::Here : StepState::ToCome;
    return step.done ? StepState::Done : step.lacking ? StepState::Lacking : StepState::Passed;
}

Colour step_colour(StepState state, Colour other)
{
    switch (state) {
    case StepState::Done:
        return palette().success.strong;
    case StepState::Lacking:
        return palette().warning.strong;
    case StepState::Here:
        return palette().accent;
    default:
        return other;
    }
}

/// A disc with the step's number, its tick or its warning, the label below.
void draw_step(Rect cell, Step const& step, std::size_t index, StepState state)
{
    bool const here = state == StepState::Here;
    bool const marked = state == StepState::Done || state == StepState::Lacking;
    float const radius = px(k_step_radius);
    Rect const number{cell.x, cell.y, 2 * radius, 2 * radius};
    disc(cell.x + radius, cell.y + radius, radius, step_colour(state, palette().card));
    if (!marked && !here)
        outline(number, palette().border, radius);
    if (marked)
        draw_icon(
            cell.x + radius, cell.y + radius, 18, palette().card,
            state == StepState::Done ? icon("check-line") : icon("alert-line"));
    else
        draw_text_in(
            number, k_small_strong, here ? palette().on_accent : palette().soft, std::to_string(index + 1),
            Align::Centre);
    draw_text_in(
        {cell.x, cell.y + 2 * radius + px(6), cell.width - px(12), line_height(k_small_strong)}, k_small_strong,
        here ? palette().ink : palette().soft, step.label.view());
}

}  // namespace

void steps(std::string_view id, Text const& name, std::span<Step const> steps, std::size_t current)
{
    if (steps.empty())
        return;
    current = std::min(current, steps.size() - 1);
    float const each = region().width / static_cast<float>(steps.size());
    bool const wide = each >= px(120);
    float const radius = px(k_step_radius);
    float const text_height = line_height(k_small_strong);
    Rect const rect = place(region().width, wide ? 2 * radius + px(6) + text_height : text_height + px(14));
    open_node(make_node(Role::List, id_of(id), rect, name.view()));
    for (std::size_t i = 0; i < steps.size(); ++i) {
        auto const state = step_state(steps[i], i, current);
        Rect cell{rect.x + each * static_cast<float>(i), rect.y, each, rect.height};
        if (wide) {
            if (i + 1 < steps.size()) {
                float const y = cell.y + radius;
                line(cell.x + 2 * radius + px(8), y, cell.x + each - px(8), y, palette().line, std::max(1.0f, px(2)));
            }
            draw_step({cell.x, cell.y, each, cell.height}, steps[i], i, state);
        } else {
            float const width = each - px(4);
            fill({cell.x, rect.y + text_height + px(6), width, px(6)}, step_colour(state, palette().track), px(3));
        }
        Text said = steps[i].label;
        if (state == StepState::Done)
            said = tr("kit.step.done", {ui::arg("label", steps[i].label)});
        else if (state == StepState::Lacking)
            said = tr("kit.step.lacking", {ui::arg("label", steps[i].label)});
        Node item = make_node(Role::ListItem, ordinal_id(), cell, said.view());
        item.position = static_cast<std::uint32_t>(i + 1);
        item.set_size = static_cast<std::uint32_t>(steps.size());
        if (state == StepState::Here)
            item.state = State::Current;
        emit(item);
    }
    if (!wide) {
        Text const line_text =
            tr("kit.step",
               {ui::arg("step", static_cast<std::int64_t>(current + 1)),
                ui::arg("steps", static_cast<std::int64_t>(steps.size())), ui::arg("label", steps[current].label)});
        draw_text_in({rect.x, rect.y, rect.width, text_height}, k_small_strong, palette().ink, line_text.view());
    }
    close_node();
    gap_after(pixels(Space::Large));
}

}  // namespace huisclos::kit
