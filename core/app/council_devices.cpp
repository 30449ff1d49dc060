#include "core/app/council_devices.hpp"

#include <algorithm>

#include "core/app/council_clone.hpp"
#include "core/app/council_commands.hpp"
#include "core/app/council_composition.hpp"
#include "core/app/council_draft_lines.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/shown_time.hpp"
#include "core/sync/lost_device.hpp"

namespace huisclos::app {

namespace {

using Bar = sync::LostDevicePlan::Bar;

Phrase refusal_of(Bar bar)
{
    switch (bar) {
    case Bar::None:
        return {};
    case Bar::ThisDevice:
        return phrase("council.device.lost.this");
    case Bar::NotListed:
        return phrase("council.device.lost.unknown");
    case Bar::OtherKey:
        return phrase("council.device.lost.other_key");
    case Bar::AlreadyLost:
        return phrase("council.device.lost.already");
    }
    return phrase("council.device.lost.unknown");
}

/// One's own device out, with the rotations that it asks for.
sync::ActWish wish_of_device_out(Context const& context, DeviceId const& device)
{
    sync::ActWish wish;
    wish.ops = {ledger::DeviceOutOp{.member = context.vault.self(), .device = device, .marks = {}}};
    wish.verified = context.verified;
    return wish;
}

/// What the act does to the keys, and who of the others will lack them.
void add_rotation_lines(Context const& context, DeviceId const& device, std::vector<FormLine>& lines)
{
    lines.push_back({{}, phrase("council.device.lost.rotates")});
    auto const plan = sync::plan_act(context.vault, wish_of_device_out(context, device));
    if (!plan)
        return;  // Said when it is signed.
    for (auto& text : say_without_key(context, *plan))
        lines.push_back({{}, std::move(text)});
}

/// The card marks it already: only the act is missing.
Task<Result<void>> sign_device_out(Context* context, sync::OpenIdentity* identity, DeviceId device)
{
    auto const pulled = co_await context->vault.pull();
    if (!pulled)
        co_return pulled;
    if (context->vault.is_write_stopped())
        co_return fail(ErrorCode::Fork, "an alarm waits for somebody to read it");
    auto const out = co_await put_out_of_service(context, identity, device);
    if (!out)
        co_return out;
    context->toasts.say(Tone::Success, phrase("council.device.out.done"));
    co_return Result<void>{};
}

void ask_signature_of_device_out(Context& context, DeviceId const& device)
{
    PendingSignature signature;
    signature.title = phrase("council.device.lost.title");
    add_rotation_lines(context, device, signature.lines);
    auto* const kept = &context;
    signature.sign = [kept, device](sync::OpenIdentity* identity) {
        return sign_device_out(kept, identity, device);
    };
    context.signature = std::move(signature);
}

void declare_lost(Context& context, DeviceId const& device)
{
    auto const plan = sync::plan_lost_device(context.vault, device);
    if (plan.bar != Bar::None)
        context.toasts.refuse(refusal_of(plan.bar));
    else if (context.acts.account_sign == AccountSign::Gone)
        context.toasts.refuse(ask_whom(context, "doors.error.account_gone"));
    else if (context.acts.account_sign != AccountSign::None)
        context.toasts.refuse(refusal_of(Bar::OtherKey));
    else if (plan.marks_card)
        context.acts.losing = device;
    else
        ask_signature_of_device_out(context, device);
    context.changed();
}

/// Of a colleague, by who is above him (P-01): what that device reads is renewed by the same act. One's own is
/// declared.
void prepare_device_out(Context& context, PrepareDeviceOut const& command)
{
    if (command.member == context.vault.self())
        return declare_lost(context, command.device);
    auto const* const member = context.registry().member(command.member);
    std::vector<ledger::ActOp> ops{
        ledger::DeviceOutOp{.member = command.member, .device = command.device, .marks = {}}};
    auto const owner = context.vault.knowledge().cards().find_device(command.device);
    bool const is_his = owner && owner->member == command.member;
    if (member == nullptr || !is_his || member->is_out() || member->devices_out.contains(command.device)) {
        context.toasts.say(Tone::Info, phrase("council.device.out.already"));
    } else if (is_device_out_prepared(context, command.device)) {
        context.route = ActsRoute{};
    } else if (may_remove(context, ops)) {
        DraftChange change;
        change.text = say_device_out(context, plain_name(context, command.member), command.member, command.device);
        change.ops = std::move(ops);
        change.member = command.member;
        add_change(context, std::move(change));
        context.route = ActsRoute{};
    }
    context.changed();
}

/// In use, and not this one: what tells it apart from the others. A card gives a device neither name nor date.
Phrase say_other(Context const& context, DeviceId const& device)
{
    auto const since = first_seen(context, device);
    auto const* const head = context.vault.knowledge().heads().in_use(device);
    if (head == nullptr)
        return since ? phrase("council.device.since").with("since", paris_date(*since))
                     : phrase("council.device.in_use");
    auto const at = instant_of(head->head.head.t);
    auto said = phrase(since ? "council.device.since_seen_at" : "council.device.seen_at");
    if (since)
        said.with("since", paris_date(*since));
    return std::move(said).with("date", say_day(context, at)).with("time", TimeOfDay{shown_at(context, at)});
}

}  // namespace

std::int64_t number_of_device(Context const& context, MemberId const& member, DeviceId const& device)
{
    auto const* const card = context.vault.knowledge().cards().current(member);
    std::int64_t number = 0;
    if (card == nullptr)
        return number;
    for (auto const& one : card->card.card.devices) {
        ++number;
        if (card->card.card.device_id(one) == device)
            return number;
    }
    return 0;
}

Phrase say_device_out(Context const& context, PhraseArg name, MemberId const& member, DeviceId const& device)
{
    auto const number = number_of_device(context, member, device);
    auto said = phrase(number == 0 ? "council.op.device_out" : "council.op.device_out_numbered");
    said.with("name", std::move(name));
    return number == 0 ? said : std::move(said).with("n", number);
}

std::vector<FormLine> lines_of_lost(Context const& context, DeviceId const& device)
{
    auto const plan = sync::plan_lost_device(context.vault, device);
    std::vector<FormLine> lines;
    lines.push_back(
        {{}, phrase("council.device.lost.line").with("n", number_of_device(context, context.vault.self(), device))});
    if (plan.signs_act)
        add_rotation_lines(context, device, lines);
    else
        lines.push_back({{}, ask_whom(context, "council.device.lost.others")});
    lines.push_back({{}, phrase("council.device.lost.passphrase")});
    return lines;
}

Task<Result<void>> put_out_of_service(Context* context, sync::OpenIdentity* identity, DeviceId device)
{
    if (sync::plan_lost_device(context->vault, device).signs_act) {
        auto wish = wish_of_device_out(*context, device);
        auto plan = sync::plan_act(context->vault, wish);
        if (!plan)
            co_return std::unexpected(plan.error());
        auto const recorded = co_await sign_and_record(context, identity, std::move(wish), std::move(*plan));
        if (!recorded)
            co_return recorded;
    }
    context->council.rebuild(context->vault);
    context->wants_push = true;
    context->changed();
    co_return Result<void>{};
}

std::vector<OwnDeviceView> own_devices(Context const& context)
{
    std::vector<OwnDeviceView> views;
    auto const& knowledge = context.vault.knowledge();
    auto const* const card = knowledge.cards().current(context.vault.self());
    if (card == nullptr || !context.has_registry())
        return views;
    for (auto const& device : card->card.card.devices) {
        OwnDeviceView view;
        view.device = card->card.card.device_id(device);
        view.is_this = view.device == context.vault.device();
        view.title = phrase(view.is_this ? "council.device.number_this" : "council.device.number_other")
                         .with("n", static_cast<std::int64_t>(views.size()) + 1);
        if (device.state == ledger::DeviceState::Lost)
            view.state = phrase("council.device.lost");
        else if (view.is_this)
            view.state = phrase("council.device.this");
        else
            view.state = say_other(context, view.device);
        auto const plan = sync::plan_lost_device(context.vault, view.device);
        view.refusal = plan.bar == Bar::None ? why_write_stopped(context) : refusal_of(plan.bar);
        // It is what the page says of it, and no more is to be done.
        if (device.state == ledger::DeviceState::Lost)
            view.refusal = view.state;
        view.may_declare_lost = plan.bar == Bar::None && view.refusal.empty();
        views.push_back(std::move(view));
    }
    return views;
}

bool has_no_other_device(Context const& context)
{
    auto const* const signed_card = context.vault.knowledge().cards().current(context.vault.self());
    if (signed_card == nullptr)
        return false;
    auto const& card = signed_card->card.card;
    return card.devices.size() == 1 && card.device_id(card.devices.front()) == context.vault.device();
}

bool is_device_out_prepared(Context const& context, DeviceId const& device)
{
    auto const puts_out = [&device](ledger::ActOp const& op) {
        auto const* const out = std::get_if<ledger::DeviceOutOp>(&op);
        return out != nullptr && out->device == device;
    };
    return std::ranges::any_of(context.acts.draft, [&puts_out](DraftChange const& change) {
        return std::ranges::any_of(change.ops, puts_out);
    });
}

bool is_device_command(Command const& command)
{
    return std::holds_alternative<DeclareDeviceLost>(command) || std::holds_alternative<PrepareDeviceOut>(command) ||
           std::holds_alternative<ContinueAsNewDevice>(command);
}

void run_device_command(Context& context, Command const& command)
{
    if (auto const* const lost = std::get_if<DeclareDeviceLost>(&command))
        declare_lost(context, lost->device);
    else if (auto const* const out = std::get_if<PrepareDeviceOut>(&command))
        prepare_device_out(context, *out);
    else if (std::holds_alternative<ContinueAsNewDevice>(command))
        ask_to_continue(context);
}

}  // namespace huisclos::app
