#include "core/app/council_past_reading.hpp"

#include <algorithm>

#include "core/app/council_acts.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/shown_time.hpp"
#include "core/base/heap_sort.hpp"

namespace huisclos::app {

namespace {

/// The acts that opened a space to a member and closed it again, with the place of that space in the order of acts.
struct OpenSpan {
    CompartmentId cid{};
    ActHash from{};
    ActHash to{};
    std::uint64_t since{0};
    std::size_t place{0};
};

std::uint64_t moment_of(Context const& context, ActHash const& hash)
{
    auto const* const act = context.vault.knowledge().registry()->act(hash);
    return act == nullptr ? 0 : act->t;
}

/// His going, where he is gone, ends what no act had ended before.
void add_spans(
    Context const& context, CompartmentId const& cid, ledger::RoleRecord const& record,
    std::optional<ActHash> const& left, std::vector<OpenSpan>& spans)
{
    std::vector<ledger::RoleOutcome const*> outcomes;
    record.history.for_each_back([&outcomes](ledger::RoleOutcome const& outcome) {
        outcomes.push_back(&outcome);
        return true;
    });
    std::optional<ActHash> from;
    for (auto outcome = outcomes.rbegin(); outcome != outcomes.rend(); ++outcome) {
        bool const is_open = (*outcome)->right.role > 0;
        auto const& act = (*outcome)->act.hash;
        if (is_open && !from)
            from = act;
        else if (!is_open && from)
            spans.push_back({cid, *std::exchange(from, std::nullopt), act, 0, 0});
    }
    if (from && left)
        spans.push_back({cid, *from, *left, 0, 0});
    for (auto& span : spans)
        span.since = moment_of(context, span.from);
}

/// The key that he holds, without a right to it any more, is the last one: nobody has changed it since.
bool holds_last_key_of(Context const& context, CompartmentId const& cid, MemberId const& member)
{
    auto const& registry = *context.vault.knowledge().registry();
    auto const* const known = registry.state().member(member);
    if (known == nullptr || registry.state().reads(*known, cid))
        return false;
    auto const epochs = registry.state().epochs(cid);
    return !epochs.empty() && registry.key_went_to(cid, epochs.back().commit, member);
}

Phrase say_span(Context const& context, OpenSpan const& span, MemberId const& member)
{
    bool const is_key_left = holds_last_key_of(context, span.cid, member);
    auto const from = say_day(context, instant_of(span.since));
    auto const to = say_day(context, instant_of(moment_of(context, span.to)));
    if (from == to)
        return phrase(is_key_left ? "council.could_read.day_key_left" : "council.could_read.day").with("from", from);
    return phrase(is_key_left ? "council.could_read.key_left" : "council.could_read.span")
        .with("from", from)
        .with("to", to);
}

/// Each space where an act that ends them all would name it.
void put_places(Context const& context, std::vector<OpenSpan>& spans)
{
    std::vector<CompartmentId> cids;
    for (auto const& span : spans) {
        if (std::ranges::find(cids, span.cid) == cids.end())
            cids.push_back(span.cid);
    }
    auto const order = in_council_order(context.map(), std::move(cids));
    for (auto& span : spans)
        span.place = static_cast<std::size_t>(std::ranges::find(order, span.cid) - order.begin());
}

}  // namespace

std::vector<FieldView> past_reading_of(Context const& context, ledger::Member const& member)
{
    std::vector<FieldView> views;
    if (!is_mayor(context))
        return views;
    auto const left = member.is_out() ? std::optional(member.out->act.hash) : std::nullopt;
    std::vector<OpenSpan> spans;
    member.roles.for_each([&](CompartmentId const& cid, ledger::RoleRecord const& record) {
        add_spans(context, cid, record, left, spans);
    });
    put_places(context, spans);
    heap_sort(spans, {}, [](OpenSpan const& span) { return std::pair{span.place, span.since}; });
    for (auto const& span : spans) {
        FieldView view;
        view.label = phrase("council.could_read.place").with("place", say_place(context, span.cid));
        view.value = say_span(context, span, member.id);
        views.push_back(std::move(view));
    }
    return views;
}

}  // namespace huisclos::app
