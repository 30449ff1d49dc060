#include "ui/kit/find.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/utf8.hpp"
#include "ui/kit/dialog.hpp"
#include "ui/kit/field.hpp"
#include "ui/kit/list.hpp"
#include "ui/kit/parts.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::kit {

using ui::tr;
using ui::tr_count;

namespace {

constexpr std::size_t k_least_letters = 2;
/// Between asking the page for focus and hearing that it arrived.
constexpr std::uint32_t k_frames_to_focus = 10;

void start_search(FindState& find)
{
    find.wanted = plain_words(find.typed);
    find.lists.clear();
    find.running = count_code_points(find.wanted) >= k_least_letters;
    if (!find.running) {
        find.found.clear();
        find.total = 0;
    }
    request_frame();
}

/// True in the frame in which the results are whole.
bool run_search(ContextState& now)
{
    FindState& find = now.find;
    if (!find.running)
        return false;
    if (std::exchange(find.rows_left, false)) {
        request_frame();
        return false;
    }
    read_page(now);
    find.lists.clear();
    find.running = false;
    return true;
}

void choose(ContextState& now, Found const& found)
{
    FindState& find = now.find;
    find.open = false;
    find.chosen = found.node;
    if (found.list != 0) {
        // The list scrolls to the row that is its tab stop, and gives it the focus.
        Memory& list = memory(found.list);
        list.focus = found.row;
        list.flag = true;
    }
    now.frames_wanted = std::max(now.frames_wanted, 3);
}

void draw_results(ContextState& now)
{
    FindState const& find = now.find;
    if (count_code_points(find.wanted) < k_least_letters) {
        paragraph(tr("kit.find.help"), Weight::Soft);
        return;
    }
    paragraph(tr_count("kit.count.results", static_cast<std::int64_t>(find.total)), Weight::Small);
    if (find.total > find.found.size() && !find.running)
        paragraph(tr("kit.find.most", {ui::arg("n", static_cast<std::int64_t>(find.found.size()))}), Weight::Small);
    auto const opened = list(
        "results", tr("kit.find.results"), find.found.size(),
        [&find](std::size_t i) {
            Found const& found = find.found[i];
            return ListRow{.id = found.key, .title = ui::value(found.text), .detail = ui::value(found.where)};
        },
        {.tags = RowTags::None});
    if (opened)
        choose(now, find.found[*opened]);
}

/// Its ring of focus is its frame: a field has the page's in any case.
bool shows_own_ring(Node const& node)
{
    bool const is_field = node.role == Role::TextField || node.role == Role::NoteField || node.role == Role::DateField;
    bool const is_reached = has(node.state, State::Focusable) || has(node.state, State::Keys);
    return is_focused(node.id) && (is_field || (is_reached && shows_focus(node.id)));
}

/// Once the dialog is gone, what was chosen has the focus; its frame goes with it.
void show_chosen(ContextState& now)
{
    FindState& find = now.find;
    if (find.chosen != 0 && now.dialog_now == 0) {
        find.shown = std::exchange(find.chosen, 0);
        find.shown_since = now.frame;
        // A row asks by itself, once its list has made it.
        if (now.tree.find(find.shown) != nullptr && now.tree.focus_serial() == now.focus_before)
            now.tree.request_focus(find.shown);
        return;
    }
    if (find.shown == 0)
        return;
    Node const* const node = now.tree.find(find.shown);
    bool const waits = now.frame - find.shown_since <= k_frames_to_focus;
    if ((!is_focused(find.shown) && !waits) || (node == nullptr && !waits)) {
        find.shown = 0;
        return;
    }
    if (node == nullptr || node->clip.width <= 0 || shows_own_ring(*node))
        return;
    ImDrawList* const drawing = ImGui::GetForegroundDrawList();
    Rect const around = inset(node->clip, -px(3));
    drawing->AddRect(corner(around), far_corner(around), to_u32(palette().focus), px(4), 0, px(2));
}

/// Its node; what it looks like is drawn by who calls. True while the pointer is on it.
bool open_button(Rect rect)
{
    ui::NodeId const id = ui::make_node_id(state().root, "find-open");
    Touch const touch = interact(id, rect, Usable::Yes);
    if (touch.pressed) {
        FindState& find = state().find;
        find.open = find.opened_now = true;
        // By its keys while nothing had the focus: closed again, it is there.
        if (state().actions.focused() == 0)
            state().focus_to_return = id;
        // The page may say something else by now.
        start_search(find);
    }
    Node node = make_node(Role::Button, id, rect, tr("kit.find.open").view());
    node.state = State::Focusable | State::HasPopup;
    node.shortcut = "Control+F";
    emit(node);
    return touch.hovered;
}

void ring_of_button(Rect rect, float radius)
{
    if (shows_focus(ui::make_node_id(state().root, "find-open")))
        focus_ring(rect, radius);
}

}  // namespace

void find_box(Rect rect)
{
    // Between two pixels its border and its ring would be blurred.
    rect.y = std::round(rect.y);
    float const radius = px(ui::size::button_radius);
    bool const hovered = open_button(rect);
    fill(rect, hovered ? palette().hover : palette().background, radius);
    outline(rect, palette().border, radius, std::max(1.0f, px(1)));
    draw_icon(rect.x + px(22), rect.y + rect.height / 2, ui::size::icon, palette().soft, icon("search-line"));
    Text const keys = tr("kit.find.keys");
    float const width = text_width(k_small, keys.view());
    draw_text_in(
        {rect.x + rect.width - px(14) - width, rect.y, width + 1, rect.height}, k_small, palette().soft, keys.view());
    Rect const words{rect.x + px(40), rect.y, rect.width - px(40) - px(28) - width, rect.height};
    draw_text_in(words, k_small, palette().soft, tr("kit.find.open").view());
    ring_of_button(rect, radius);
}

void find_icon(Rect bar, FindOn surface)
{
    float const side = target_height(42);
    Rect const rect{bar.x + bar.width - side - px(12), std::round(bar.y + (bar.height - side) / 2), side, side};
    bool const on_navigation = surface == FindOn::Navigation;
    bool const hovered = open_button(rect);
    Colour const lit = on_navigation ? palette().navigation_selected : palette().hover;
    fill(rect, ui::with_alpha(lit, hovered ? 255 : 0), px(8));
    Colour const ink = on_navigation ? palette().navigation_text : palette().ink;
    draw_icon(rect.x + side / 2, rect.y + side / 2, 22, ink, icon("search-line"));
    ring_of_button(rect, px(8));
    if (hovered)
        tooltip(tr("kit.find.open").view());
}

void draw_finder()
{
    ContextState& now = state();
    FindState& find = now.find;
    // Another dialog has come: this one makes room, and nothing is printed with it.
    if (now.dialog_now != 0 || is_printed())
        find.open = false;
    show_chosen(now);
    if (!find.open)
        return;
    bool const has_ended = run_search(now);
    Dialog const dialog("find", tr("kit.find.title"));
    FieldEvent const event = search_field("query", tr("kit.find.label"), find.typed, tr("kit.find.placeholder"));
    if (std::exchange(find.opened_now, false))
        focus_on("query");
    if (event.changed)
        start_search(find);
    draw_results(now);
    if (has_ended)
        announce(tr_count("kit.count.results", static_cast<std::int64_t>(find.total)).view());
    // Enter, and not a field that is left: focus is then elsewhere.
    bool const is_entered = event.committed && has_focus("query");
    if (is_entered && !find.running && !find.found.empty() && find.open)
        choose(now, find.found.front());
    if (dialog.dismissed())
        find.open = false;
}

void forget_search()
{
    FindState& find = state().find;
    bool const was_open = find.open;
    find = {};
    find.open = was_open;
}

}  // namespace huisclos::kit
