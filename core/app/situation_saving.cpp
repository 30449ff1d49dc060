// What happens without a command: a sheet that is opened is traced, what is typed is saved.

#include <algorithm>

#include "core/app/record_values.hpp"
#include "core/app/situation_write.hpp"

namespace huisclos::app {

Task<bool> open_sheet(Context* context, RecordId record)
{
    auto const located = locate(*context, record);
    if (!located || context->situations.opened == record)
        co_return located.has_value();
    auto const fiche = read_fiche(*located->state);
    auto const decision =
        law::decide(request_for(*context, law::Action::OpenSheet, fiche, 0), facts_about(*context, *located, fiche));
    auto const logged = co_await log_line(context, decision.log, located->cid);
    if (decision.allowed && logged)
        context->situations.opened = record;
    context->situations.saved_at.reset();
    context->changed();
    co_return decision.allowed&& logged;
}

namespace {

/// A journal's entry is one append: it is written when the field is left, not in pieces.
bool is_entry(std::uint32_t number)
{
    auto const* const field =
        number > 255 ? nullptr : domain::find_field(domain::RecordType::Situation, static_cast<std::uint8_t>(number));
    return field != nullptr && field->kind == domain::FieldKind::Journal;
}

std::optional<Instant> due_at(std::uint32_t field, TypedText const& typed)
{
    if (is_entry(field) || typed.is_refused)
        return std::nullopt;
    return Instant{typed.since.ms + k_autosave_ms};
}

}  // namespace

std::optional<Instant> next_autosave(Context const& context)
{
    std::optional<Instant> next;
    for (auto const& [key, typed] : context.situations.typed) {
        auto const due = due_at(key.second, typed);
        if (due && (!next || *due < *next))
            next = due;
    }
    return next;
}

Task<bool> autosave(Context* context, Autosave what)
{
    std::vector<SetField> chosen;
    for (auto const& [key, typed] : context->situations.typed) {
        auto const due = due_at(key.second, typed);
        if (what == Autosave::All || (due && *due <= context->now()))
            chosen.push_back({key.first, key.second, {typed.text, {}, std::nullopt}});
    }
    for (auto& one : chosen)
        (void)co_await set_field(context, std::move(one));
    co_return true;
}

}  // namespace huisclos::app
