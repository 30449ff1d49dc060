#include "core/app/kept_forms.hpp"

#include <algorithm>
#include <array>

#include "core/app/council_texts.hpp"
#include "core/app/draft_report.hpp"
#include "core/app/draft_sheets.hpp"
#include "core/app/draft_slots.hpp"
#include "core/app/draft_text.hpp"
#include "core/app/facts.hpp"
#include "core/app/kept_act.hpp"
#include "core/app/situation_corrections.hpp"
#include "core/app/situation_report.hpp"

namespace huisclos::app {

namespace {

constexpr std::array k_slots{k_draft_report, k_draft_act, k_draft_text, k_draft_sheets, k_draft_corrections};

/// Without a choice it is for the group that the form shows.
Bytes packed_report(Context const& context)
{
    auto draft = context.situations.report;
    if (!is_any_typed(draft.values))
        return {};
    if (auto const place = chosen_report_place(context); place && !draft.group)
        draft.group = place->group.group;
    return encode_report(draft);
}

/// As it is to be on the disk; empty when nothing is.
SecretBytes packed(Context const& context, std::uint32_t slot)
{
    Bytes plain;
    if (slot == k_draft_report) {
        plain = packed_report(context);
    } else if (slot == k_draft_act) {
        auto const draft = act_draft_of(context);
        plain = is_empty(draft) ? Bytes{} : encode_act_draft(draft);
    } else if (slot == k_draft_sheets) {
        auto const drafts = sheet_drafts_of(context);
        plain = drafts.empty() ? Bytes{} : encode_sheet_drafts(drafts);
    } else if (slot == k_draft_corrections) {
        plain = packed_corrections(context);
    } else if (context.acts.text) {
        plain = encode_text_draft(*context.acts.text);
    }
    auto kept = SecretBytes::copy_of(plain);
    wipe(plain.data(), plain.size());
    return kept;
}

bool is_kept(Context const& context, std::uint32_t slot, SecretBytes const& plain)
{
    auto const& drafts = context.vault.drafts();
    auto const kept = drafts.find(slot);
    return kept == drafts.end() ? plain.empty() : same_bytes(kept->second.view(), plain.view());
}

Task<Result<void>> keep_slot(Context* context, std::uint32_t slot)
{
    // Again while the disk was waited for: what was sent or left meanwhile does not stay there.
    for (auto plain = packed(*context, slot); !is_kept(*context, slot, plain); plain = packed(*context, slot)) {
        if (plain.view().size() > k_most_draft_bytes) {
            context->toasts.say(Tone::Warning, phrase("session.kept.too_long"));
            co_return Result<void>{};
        }
        Result<void> kept{};
        if (plain.empty())
            kept = co_await context->vault.drop_draft(slot);
        else
            kept = co_await context->vault.save_draft(slot, std::move(plain));
        if (!kept)
            co_return kept;
    }
    co_return Result<void>{};
}

/// Somebody who left a group writes nothing there any more.
bool is_still_in(Context const& context, GroupId const& group)
{
    auto const map = context.map();
    auto const* const found = map.group(group);
    auto const* const self = context.registry().member(context.vault.self());
    return found != nullptr && found->nominative && self != nullptr && self->right_in(*found->nominative).role > 0;
}

/// True when it was dropped, and said.
bool drop_lost_report(Context& context)
{
    auto& draft = context.situations.report;
    if (!draft.group || !is_any_typed(draft.values) || is_still_in(context, *draft.group))
        return false;
    draft = ReportDraft{};
    context.toasts.say(Tone::Warning, phrase("session.kept.report_left"));
    context.changed();
    return true;
}

/// What is kept there, read by `decode`; what cannot be read is said, and dropped when the forms are kept again.
template <typename T>
std::optional<T> read_kept(Context& context, std::uint32_t slot, Result<T> (*decode)(BytesView))
{
    auto const& drafts = context.vault.drafts();
    auto const kept = drafts.find(slot);
    if (kept == drafts.end())
        return std::nullopt;
    auto read = decode(kept->second.view());
    if (read)
        return std::move(*read);
    bool const is_other = read.error().code == ErrorCode::Upgrade;
    context.toasts.say(Tone::Warning, phrase(is_other ? "session.kept.other_version" : "session.kept.unreadable"));
    return std::nullopt;
}

void take_up_report(Context& context)
{
    auto kept = read_kept(context, k_draft_report, decode_report);
    if (!kept)
        return;
    context.situations.report = std::move(*kept);
    if (!drop_lost_report(context))
        context.toasts.say(Tone::Info, phrase("session.kept.report"));
}

void take_up_text(Context& context)
{
    auto kept = read_kept(context, k_draft_text, decode_text_draft);
    if (!kept)
        return;
    auto const map = context.map();
    std::erase_if(kept->proposed, [&map](auto const& one) { return map.group(one.first) == nullptr; });
    if (!may_write_text(context, kept->what)) {
        context.toasts.say(Tone::Warning, phrase("session.kept.text_refused").with("title", kept->title));
        return;
    }
    context.acts.text = std::move(*kept);
    context.toasts.say(Tone::Info, phrase("session.kept.text"));
}

void take_up_sheets(Context& context)
{
    auto kept = read_kept(context, k_draft_sheets, decode_sheet_drafts);
    if (kept && put_back_sheet_drafts(context, std::move(*kept)))
        context.toasts.say(Tone::Info, phrase("session.kept.sheets"));
}

void take_up_all_corrections(Context& context)
{
    if (auto kept = read_kept(context, k_draft_corrections, decode_corrections))
        put_back_corrections(context, std::move(*kept));
}

}  // namespace

Pace pace_of(Command const& command)
{
    bool const types = std::visit(
        []<typename T>(T const&) {
            return std::is_same_v<T, EditReport> || std::is_same_v<T, EditInvite> || std::is_same_v<T, EditNewGroup> ||
                   std::is_same_v<T, EditMember> || std::is_same_v<T, EditGroup> || std::is_same_v<T, EditCouncil> ||
                   std::is_same_v<T, EditText> || std::is_same_v<T, EditNewAction> ||
                   std::is_same_v<T, EditNewLiaison> || std::is_same_v<T, TypeField> || std::is_same_v<T, EditAction> ||
                   std::is_same_v<T, EditEntry>;
        },
        command);
    return types ? Pace::Typing : Pace::Press;
}

std::optional<Instant> forms_due(Context const& context)
{
    if (!context.forms_typed)
        return std::nullopt;
    return Instant{context.forms_typed->ms + k_autosave_ms};
}

Task<bool> keep_after(Context* context, Pace pace)
{
    if (pace == Pace::Press)
        co_return co_await keep_forms(context);
    if (!context->forms_typed)
        context->forms_typed = context->now();
    co_return true;
}

Task<bool> keep_forms(Context* context)
{
    if (!context->has_registry())
        co_return true;
    auto const since = std::exchange(context->forms_typed, std::nullopt);
    for (auto const slot : k_slots) {
        auto const kept = co_await keep_slot(context, slot);
        if (!kept) {
            context->forms_typed = since.value_or(context->now());
            context->are_forms_refused = true;
            say_error(*context, kept.error());
            co_return false;
        }
    }
    context->are_forms_refused = false;
    co_return true;
}

Unkept find_unkept(Context const& context)
{
    auto found = Unkept::Nothing;
    for (auto const slot : k_slots) {
        auto const plain = packed(context, slot);
        if (plain.empty() || is_kept(context, slot, plain))
            continue;
        if (plain.view().size() > k_most_draft_bytes)
            found = std::max(found, Unkept::Otherwise);
        else if (context.are_forms_refused)
            found = Unkept::ForRoom;
    }
    bool const is_stopped = context.vault.is_write_stopped();
    for (auto const& [key, typed] : context.situations.typed) {
        bool const is_there = locate(context, key.first).has_value();
        if (is_there && (typed.is_refused || !typed.is_unsaved))
            continue;  // With the forms, or not to be written yet.
        found = std::max(found, is_there && !is_stopped ? Unkept::ForRoom : Unkept::Otherwise);
    }
    return found;
}

Task<bool> take_up_forms(Context* context)
{
    if (!context->has_registry())
        co_return true;
    auto act = read_kept(*context, k_draft_act, decode_act_draft);
    take_up_sheets(*context);
    take_up_all_corrections(*context);
    take_up_report(*context);
    take_up_text(*context);
    if (act)
        co_await take_up_act(context, std::move(*act));
    context->changed();
    co_return co_await keep_forms(context);
}

Task<bool> review_forms(Context* context)
{
    if (!context->has_registry())
        co_return true;
    bool const is_lost = drop_lost_report(*context);
    bool const has_changed = co_await review_act(context);
    if (!is_lost && !has_changed)
        co_return true;
    co_return co_await keep_forms(context);
}

}  // namespace huisclos::app
