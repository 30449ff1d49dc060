#include "ui/a11y/actions.hpp"

#include <algorithm>
#include <utility>

namespace huisclos::ui {

namespace {

constexpr std::uint8_t k_frames_kept = 2;

/// Typed text must not stay in freed memory longer than it has to; the compiler must not drop the writes.
void overwrite(std::string& text)
{
    char volatile* bytes = text.data();
    for (std::size_t i = 0; i < text.size(); ++i)
        bytes[i] = 0;
    text.clear();
}

}  // namespace

void ActionQueue::push(Action action)
{
    switch (action.act) {
    case Act::Focus:
        m_focused = action.node;
        m_arriving = action.node;
        m_focus_visible = action.amount != 0;
        return;
    case Act::Blur:
        if (m_focused == action.node)
            m_focused = 0;
        break;
    case Act::Key:
        m_focus_visible = true;
        break;
    default:
        break;
    }
    m_waiting.push_back({std::move(action), 0});
}

void ActionQueue::begin_frame()
{
    m_arrived = std::exchange(m_arriving, 0);
}

void ActionQueue::end_frame()
{
    m_arrived = 0;
    for (Waiting& waiting : m_waiting)
        ++waiting.age;
    std::erase_if(m_waiting, [](Waiting& waiting) {
        if (waiting.age < k_frames_kept)
            return false;
        overwrite(waiting.action.text);
        return true;
    });
}

std::optional<Action> ActionQueue::take_action(NodeId node, Act act)
{
    auto const found = std::find_if(m_waiting.begin(), m_waiting.end(), [&](Waiting const& waiting) {
        return waiting.action.node == node && waiting.action.act == act;
    });
    return take_at(found);
}

std::optional<Action> ActionQueue::take_any(Act act)
{
    return take_at(std::find_if(
        m_waiting.begin(), m_waiting.end(), [act](Waiting const& waiting) { return waiting.action.act == act; }));
}

std::optional<Action> ActionQueue::take_at(std::vector<Waiting>::iterator found)
{
    if (found == m_waiting.end())
        return std::nullopt;
    Action action = std::move(found->action);
    m_waiting.erase(found);
    return action;
}

bool ActionQueue::take(NodeId node, Act act)
{
    return take_action(node, act).has_value();
}

std::optional<std::string> ActionQueue::take_text(NodeId node)
{
    std::optional<std::string> text;
    while (auto action = take_action(node, Act::SetText)) {
        if (text)
            overwrite(*text);
        text = std::move(action->text);
    }
    return text;
}

void ActionQueue::wipe()
{
    for (Waiting& waiting : m_waiting)
        overwrite(waiting.action.text);
    m_waiting.clear();
    m_focused = m_arrived = m_arriving = 0;
}

}  // namespace huisclos::ui
