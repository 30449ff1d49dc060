#include "ui/screens/acts/lost_ops.hpp"

#include "ui/screens/parts.hpp"

namespace huisclos::ui {

namespace {

void draw_lost_op(app::LostOpView const& op, app::CommandSink& commands)
{
    kit::Scope scope(row_id(op.act) + "-" + std::to_string(op.op));
    {
        kit::Rows rows("change", tr("acts.lost_ops.change"));
        kit::ActionRow const line{
            .tone = Tone::Warning,
            .icon = kit::icon("error-warning-line"),
            .title = say(op.text),
            .detail = op.may_prepare ? Text{} : tr("acts.lost_ops.elsewhere")};
        (void)kit::action_row("op", line);
    }
    kit::Row row;
    Text const which = say(op.text);
    if (op.may_prepare &&
        kit::button("again", tr("council.act.again"), {.icon = kit::icon("refresh-line"), .description = which}))
        commands.send(app::PrepareOpAgain{op.act, op.op});
    if (kit::button("aside", tr("council.act.set_aside"), {.icon = kit::icon("eye-off-line"), .description = which}))
        commands.send(app::SetOpAside{op.act, op.op});
}

}  // namespace

void draw_lost_ops(app::ActsView const& view, app::CommandSink& commands)
{
    if (view.lost_ops.empty())
        return;
    kit::Card card("lost-ops", {.name = tr("acts.lost_ops.title")});
    kit::heading(tr("acts.lost_ops.title"));
    kit::paragraph(tr("acts.lost_ops.intro"), kit::Weight::Small);
    ActHash act{};
    for (app::LostOpView const& op : view.lost_ops) {
        if (op.act != act) {
            kit::heading(say(op.title), 3);
            act = op.act;
        }
        draw_lost_op(op, commands);
    }
    auto const shown = view.lost_ops.size();
    if (view.lost_op_count > shown)
        kit::paragraph(
            tr_count("acts.lost_ops.more", static_cast<std::int64_t>(view.lost_op_count - shown)), kit::Weight::Small);
}

}  // namespace huisclos::ui
