#include "ui/screens/device/device_screen.hpp"

#include "ui/screens/fields.hpp"
#include "ui/screens/parts.hpp"

namespace huisclos::ui {

namespace {

void draw_other_device(app::DeviceView const& view, DeviceDraft& draft, app::CommandSink& commands)
{
    kit::Card card("link", {.name = tr("device.link.title")});
    kit::heading(tr("device.link.title"));
    kit::paragraph(tr("device.link.intro"), kit::Weight::Soft);
    if (view.device_link.empty()) {
        draft.link_copied = false;
        if (kit::button("show", tr("device.link.show"), {.icon = kit::icon("smartphone-line")}))
            commands.send(app::ShowDeviceLink{});
        return;
    }
    kit::callout(Tone::Warning, tr("device.link.warning"));
    kit::NotPrinted const guard(tr("screens.link.print"), Text{});
    draw_link("device", tr("device.link.label"), view.device_link, draft.link_copied);
    if (kit::button("hide", tr("device.link.hide"), {.icon = kit::icon("eye-off-line")}))
        commands.send(app::HideDeviceLink{});
}

/// A copy of it has written, or nobody knows: it becomes another one.
void draw_clone(app::DeviceView const& view, app::CommandSink& commands)
{
    if (view.is_cloned)
        kit::callout(Tone::Error, tr("council.clone.title"), tr("council.clone.detail"));
    else if (view.is_head_closed)
        kit::callout(Tone::Error, tr("council.clone.closed.title"), tr("council.clone.closed.detail"));
    else
        kit::callout(Tone::Error, tr("council.clone.lost.title"), tr("council.clone.lost.detail"));
    if (is_said(view.clone_refusal))
        kit::paragraph(say(view.clone_refusal), kit::Weight::Soft);
    else if (kit::primary_button("continue", tr("council.clone.button"), {.icon = kit::icon("computer-line")}))
        commands.send(app::ContinueAsNewDevice{});
    if (view.is_head_closed && kit::button("over", tr("council.clone.closed.button"), {.icon = kit::icon("edit-line")}))
        commands.send(app::WriteOverOwnHead{});
}

/// Nobody but their owner names them; the one in use is declared lost from another.
void draw_own_devices(std::span<app::OwnDeviceView const> devices, app::CommandSink& commands)
{
    kit::Card card("own", {.name = tr("device.own.title")});
    kit::heading(tr("device.own.title"));
    kit::paragraph(tr("device.own.intro"), kit::Weight::Soft);
    kit::Rows rows("devices", tr("device.own.title"));
    for (app::OwnDeviceView const& device : devices) {
        kit::ActionRow const row{
            .tone = device.is_this ? Tone::Info : Tone::Neutral,
            .icon = kit::icon("computer-line"),
            .title = say(device.title),
            .detail = say(device.may_declare_lost ? device.state : device.refusal),
            .button = device.may_declare_lost ? tr("device.own.lost") : Text{},
            .kind = kit::ButtonKind::QuietDanger,
            .button_name = name_of_button(tr("device.own.lost"), say(device.title))};
        if (kit::action_row(row_id(device.device), row))
            commands.send(app::DeclareDeviceLost{device.device});
    }
}

/// Two people who read the same words hold the same acts; the date tells a difference from a delay.
void draw_week(app::DeviceView const& view, app::CommandSink& commands)
{
    if (view.weekly_words.empty())
        return;
    kit::Card card("week", {.name = tr("device.week.title")});
    kit::heading(tr("device.week.title"));
    kit::paragraph(tr("device.week.intro"), kit::Weight::Soft);
    kit::paragraph(value(view.weekly_words), kit::Weight::Strong);
    if (is_said(view.weekly_date))
        kit::paragraph(say(view.weekly_date), kit::Weight::Small);
    if (view.week == app::WeekCheck::None)
        return;
    bool const is_asked = view.week == app::WeekCheck::Asked;
    bool const is_held = view.week == app::WeekCheck::Different;
    kit::callout(
        is_asked ? Tone::Warning : Tone::Error, is_asked  ? tr("device.week.asked")
                                                : is_held ? tr("device.week.differ")
                                                          : tr("device.week.written_on"));
    kit::Row row;
    if (kit::primary_button("same", tr("device.week.same"), {.icon = kit::icon("check-line")}))
        commands.send(app::AnswerWeek{app::WeekAnswer::Same});
    if (kit::button("different", tr("device.week.different"), {.icon = kit::icon("error-warning-line")}))
        commands.send(app::AnswerWeek{app::WeekAnswer::Different});
    kit::ButtonOptions const write_on{
        .kind = kit::ButtonKind::QuietDanger,
        .icon = kit::icon("edit-line"),
        .description = tr("device.week.write_on_help")};
    if (is_held && kit::button("write-on", tr("device.week.write_on"), write_on))
        commands.send(app::AnswerWeek{app::WeekAnswer::WriteOn});
}

/// Another place that an act names, and the one before the one in use.
void draw_places(app::StoreView const& view, app::CommandSink& commands)
{
    if (is_said(view.lost))
        kit::callout(Tone::Warning, tr("council.todo.store_lost"), say(view.lost));
    if (is_said(view.announced)) {
        kit::callout(Tone::Warning, tr("council.todo.store_place"), say(view.announced));
        kit::Row row;
        if (kit::button("follow", tr("device.store.follow"), {.icon = kit::icon("links-line")}))
            commands.send(app::FollowStore{view.announced_url});
        if (view.may_set_aside && kit::button("keep", tr("device.store.keep"), {.icon = kit::icon("check-line")}))
            commands.send(app::KeepStorePlace{view.announced_by});
    }
    if (!is_said(view.former))
        return;
    kit::paragraph(say(view.former), kit::Weight::Soft);
    if (kit::button("back", tr("council.todo.store_new_button"), {.icon = kit::icon("history-line")}))
        commands.send(app::ReturnToFormerStore{});
}

void draw_store(app::StoreView const& view, DeviceDraft& draft, app::CommandSink& commands)
{
    kit::Card card("store", {.name = tr("device.store.title")});
    kit::heading(tr("device.store.title"));
    draw_places(view, commands);
    kit::paragraph(tr("device.store.intro"), kit::Weight::Soft);
    if (view.link.empty()) {
        draft.store_copied = false;
        if (kit::button("show", tr("device.store.show"), {.icon = kit::icon("eye-line")}))
            commands.send(app::ShowStoreLink{});
    } else {
        kit::NotPrinted const guard(tr("screens.link.print"), Text{});
        draw_link("store", tr("device.store.label"), view.link, draft.store_copied);
        if (kit::button("hide", tr("device.store.hide"), {.icon = kit::icon("eye-off-line")}))
            commands.send(app::HideStoreLink{});
    }
    if (!view.may_replace)
        return;
    kit::separator();
    if (view.must_replace)
        kit::callout(Tone::Warning, tr("device.store.known"));
    kit::NotPrinted const guard({}, {});
    draw_fields(
        "new", std::span(&view.field, 1), draft.texts, draft_actions<app::EditStoreLink>(commands),
        FieldLayout::OneColumn);
    if (kit::button("replace", tr("device.store.replace"), {.icon = kit::icon("key-2-line")}))
        commands.send(app::PrepareStoreToken{});
}

void draw_passphrase(app::CommandSink& commands)
{
    kit::Card card("passphrase", {.name = tr("device.passphrase.title")});
    kit::heading(tr("device.passphrase.title"));
    kit::paragraph(tr("device.passphrase.intro"), kit::Weight::Soft);
    kit::paragraph(tr("device.passphrase.kit"), kit::Weight::Soft);
    if (kit::button("change", tr("device.passphrase.change"), {.icon = kit::icon("key-2-line")}))
        commands.send(app::ChangePassphrase{});
}

}  // namespace

void draw_device(app::DeviceView const& view, DeviceDraft& draft, app::CommandSink& commands)
{
    kit::page_title(tr("device.title"), tr("device.subtitle"));
    kit::Columns columns("device", {1, 1}, 340, kit::CellEnds::Apart);
    columns.next();
    {
        kit::Card card("this", {.name = tr("device.this")});
        kit::heading(tr("device.this"));
        draw_facts("facts", view.fields);
        if (view.is_cloned || view.is_head_closed || view.is_end_lost)
            draw_clone(view, commands);
    }
    if (view.own.size() > 1)
        draw_own_devices(view.own, commands);
    draw_week(view, commands);
    columns.next();
    draw_other_device(view, draft, commands);
    draw_store(view.store, draft, commands);
    draw_passphrase(commands);
}

}  // namespace huisclos::ui
