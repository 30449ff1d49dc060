#include "ui/kit/navigation.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "ui/kit/imgui_bridge.hpp"
#include "ui/kit/parts.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::kit {

using ui::tr;

namespace {

/// The longest entry takes two lines beside its number: they are near to each other, to fit what one is high.
constexpr TextStyle k_entry{Face::Regular, ui::size::text_body, 1.2f};

constexpr float k_product_left = 24;
constexpr float k_dense = 1.25f;  ///< Leading of three lines in the bar.
/// Between the state and the lock: room for the ring of what holds focus.
constexpr float k_entry_gap = 4;

struct Entry {
    ui::NodeId id{0};
    Role role{Role::Link};
    Icon icon{};
    std::string_view label{};
    std::uint32_t badge{0};
    bool current{false};
    std::string_view href{};
    TextStyle style{k_entry};
    Colour ink{};
    std::string_view shortcut{};
};

void draw_badge(Rect rect, RailForm form, std::uint32_t badge)
{
    Palette const& colours = palette();
    std::string const digits = badge > 99 ? "99+" : std::to_string(badge);
    if (form == RailForm::Icons) {
        // Out of the corner and smaller than any other text, so that what the icon shows is seen.
        TextStyle const tiny{Face::Strong, 12, 1.2f};
        float const width = std::max(px(16), text_width(tiny, digits) + px(7));
        Rect const pill{rect.x + rect.width + px(4) - width, rect.y + px(1), width, px(16)};
        fill(pill, colours.navigation_badge, px(8));
        draw_text_in(pill, tiny, colours.navigation_strong, digits, Align::Centre);
        return;
    }
    float const width = std::max(px(24), text_width(k_small_strong, digits) + px(14));
    Rect const pill{rect.x + rect.width - width - px(12), rect.y + (rect.height - px(22)) / 2, width, px(22)};
    fill(pill, colours.navigation_badge, px(11));
    draw_text_in(pill, k_small_strong, colours.navigation_strong, digits, Align::Centre);
}

/// One line of the rail; true when pressed.
bool draw_entry(Rect rect, RailForm form, Entry const& entry)
{
    Palette const& colours = palette();
    Touch const touch = interact(entry.id, rect, Usable::Yes);
    float const hover = animate(entry.id, 0, touch.hovered);
    float const selected = animate(entry.id, 1, entry.current);
    Colour const surface = ui::mix(colours.navigation, colours.navigation_selected, std::max(selected, hover * 0.5f));
    fill(rect, surface, px(8));
    if (entry.current)
        fill({rect.x - px(1), rect.y + px(8), px(3), rect.height - px(16)}, colours.navigation_marker, px(2));
    Colour const ink = entry.current ? colours.navigation_strong : entry.ink;
    bool const icons = form == RailForm::Icons;
    float const icon_x = icons ? rect.x + rect.width / 2 : rect.x + px(24);
    draw_icon(icon_x, rect.y + rect.height / 2, entry.style.size < 15 ? 16 : 20, ink, entry.icon);
    if (!icons) {
        TextStyle style = entry.style;
        style.face = entry.current ? Face::Strong : Face::Regular;
        float const right = entry.badge > 0 ? px(46) : px(8);
        float const width = rect.width - px(44) - right;
        float const height = paragraph_height(width, style, entry.label);
        if (height > 1.5f * line_height(style))
            draw_paragraph(rect.x + px(44), rect.y + (rect.height - height) / 2, width, style, ink, entry.label);
        else
            draw_text_in({rect.x + px(44), rect.y, width, rect.height}, style, ink, entry.label);
    }
    if (entry.badge > 0)
        draw_badge(rect, form, entry.badge);
    if (shows_focus(entry.id))
        focus_ring(inset(rect, px(3)), px(6));
    if (icons && touch.hovered)
        tooltip(entry.label);

    Node node = make_node(entry.role, entry.id, rect, entry.label);
    node.state = State::Focusable;
    if (entry.current)
        node.state = node.state | State::Current;
    if (entry.badge > 0)
        node.description = tr("kit.badge.waiting", {ui::arg("n", std::int64_t{entry.badge})}).str();
    node.value.assign(entry.href);
    node.shortcut.assign(entry.shortcut);
    emit(node);
    return touch.pressed;
}

constexpr float k_rail_side = 12;
constexpr float k_session_bottom = 24;  ///< Below the lock.
constexpr float k_session_gap = 12;     ///< Above the state.
/// Where the window is low the entries come nearer to each other, down to this height, before they scroll.
constexpr float k_least_entry = 36;
/// Of the entries when the lock stays at the bottom; where there is less room for them, it scrolls as they do.
constexpr float k_least_shown = 2;

/// Heights of the state and of the lock below it.
struct SessionHeights {
    float sync{0};
    float lock{0};
    float all{0};
};

SessionHeights session_heights(ShellFrame const& frame, RailForm form, Rect rail)
{
    float const small = target_height(32);
    if (is_below_bar(frame, form))
        return {0, small, small};
    // « Hors ligne — 3 modifications en attente » takes two lines.
    float const words = paragraph_height(rail.width - 2 * px(k_rail_side) - px(52), k_small, frame.sync.view());
    float const sync = form == RailForm::Icons ? small : std::max(small, words + px(8));
    return {sync, small, sync + px(k_entry_gap) + small};
}

/// State and lock, from `y` on.
void draw_session(ShellFrame const& frame, RailForm form, Rect rail, float y, NavigationEvents& events)
{
    ContextState& now = state();
    float const side = px(k_rail_side);
    SessionHeights const heights = session_heights(frame, form, rail);
    open_node(make_node(
        Role::Region, ui::make_node_id(now.root, "session"), {rail.x, y, rail.width, heights.all},
        tr("kit.session").view()));
    bool const fine = frame.sync_tone == Tone::Success || frame.sync_tone == Tone::Neutral;
    bool const is_elsewhere = is_below_bar(frame, form);
    if (!frame.sync.empty() && !is_elsewhere) {
        Entry const sync{
            .id = sync_id(),
            .role = Role::Button,
            .icon = fine ? icon("shield-check-line") : tone_icon(frame.sync_tone),
            .label = frame.sync.view(),
            .style = k_small,
            .ink = fine                   ? palette().navigation_text
                   : is_in_trouble(frame) ? palette().navigation_trouble
                                          : palette().navigation_marker};
        events.sync = draw_entry({rail.x + side, y, rail.width - 2 * side, heights.sync}, form, sync);
    }
    Text const lock_word = tr("kit.lock");
    Entry const lock{
        .id = ui::make_node_id(now.root, "lock"),
        .role = Role::Button,
        .icon = icon("lock-line"),
        .label = lock_word.view(),
        .style = k_small,
        .ink = palette().navigation_text,
        .shortcut = "Control+Alt+L"};
    float const below = is_elsewhere ? y : y + heights.sync + px(k_entry_gap);
    events.lock = draw_entry({rail.x + side, below, rail.width - 2 * side, heights.lock}, form, lock);
    close_node();
}

/// The links from `y` on, each `step` below the other; returns the bottom of the last one's step.
float draw_links(ShellFrame const& frame, RailForm form, Rect rail, float y, float step, NavigationEvents& events)
{
    ui::NodeId const nav = ui::make_node_id(state().root, "navigation");
    float const gap = px(ui::size::navigation_entry_step - ui::size::navigation_entry_height);
    float const side = px(k_rail_side);
    for (std::size_t i = 0; i < frame.navigation.size(); ++i) {
        NavItem const& item = frame.navigation[i];
        Entry const entry{
            .id = ui::make_node_id(nav, item.id),
            .role = Role::Link,
            .icon = item.icon,
            .label = item.label.view(),
            .badge = item.badge,
            .current = item.current,
            .href = item.href,
            .style = k_entry,
            .ink = palette().navigation_text};
        if (draw_entry({rail.x + side, y, rail.width - 2 * side, step - gap}, form, entry))
            events.opened = i;
        y += step;
    }
    return y;
}

/// Height of the council's name in the open rail: a long one takes two lines.
float council_lines(ShellFrame const& frame)
{
    float const width = px(ui::size::navigation_width) - 2 * px(k_product_left);
    return std::min(paragraph_height(width, k_small, frame.council.view()), 2 * line_height(k_small));
}

/// Above the entries: product and council in the rail, who is signed in in the menu.
float head_height(ShellFrame const& frame, RailForm form)
{
    if (form == RailForm::Icons)
        return px(20);
    if (form == RailForm::Menu)
        return px(16) + line_height(k_body_strong) + line_height(k_small) + px(12);
    return px(92) + std::max(0.0f, council_lines(frame) - line_height(k_small));
}

/// Who is signed in, at the head of the menu whose top is `y`.
void draw_menu_user(ShellFrame const& frame, Rect rail, float y)
{
    Rect const user{px(24), y + px(16), rail.width - px(48), line_height(k_body_strong)};
    Rect const detail{user.x, user.y + user.height, user.width, line_height(k_small)};
    draw_text_in(user, k_body_strong, palette().navigation_strong, frame.user.view());
    draw_text_in(detail, k_small, palette().navigation_text, frame.user_detail.view());
    if (frame.user.empty())
        return;
    Rect const both{user.x, user.y, user.width, user.height + detail.height};
    ui::NodeId const id = ui::make_node_id(ui::make_node_id(state().root, "menu"), "user");
    open_node(make_node(Role::Region, id, both, tr("kit.user").view()));
    emit(make_node(Role::Text, ordinal_id(), user, frame.user.view()));
    if (!frame.user_detail.empty())
        emit(make_node(Role::Text, ordinal_id(), detail, frame.user_detail.view()));
    close_node();
}

/// Entries below the head, state and lock at the bottom. In a window too low for all of them the entries scroll above
/// the lock; in one where next to none would show, everything does, with the head of the menu.
void draw_rail(ShellFrame const& frame, RailForm form, Rect rail, NavigationEvents& events)
{
    ui::NodeId const nav = ui::make_node_id(state().root, "navigation");
    float const gap = px(ui::size::navigation_entry_step - ui::size::navigation_entry_height);
    float const most = target_height(ui::size::navigation_entry_height) + gap;
    float const least = std::min(most, target_height(k_least_entry) + gap);
    float const head = std::round(head_height(frame, form));
    float const heights = session_heights(frame, form, rail).all;
    float const session = rail.y + rail.height - heights - px(k_session_bottom);
    float const room = session - px(k_session_gap) - rail.y - head;
    bool const pinned = room >= k_least_shown * least;
    float const count = std::max(1.0f, static_cast<float>(frame.navigation.size()));
    float const step = std::clamp(std::floor(room / count), least, most);
    bool const is_menu = form == RailForm::Menu;
    // What does not scroll above the region.
    float const above = is_menu && !pinned ? 0 : head;

    if (is_menu && pinned)
        draw_menu_user(frame, rail, rail.y);
    // Room for the focus ring of the first link.
    float const ring = above > 0 ? px(4) : 0;
    float const shown = (pinned ? room : rail.height - above) + ring;
    begin_scroll(nav, {rail.x, rail.y + above - ring, rail.width, shown}, 0, ring, 0);
    float y = region().y;
    if (is_menu && !pinned) {
        draw_menu_user(frame, rail, y);
        y += head;
    }
    open_node(make_node(Role::Navigation, nav, rail, tr("kit.navigation").view()));
    y = draw_links(frame, form, rail, y, step, events);
    close_node();
    if (!pinned) {
        draw_session(frame, form, rail, y + px(k_session_gap), events);
        y += px(k_session_gap) + heights;
    }
    advance(y);
    end_scroll(pinned ? 0 : px(k_session_bottom));
    if (pinned)
        draw_session(frame, form, rail, session, events);
}

/// What the menu button opened.
void menu(ShellFrame const& frame, Rect bar, NavigationEvents& events)
{
    ContextState& now = state();
    ui::NodeId const id = ui::make_node_id(now.root, "menu");
    if (!now.menu_open)
        return;
    Rect const rail{0, bar.height, std::min(px(320), now.input.width), page_bottom() - bar.height};
    ImGui::SetNextWindowPos({0, bar.height});
    ImGui::SetNextWindowSize({now.input.width, rail.height});
    ImGui::Begin(
        "menu", nullptr,
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
            ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground);
    bring_to_front();
    fill({0, bar.height, now.input.width, rail.height}, palette().scrim);
    fill(rail, palette().navigation);
    now.on_navigation = true;
    Closable const closable;
    draw_rail(frame, RailForm::Menu, rail, events);
    now.on_navigation = false;
    bool const outside = ImGui::IsMouseClicked(ImGuiMouseButton_Left) && ImGui::IsWindowHovered() &&
                         !ImGui::IsMouseHoveringRect(corner(rail), far_corner(rail), false);
    ImGui::End();
    bool const is_escaped = closable.dismissed() || now.actions.take(id, Act::Dismiss);
    if (is_escaped)
        now.tree.request_focus(id);
    if (outside || events.opened || is_escaped) {
        now.menu_open = false;
        request_frame();
    }
}

}  // namespace

RailForm rail_form()
{
    float const width = state().input.width;
    if (width < px(ui::size::narrow))
        return RailForm::Menu;
    return width < px(ui::size::folded) ? RailForm::Icons : RailForm::Full;
}

void name_product(ShellFrame const& frame, Rect bar, bool in_bar)
{
    float const left = px(k_product_left);
    bool const folded = !in_bar && rail_form() == RailForm::Icons;
    // A long name takes two lines of the bar rather than being cut.
    bool const is_long = in_bar && text_width(k_small, frame.council.view()) > bar.width;
    // Three lines nearer to each other, with as much room above as below.
    TextStyle const name{Face::Strong, k_body_strong.size, is_long ? k_dense : k_body_strong.leading};
    TextStyle const detail{Face::Regular, k_small.size, is_long ? k_dense : k_small.leading};
    float const council_height = in_bar ? line_height(detail) * (is_long ? 2.0f : 1.0f) : council_lines(frame);
    float const top = bar.y + (bar.height - line_height(name) - council_height) / 2;
    Rect const product = in_bar ? Rect{bar.x, top, bar.width, line_height(name)}
                                : Rect{left, px(20), px(ui::size::navigation_width) - 2 * left, line_height(k_heading)};
    Rect const council{product.x, product.y + product.height, product.width, council_height};
    if (!in_bar) {
        float const width = folded ? px(ui::size::navigation_folded_width) : px(ui::size::navigation_width);
        fill({0, 0, width, state().input.height}, palette().navigation);
    }
    if (in_bar) {
        draw_text_in(product, name, palette().ink, frame.product.view());
        draw_lines_in(council, detail, palette().soft, frame.council.view());
    } else if (!folded) {
        draw_text_in(product, k_heading, palette().navigation_strong, frame.product.view());
        draw_lines_in(council, k_small, palette().navigation_text, frame.council.view());
    }
    emit(make_node(Role::Text, ordinal_id(), product, frame.product.view()));
    if (!frame.council.empty())
        emit(make_node(Role::Text, ordinal_id(), council, frame.council.view()));
}

void menu_button(Rect bar)
{
    ContextState& now = state();
    ui::NodeId const id = ui::make_node_id(now.root, "menu");
    Text const name = now.menu_open ? tr("kit.menu.close") : tr("kit.menu.open");
    float const side = target_height(42);
    Rect const button{bar.x + px(12), bar.y + (bar.height - side) / 2, side, side};
    Touch const touch = interact(id, button, Usable::Yes);
    fill(button, ui::with_alpha(palette().hover, touch.hovered ? 255 : 0), px(8));
    draw_icon(
        button.x + side / 2, button.y + side / 2, 22, palette().ink,
        now.menu_open ? icon("close-line") : icon("menu-line"));
    if (shows_focus(id))
        focus_ring(button, px(8));
    Node node = make_node(Role::Button, id, button, name.view());
    node.state = State::Focusable | (now.menu_open ? State::Expanded : State::Collapsed);
    emit(node);
    if (touch.pressed) {
        now.menu_open = !now.menu_open;
        request_frame();
    }
}

NavigationEvents navigation(ShellFrame const& frame, RailForm form, Rect bar)
{
    ContextState& now = state();
    NavigationEvents events;
    if (form == RailForm::Menu) {
        menu(frame, bar, events);
        return events;
    }
    now.menu_open = false;
    float const width =
        form == RailForm::Icons ? px(ui::size::navigation_folded_width) : px(ui::size::navigation_width);
    Rect const rail{0, 0, width, now.input.height};
    now.on_navigation = true;
    draw_rail(frame, form, rail, events);
    now.on_navigation = false;
    return events;
}

}  // namespace huisclos::kit
