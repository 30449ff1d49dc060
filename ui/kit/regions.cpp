// F6 and Shift+F6: from one landmark to the next, without passing through what is in between.

#include <unordered_map>
#include <vector>

#include "ui/kit/internal.hpp"

namespace huisclos::kit {

namespace {

constexpr float k_shift = 1;

struct Landmark {
    Role role{Role::Main};
    ui::NodeId target{0};   ///< What takes focus; 0 = nothing in it can.
    bool preferred{false};  ///< The title of the page, or the entry one is on.
};

bool is_landmark(Role role)
{
    return role == Role::Banner || role == Role::Navigation || role == Role::Main || role == Role::Region;
}

void consider(Landmark& landmark, Node const& node)
{
    bool const is_title = landmark.role == Role::Main && node.role == Role::Heading && node.level == 1;
    bool const is_here = landmark.role == Role::Navigation && has(node.state, State::Current);
    if (!landmark.preferred && (is_title || is_here)) {
        landmark.target = node.id;
        landmark.preferred = true;
    } else if (landmark.target == 0 && has(node.state, State::Focusable)) {
        landmark.target = node.id;
    }
}

/// The landmarks below the root, in reading order; `current` is the place of the one that holds focus, if any.
std::vector<Landmark> landmarks_of(ContextState const& now, std::optional<std::size_t>& current)
{
    std::vector<Landmark> landmarks;
    std::unordered_map<ui::NodeId, std::size_t> place_of;
    for (Node const& node : now.tree.nodes()) {
        auto const above = place_of.find(node.parent);
        if (above != place_of.end())
            place_of.emplace(node.id, above->second);
        else if (node.parent == now.root && is_landmark(node.role))
            place_of.emplace(node.id, landmarks.size());
        else
            continue;
        if (place_of.at(node.id) == landmarks.size())
            landmarks.push_back({node.role, 0, false});
        auto const place = place_of.at(node.id);
        consider(landmarks[place], node);
        if (node.id == now.actions.focused())
            current = place;
    }
    return landmarks;
}

}  // namespace

void move_between_regions()
{
    ContextState& now = state();
    auto const key = now.actions.take_action(now.root, Act::Key);
    // A dialog keeps focus within itself.
    if (!key || key->text != "F6" || now.dialog_now != 0)
        return;
    std::optional<std::size_t> current;
    auto const landmarks = landmarks_of(now, current);
    auto const count = landmarks.size();
    bool const back = key->amount == k_shift;
    auto at = current.value_or(back ? 0 : count - 1);
    for (std::size_t step = 0; step < count; ++step) {
        at = (at + (back ? count - 1 : 1)) % count;
        if (landmarks[at].target == 0)
            continue;
        now.tree.request_focus(landmarks[at].target);
        return;
    }
}

}  // namespace huisclos::kit
