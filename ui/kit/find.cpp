#include "ui/kit/find.hpp"

#include <algorithm>
#include <unordered_set>
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
constexpr std::size_t k_most_found = 200;
constexpr std::size_t k_excerpt = 90;
/// Between asking the page for focus and hearing that it arrived.
constexpr std::uint32_t k_frames_to_focus = 10;

bool says_something(Role role)
{
    switch (role) {
    case Role::Root:
    case Role::Navigation:
    case Role::Main:
    case Role::Banner:
    case Role::Region:
    case Role::Form:
    case Role::List:
    case Role::Table:
    case Role::TabList:
    case Role::TabPanel:
    case Role::DescriptionList:
    case Role::Separator:
        return false;
    default:
        return true;
    }
}

/// Folded, and with the blank that people type in place of those of French typography.
std::string plain(std::string_view text)
{
    std::string folded = fold(text);
    for (std::string_view const blank : {"\u00a0", "\u202f"}) {
        for (auto at = folded.find(blank); at != std::string::npos; at = folded.find(blank, at))
            folded.replace(at, blank.size(), " ");
    }
    return folded;
}

bool holds(std::string_view text, std::string const& folded)
{
    return !text.empty() && plain(text).find(folded) != std::string::npos;
}

void add(std::vector<Found>& all, std::size_t& total, Found found)
{
    ++total;
    if (all.size() < k_most_found)
        all.push_back(std::move(found));
}

/// Name, value or help of `node`, whichever holds the words first.
std::string_view matching_part(Node const& node, std::string const& folded)
{
    bool const is_link = node.role == Role::Link;
    for (std::string_view const part :
         {std::string_view(node.name), is_link ? std::string_view{} : std::string_view(node.value),
          std::string_view(node.description)}) {
        if (holds(part, folded))
            return part;
    }
    return {};
}

/// The page as this frame says it, the rows of lists in their place.
void read_page(ContextState& now)
{
    FindState& find = now.find;
    find.found.clear();
    find.total = 0;
    auto const nodes = now.tree.nodes();
    auto node = std::ranges::find(nodes, now.main, &Node::id);
    if (node == nodes.end())
        return;
    std::unordered_set<ui::NodeId> given;
    std::string where;
    for (++node; node != nodes.end() && node->parent != now.root; ++node) {
        if (given.contains(node->parent)) {
            given.insert(node->id);
            continue;
        }
        if (auto const list = find.lists.find(node->id); list != find.lists.end()) {
            given.insert(node->id);
            find.total += list->second.total - list->second.found.size();
            for (Found& found : list->second.found)
                add(find.found, find.total, std::move(found));
            continue;
        }
        if (node->role == Role::Heading)
            where = node->name;
        auto const part = says_something(node->role) ? matching_part(*node, find.wanted) : std::string_view{};
        if (!part.empty())
            add(find.found, find.total,
                {.node = node->id,
                 .key = std::to_string(node->id),
                 .text = excerpt(part, find.wanted, k_excerpt),
                 .where = where});
    }
}

void start_search(FindState& find)
{
    find.wanted = plain(find.typed);
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
    if (node == nullptr || node->clip.width <= 0)
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

std::string excerpt(std::string_view text, std::string_view folded, std::size_t most)
{
    // Folding changes lengths: the place of each code point in the folded text is kept beside it.
    std::string folded_text;
    std::vector<std::size_t> starts;
    std::vector<std::size_t> folded_starts;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
            ++end;
        starts.push_back(i);
        folded_starts.push_back(folded_text.size());
        folded_text += plain(text.substr(i, end - i));
        i = end;
    }
    if (starts.size() <= most)
        return std::string(text);
    auto const hit = folded_text.find(folded);
    auto const at = hit == std::string::npos ? folded_starts.begin() : std::ranges::upper_bound(folded_starts, hit);
    auto const place = static_cast<std::size_t>(at - folded_starts.begin());
    std::size_t const before = most / 3;
    std::size_t const first = std::min(place > before ? place - before : 0, starts.size() - most);
    std::size_t const last = first + most;
    std::string cut = first > 0 ? "\u2026" : "";
    cut += text.substr(starts[first], (last < starts.size() ? starts[last] : text.size()) - starts[first]);
    if (last < starts.size())
        cut += "\u2026";
    return cut;
}

void find_box(Rect rect)
{
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
    Rect const rect{bar.x + bar.width - side - px(12), bar.y + (bar.height - side) / 2, side, side};
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

bool wants_rows(ui::NodeId id, std::string_view name, std::size_t& first)
{
    FindState& find = state().find;
    if (!find.running || state().inside_dialog > 0)
        return false;
    GivenRows& given = find.lists[id];
    if (given.name.empty())
        given.name.assign(name);
    first = given.next;
    return true;
}

void give_row(ui::NodeId list, ui::NodeId node, std::size_t row, std::string_view title, std::string_view detail)
{
    FindState& find = state().find;
    bool const in_title = holds(title, find.wanted);
    if (!in_title && !holds(detail, find.wanted))
        return;
    GivenRows& given = find.lists[list];
    // A row is called by its title, wherever the words are.
    Found found{.node = node, .list = list, .row = static_cast<std::uint32_t>(row)};
    found.key = std::to_string(node);
    found.text = excerpt(title, find.wanted, k_excerpt);
    found.where = in_title ? given.name : excerpt(detail, find.wanted, k_excerpt);
    add(given.found, given.total, std::move(found));
}

void rows_given(ui::NodeId list, std::size_t end, std::size_t count)
{
    FindState& find = state().find;
    find.lists[list].next = end;
    find.rows_left = find.rows_left || end < count;
}

void forget_search()
{
    FindState& find = state().find;
    bool const was_open = find.open;
    find = {};
    find.open = was_open;
}

}  // namespace huisclos::kit
