#include "core/sync/head_hints.hpp"

#include "core/sync/fetch_each.hpp"

namespace huisclos::sync {

void HeadHints::note(ledger::Head const& head, CardBook const& cards)
{
    Named named{.acts = head.tips, .card = head.card.name, .table = head.table};
    if (head.without_effect)
        named.acts.insert(named.acts.end(), head.without_effect->begin(), head.without_effect->end());
    bool const is_stranger = !cards.find_device(head.device);
    auto& heads = m_named[head.device];
    heads.push_back(std::move(named));
    if (heads.size() > (is_stranger ? k_most_heads_of_stranger : k_most_heads_followed))
        heads.pop_front();
    if (is_stranger && m_followed.size() < k_most_followed_strangers)
        m_followed.insert(head.device);
}

void HeadHints::draw(CardBook const& cards)
{
    std::vector<DeviceId> strangers;
    for (auto const& [device, heads] : m_named) {
        if (!cards.find_device(device))
            strangers.push_back(device);
    }
    auto const count = std::min(strangers.size(), k_most_followed_strangers);
    sync::draw(strangers, count);
    m_followed = {strangers.begin(), strangers.begin() + static_cast<std::ptrdiff_t>(count)};
}

}  // namespace huisclos::sync
