#include "ui/screens/acts/lost_ops.hpp"

#include "ui/screens/parts.hpp"

namespace huisclos::ui {

namespace {

void draw_lost_op(ActHash const& act, app::LostOpView const& op, app::CommandSink& commands)
{
    kit::Scope scope(std::to_string(op.op));
    {
        kit::Rows rows("change", tr("acts.lost_ops.change"));
        kit::ActionRow const line{
            .tone = Tone::Warning,
            .icon = kit::icon("error-warning-line"),
            .title = say(op.text),
            .detail = is_said(op.bar) ? say(op.bar) : Text{}};
        (void)kit::action_row("op", line);
    }
    kit::Row row;
    Text const which = say(op.text);
    Text const again = tr("council.act.again");
    Text const aside = tr("council.act.set_aside");
    if (!is_said(op.bar) &&
        kit::button("again", again, {.icon = kit::icon("refresh-line"), .name = name_of_button(again, which)}))
        commands.send(app::PrepareOpAgain{act, op.op});
    if (kit::button("aside", aside, {.icon = kit::icon("eye-off-line"), .name = name_of_button(aside, which)}))
        commands.send(app::SetOpAside{act, op.op});
}

void draw_lost_ops_of(app::LostOpsView const& act, app::CommandSink& commands)
{
    kit::Scope scope(row_id(act.act));
    Text const title = say(act.title);
    kit::heading(title, 3);
    for (app::LostOpView const& op : act.ops)
        draw_lost_op(act.act, op, commands);
    if (act.count > act.ops.size())
        kit::paragraph(
            tr_count("acts.lost_ops.more", static_cast<std::int64_t>(act.count - act.ops.size())), kit::Weight::Small);
    if (act.count < 2)
        return;
    Text const all = tr_count("acts.lost_ops.aside_all", static_cast<std::int64_t>(act.count));
    if (kit::button("aside-all", all, {.icon = kit::icon("eye-off-line"), .name = name_of_button(all, title)}))
        commands.send(app::SetOpsAside{act.act});
}

}  // namespace

void draw_lost_ops(app::ActsView const& view, app::CommandSink& commands)
{
    if (view.lost_ops.empty())
        return;
    kit::Card card("lost-ops", {.name = tr("acts.lost_ops.title")});
    kit::heading(tr("acts.lost_ops.title"));
    kit::paragraph(tr("acts.lost_ops.intro"), kit::Weight::Small);
    for (app::LostOpsView const& act : view.lost_ops)
        draw_lost_ops_of(act, commands);
    auto const shown = view.lost_ops.size();
    if (view.lost_ops_count > shown)
        kit::paragraph(
            tr_count("acts.lost_ops.more_acts", static_cast<std::int64_t>(view.lost_ops_count - shown)),
            kit::Weight::Small);
}

}  // namespace huisclos::ui
