#include "core/app/council_week.hpp"

#include "core/app/council_words.hpp"
#include "core/app/draft_slots.hpp"
#include "core/ledger/week.hpp"

namespace huisclos::app {

namespace {

/// On the disk, one byte.
enum class KeptWeek : std::uint8_t { None = 0, Asked = 1, Different = 2, DifferentRead = 3, WrittenOn = 4 };

KeptWeek kept_week(Context const& context)
{
    auto const kept = context.vault.drafts().find(k_draft_week);
    if (kept == context.vault.drafts().end())
        return KeptWeek::None;
    auto const bytes = kept->second.view();
    bool const is_known = bytes.size() == 1 && bytes[0] >= static_cast<std::uint8_t>(KeptWeek::Asked) &&
                          bytes[0] <= static_cast<std::uint8_t>(KeptWeek::WrittenOn);
    // What does not read is asked once more.
    return is_known ? static_cast<KeptWeek>(bytes[0]) : KeptWeek::Asked;
}

Task<Result<void>> keep_week(Context* context, KeptWeek week)
{
    ByteArray<1> const byte{static_cast<std::uint8_t>(week)};
    auto const kept = co_await context->vault.save_draft(k_draft_week, SecretBytes::copy_of(byte));
    hold_by_week(*context);
    context->changed();
    co_return kept;
}

}  // namespace

Task<Result<void>> ask_week(Context* context)
{
    if (kept_week(*context) != KeptWeek::None)
        co_return Result<void>{};
    co_return co_await keep_week(context, KeptWeek::Asked);
}

WeekCheck week_check(Context const& context)
{
    switch (kept_week(context)) {
    case KeptWeek::None:
        return WeekCheck::None;
    case KeptWeek::Asked:
        return WeekCheck::Asked;
    case KeptWeek::Different:
    case KeptWeek::DifferentRead:
        return WeekCheck::Different;
    case KeptWeek::WrittenOn:
        return WeekCheck::WrittenOn;
    }
    return WeekCheck::None;
}

bool is_held_by_week(Context const& context)
{
    return week_check(context) == WeekCheck::Different;
}

void hold_by_week(Context& context)
{
    using Hold = sync::Vault::WriteHold;
    context.vault.hold_writes(is_held_by_week(context) ? Hold::WeeklyWords : Hold::None);
}

void present_week(Context const& context, TodoList& todo)
{
    auto const check = week_check(context);
    auto const* const registry = context.vault.knowledge().registry();
    if (check == WeekCheck::None || registry == nullptr)
        return;
    bool const is_different = check != WeekCheck::Asked;
    std::string const key = is_different ? "council.week.differ" : "council.week.ask";
    todo.add(
        is_different ? Tone::Error : Tone::Warning, "refresh-line", phrase(key),
        phrase(check == WeekCheck::WrittenOn ? "council.week.written_on_detail" : key + "_detail")
            .with("words", ledger::weekly_words(*registry).words)
            .with("who", whom_to_ask(context)),
        key + "_button", Go{DeviceRoute{}});
}

Task<Result<void>> answer_week(Context* context, WeekAnswer answer)
{
    if (kept_week(*context) == KeptWeek::None)
        co_return Result<void>{};
    if (answer == WeekAnswer::Different)
        co_return co_await keep_week(context, KeptWeek::Different);
    if (answer == WeekAnswer::WriteOn) {
        if (!is_held_by_week(*context))
            co_return Result<void>{};
        auto const kept = co_await keep_week(context, KeptWeek::WrittenOn);
        if (kept)
            context->toasts.say(Tone::Warning, ask_whom(*context, "council.week.written_on"));
        co_return kept;
    }
    auto const dropped = co_await context->vault.drop_draft(k_draft_week);
    hold_by_week(*context);
    if (dropped)
        context->toasts.say(Tone::Success, phrase("council.week.same"));
    context->changed();
    co_return dropped;
}

Phrase week_alarm(Context const& context)
{
    return kept_week(context) == KeptWeek::Different ? ask_whom(context, "session.alarm.week") : Phrase{};
}

Task<Result<void>> note_week_alarm_read(Context* context)
{
    if (kept_week(*context) != KeptWeek::Different)
        co_return Result<void>{};
    co_return co_await keep_week(context, KeptWeek::DifferentRead);
}

}  // namespace huisclos::app
