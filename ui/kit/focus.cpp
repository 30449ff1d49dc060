// What held focus may go: a form that is left, a row that is taken away. Focus is then with its neighbour, never
// nowhere.

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "ui/kit/internal.hpp"

namespace huisclos::kit {

namespace {

/// Between asking the page for focus and hearing that it arrived.
constexpr std::uint32_t k_frames_under_way = 2;
/// A screen that knows better than the neighbour may say so that much later.
constexpr std::uint32_t k_frames_to_object = 8;

/// The nodes of this frame in reading order, each with its landmark, or the dialog that it is in.
void remember_places(ContextState& now)
{
    now.focus_places.clear();
    ui::NodeId landmark = 0;
    for (std::size_t i = 0; i < now.tree.count(); ++i) {
        Node const& node = now.tree.at(i);
        bool const in_dialog = now.dialog_now != 0 && i >= now.dialog_first && i < now.dialog_last;
        if (!in_dialog && node.parent == now.root)
            landmark = node.id;
        now.focus_places.push_back({node.id, in_dialog ? now.dialog_now : landmark, node.role});
    }
}

ui::NodeId messages_of(ContextState const& now)
{
    return ui::make_node_id(now.root, "toasts");
}

/// What held focus last beside the messages has it again when the last of them goes.
void remember_outside(ContextState& now)
{
    ui::NodeId const focused = now.actions.focused();
    auto const at = std::ranges::find(std::as_const(now.focus_places), focused, &FocusPlace::id);
    if (focused != 0 && at != now.focus_places.cend() && at->landmark != messages_of(now))
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

/// What one types goes nowhere there, and Enter presses nothing: the heading before it, else the title.
ui::NodeId heading_before(ContextState const& now, std::vector<FocusPlace>::const_iterator gone)
{
    auto const is_one = [&](FocusPlace const& place) {
        Node const* const node = now.tree.find(place.id);
        return node != nullptr && node->role == Role::Heading && place.landmark == gone->landmark &&
               !has(node->state, State::Inert);
    };
    auto const before = std::find_if(std::make_reverse_iterator(gone), now.focus_places.rend(), is_one);
    return before != now.focus_places.rend() ? before->id : title_of(now, *gone);
}

/// The nearest that stood after it, else before it, in the same landmark; else its title. 0 = none.
ui::NodeId neighbour_of(ContextState const& now, std::vector<FocusPlace>::const_iterator gone)
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

/// Focus is, or will be, where somebody put it.
bool is_spoken_for(ContextState const& now, ui::NodeId focused)
{
    bool const is_under_way =
        now.frame - now.focus_asked_frame <= k_frames_under_way && now.tree.focus_request() != focused;
    bool const leaves_dialog = now.dialog_before != 0 && now.dialog_now == 0;
    return is_under_way || leaves_dialog || now.tree.find(focused) != nullptr;
}

}  // namespace

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
        ui::NodeId const next = gone == now.focus_places.cend() ? 0 : neighbour_of(now, gone);
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
    remember_places(now);
    remember_outside(now);
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
