// What held focus may go: a form that is left, a row that is taken away. Focus is then with what its own action led to,
// or with its neighbour, never nowhere.

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "ui/kit/internal.hpp"

namespace huisclos::kit {

namespace {

/// Between asking the page for focus and hearing that it arrived.
constexpr std::uint32_t k_frames_under_way = 2;
/// A screen that knows better than the kit may say so that much later.
constexpr std::uint32_t k_frames_to_object = 8;

using Places = std::vector<FocusPlace>;
using PlaceAt = Places::const_iterator;

ui::NodeId messages_of(ContextState const& now)
{
    return ui::make_node_id(now.root, "toasts");
}

/// What held focus last beside the messages has it again when the last of them goes.
void remember_outside(ContextState& now)
{
    ui::NodeId const focused = now.actions.focused();
    auto const at = std::ranges::find(std::as_const(now.focus_fresh), focused, &FocusPlace::id);
    if (focused != 0 && at != now.focus_fresh.cend() && at->landmark != messages_of(now))
        now.focus_outside = focused;
}

bool is_typed_in(Role role)
{
    return role == Role::TextField || role == Role::NoteField || role == Role::DateField;
}

/// Not « Copier », the one button that arrows lead to: nobody who lost his place came for it.
bool takes_focus(ContextState const& now, ui::NodeId id)
{
    Node const* const node = now.tree.find(id);
    if (node != nullptr && node->role == Role::Button && has(node->state, State::Keys))
        return false;
    return node != nullptr && has(node->state, State::Focusable) && !has(node->state, State::Inert) &&
           !has(node->state, State::Disabled);
}

ui::NodeId title_of(ContextState const& now, FocusPlace const& gone)
{
    bool const in_dialog = now.dialog_now != 0 && gone.landmark == now.dialog_now;
    ui::NodeId const title =
        in_dialog ? ui::make_node_id(now.dialog_now, "title") : ui::make_node_id(now.root, "page-title");
    return now.tree.find(title) != nullptr ? title : 0;
}

/// One that may have focus, in the same landmark as `gone`.
bool is_heading_beside(ContextState const& now, FocusPlace const& place, FocusPlace const& gone)
{
    if (place.role != Role::Heading || place.landmark != gone.landmark)
        return false;
    Node const* const node = now.tree.find(place.id);
    return node != nullptr && node->role == Role::Heading && !has(node->state, State::Inert);
}

/// What one types goes nowhere there, and Enter presses nothing: the heading before it, else the title.
ui::NodeId heading_before(ContextState const& now, PlaceAt gone)
{
    auto const before =
        std::find_if(std::make_reverse_iterator(gone), now.focus_places.rend(), [&](FocusPlace const& place) {
            return is_heading_beside(now, place, *gone);
        });
    return before != now.focus_places.rend() ? before->id : title_of(now, *gone);
}

/// The nearest that stood after it, else before it, in the same landmark; else its title. 0 = none.
ui::NodeId neighbour_of(ContextState const& now, PlaceAt gone)
{
    if (is_typed_in(gone->role))
        return heading_before(now, gone);
    auto const is_one = [&](FocusPlace const& place) {
        return place.landmark == gone->landmark && takes_focus(now, place.id);
    };
    auto const& places = now.focus_places;
    if (auto const after = std::find_if(gone, places.end(), is_one); after != places.end())
        return after->id;
    auto const first = std::make_reverse_iterator(gone);
    if (auto const before = std::find_if(first, places.rend(), is_one); before != places.rend())
        return before->id;
    bool const is_outside_there = gone->landmark == messages_of(now) && now.tree.find(now.focus_outside) != nullptr;
    return is_outside_there ? now.focus_outside : title_of(now, *gone);
}

/// In the items that stood after it in its list, the first that takes focus. 0 = none.
ui::NodeId next_item(ContextState const& now, PlaceAt gone)
{
    if (gone->item == 0)
        return 0;
    ui::NodeId seen = gone->item;
    for (auto after = gone; after != now.focus_places.end(); ++after) {
        if (after->list != gone->list || after->item == 0 || after->item == seen)
            continue;
        seen = after->item;
        for (FocusPlace const& place : now.focus_fresh) {
            if (place.item == seen && takes_focus(now, place.id))
                return place.id;
        }
    }
    return 0;
}

/// Where in this frame the node of the last one stands, as the same thing.
PlaceAt same_in_fresh(Places const& fresh, FocusPlace const& place)
{
    return std::ranges::find_if(fresh, [&place](FocusPlace const& other) {
        return other.id == place.id && other.role == place.role && other.name == place.name;
    });
}

/// Between what stays before `gone` and what stays after it stands what has come in its place: its first heading. Else
/// the nearest heading before, else the title.
ui::NodeId heading_in_place(ContextState const& now, PlaceAt gone)
{
    Places const& fresh = now.focus_fresh;
    auto first = fresh.begin();
    for (auto before = gone; before != now.focus_places.begin() && first == fresh.begin();) {
        if (auto const at = same_in_fresh(fresh, *--before); at != fresh.end())
            first = std::next(at);
    }
    auto last = fresh.end();
    for (auto after = gone; after != now.focus_places.end() && last == fresh.end(); ++after)
        last = same_in_fresh(fresh, *after);
    auto const is_one = [&](FocusPlace const& place) {
        return is_heading_beside(now, place, *gone);
    };
    if (first < last) {
        if (auto const fresh_one = std::find_if(first, last, is_one); fresh_one != last)
            return fresh_one->id;
    }
    auto const before = std::find_if(std::make_reverse_iterator(first), fresh.rend(), is_one);
    return before != fresh.rend() ? before->id : title_of(now, *gone);
}

/// The same heading under another ordinal. 0 = none.
ui::NodeId heading_that_moved(ContextState const& now, FocusPlace const& gone)
{
    if (gone.role != Role::Heading)
        return 0;
    auto const at = std::ranges::find_if(now.focus_fresh, [&](FocusPlace const& place) {
        return place.name == gone.name && is_heading_beside(now, place, gone);
    });
    return at != now.focus_fresh.end() ? at->id : 0;
}

ui::NodeId result_at(ContextState const& now, PlaceAt gone)
{
    if (now.focus_result != 0)
        return now.focus_result;
    if (ui::NodeId const moved = heading_that_moved(now, *gone); moved != 0)
        return moved;
    if (ui::NodeId const next = next_item(now, gone); next != 0)
        return next;
    return heading_in_place(now, gone);
}

/// The action of `gone` took it away, or what stood below a heading that had focus: a message is only closed.
bool has_result(ContextState const& now, FocusPlace const& gone)
{
    bool const is_message = gone.landmark == messages_of(now);
    return !is_message && (gone.role == Role::Heading || gone.id == now.focus_pressed);
}

/// The node of the last frame is there; the ordinal of a heading may be a text's by now.
bool is_there(ContextState const& now, ui::NodeId id)
{
    Node const* const node = now.tree.find(id);
    auto const before = std::ranges::find(std::as_const(now.focus_places), id, &FocusPlace::id);
    bool const was_heading = before != now.focus_places.cend() && before->role == Role::Heading;
    return node != nullptr && (!was_heading || node->role == Role::Heading);
}

/// Focus is, or will be, where somebody put it.
bool is_spoken_for(ContextState const& now, ui::NodeId focused)
{
    bool const is_under_way =
        now.frame - now.focus_asked_frame <= k_frames_under_way && now.tree.focus_request() != focused;
    bool const leaves_dialog = now.dialog_before != 0 && now.dialog_now == 0;
    return is_under_way || leaves_dialog || is_there(now, focused);
}

/// What is around a node: its own id, and the list and item that hold it.
struct Around {
    ui::NodeId id{0};
    ui::NodeId list{0};
    ui::NodeId item{0};
};

/// Of `node`, below what is open; what is left of `open` are its ancestors and itself.
Around enter(std::vector<Around>& open, Node const& node, ui::NodeId root)
{
    Around around{node.id};
    auto const above =
        std::find_if(open.rbegin(), open.rend(), [&](Around const& one) { return one.id == node.parent; });
    // A dialog is drawn in the middle of what it lies over, which goes on after it.
    if (above != open.rend() && node.parent != root) {
        around.list = above->list;
        around.item = above->item;
        open.erase(above.base(), open.end());
    }
    if (node.role == Role::List || node.role == Role::Table) {
        around.list = node.id;
        around.item = 0;
    } else if (node.role == Role::ListItem || node.role == Role::Row) {
        around.item = node.id;
    }
    open.push_back(around);
    return around;
}

}  // namespace

void read_focus_places()
{
    ContextState& now = state();
    now.focus_fresh.clear();
    if (is_printed())
        return;
    std::vector<Around> open;
    ui::NodeId landmark = 0;
    for (std::size_t i = 0; i < now.tree.count(); ++i) {
        Node const& node = now.tree.at(i);
        bool const in_dialog = now.dialog_now != 0 && i >= now.dialog_first && i < now.dialog_last;
        if (!in_dialog && node.parent == now.root)
            landmark = node.id;
        Around const around = enter(open, node, now.root);
        now.focus_fresh.push_back(
            {node.id, in_dialog ? now.dialog_now : landmark, around.list, around.item, ui::make_node_id(0, node.name),
             node.role});
    }
}

void note_pressed(ui::NodeId id)
{
    state().focus_pressed = id;
    state().focus_pressed_frame = state().frame;
}

ui::NodeId result_of(ui::NodeId gone)
{
    ContextState const& now = state();
    auto const at = std::ranges::find(now.focus_places, gone, &FocusPlace::id);
    return at == now.focus_places.end() ? 0 : result_at(now, at);
}

void follow_lost_focus()
{
    ContextState& now = state();
    // A printed frame holds more than the others.
    if (is_printed())
        return;
    if (now.tree.focus_serial() != now.focus_before)
        now.focus_asked_frame = now.frame;
    ui::NodeId const focused = now.actions.focused();
    if (focused != 0 && !is_spoken_for(now, focused)) {
        auto const gone = std::ranges::find(std::as_const(now.focus_places), focused, &FocusPlace::id);
        ui::NodeId next = 0;
        if (gone != now.focus_places.cend())
            next = has_result(now, *gone) ? result_at(now, gone) : neighbour_of(now, gone);
        if (next != 0) {
            // Who closes a message with the pointer goes on reading where he was.
            if (gone->landmark == messages_of(now) && !now.actions.focus_visible())
                now.focus_unmoved = next;
            now.tree.request_focus(next);
            now.focus_found = next;
            now.focus_found_serial = now.tree.focus_serial();
            now.focus_found_frame = now.frame;
            request_frame();
        }
    }
    bool const has_moved = focused != 0 && focused != now.focus_pressed;
    if (has_moved && now.frame - now.focus_pressed_frame > k_frames_under_way)
        now.focus_pressed = 0;
    remember_outside(now);
    std::swap(now.focus_places, now.focus_fresh);
}

bool is_focus_lost()
{
    ContextState const& now = state();
    ui::NodeId const focused = now.actions.focused();
    bool const is_found = focused == now.focus_found && now.focus_found_serial == now.tree.focus_serial() &&
                          now.frame - now.focus_found_frame <= k_frames_to_object;
    return focused == 0 || is_found;
}

}  // namespace huisclos::kit
