#include "core/app/council_lost_acts.hpp"

#include <algorithm>
#include <set>

#include "core/app/council_words.hpp"
#include "core/app/draft_slots.hpp"
#include "core/app/facts.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::app {

namespace {

/// Those that are set aside make room for the next.
constexpr std::size_t k_most_shown = 20;

/// What does not read is forgotten: those acts are told once more.
std::set<ActHash> acts_aside(Context const& context)
{
    std::set<ActHash> all;
    for (auto const& item : kept_items(context, k_draft_acts_aside)) {
        if (auto const act = item.as_id<ActHash>())
            all.insert(*act);
    }
    return all;
}

class Lines {
public:
    TodoView& add(Tone tone, Phrase title)
    {
        auto& line = m_lines.emplace_back();
        line.id = m_lines.size();
        line.tone = tone;
        line.title = std::move(title);
        return line;
    }

    [[nodiscard]] std::vector<TodoView> take() { return std::move(m_lines); }

private:
    std::vector<TodoView> m_lines{};
};

void add_act(Context const& context, ActHash const& hash, Lines& lines)
{
    auto const& registry = *context.vault.knowledge().registry();
    auto const* const act = registry.act(hash);
    auto& head = lines.add(Tone::Warning, phrase("council.act.without_effect"));
    if (act == nullptr)
        return;
    head.detail = phrase("council.act.by_on")
                      .with("name", plain_name(context, ledger::as_member(act->author)))
                      .with("date", paris_date(Instant{static_cast<std::int64_t>(act->t)}));
    head.button = phrase("council.act.again");
    head.command = PrepareSignAgain{hash};
    auto const* const before = act->past.empty() ? nullptr : registry.view(act->past.back());
    if (before != nullptr) {
        for (auto const& op : told_ops(*before, *act, {}))
            lines.add(Tone::Neutral, say_op(context, op));
    }
    auto& last = lines.add(Tone::Neutral, phrase("council.act.not_again"));
    last.button = phrase("council.act.set_aside");
    last.command = SetActAside{hash};
}

}  // namespace

std::vector<ActHash> lost_acts(Context const& context)
{
    std::vector<ActHash> acts;
    if (!context.has_registry())
        return acts;
    auto const aside = acts_aside(context);
    for (auto const& lost : context.vault.knowledge().registry()->acts_without_effect()) {
        if (!aside.contains(lost.hash))
            acts.push_back(lost.hash);
    }
    return acts;
}

Task<Result<void>> set_aside(Context* context, ActHash act)
{
    auto aside = acts_aside(*context);
    aside.insert(act);
    ledger::CborWriter writer;
    writer.array(aside.size());
    for (auto const& one : aside)
        writer.id(one);
    auto const kept = co_await context->vault.save_draft(k_draft_acts_aside, SecretBytes::copy_of(writer.take()));
    context->changed();
    co_return kept;
}

std::vector<TodoView> present_lost_acts(Context const& context)
{
    Lines lines;
    auto const lost = lost_acts(context);
    for (std::size_t i = 0; i < std::min(lost.size(), k_most_shown); ++i)
        add_act(context, lost[i], lines);
    return lines.take();
}

}  // namespace huisclos::app
