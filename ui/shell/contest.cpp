#include "ui/shell/contest.hpp"

#include "ui/screens/parts.hpp"

namespace huisclos::ui {

namespace {

void draw_contested(app::ContestedActView const& act, Text const& hold, bool compared, app::CommandSink& commands)
{
    kit::Scope scope(row_id(act.act));
    kit::Card card("act", {.name = say(act.title)});
    kit::heading(say(act.title), 3);
    for (Phrase const& line : act.lines)
        kit::paragraph(say(line));
    kit::ButtonOptions options{
        .enabled = kit::enabled_if(compared),
        .reason = compared ? Text{} : tr("shell.contest.first"),
        .icon = kit::icon("check-line")};
    options.description = say(act.title);
    if (kit::button("hold", hold, options))
        commands.send(app::HoldAct{act.act});
}

}  // namespace

void draw_contest(app::ContestView const& contest, bool& compared, app::CommandSink& commands)
{
    kit::Scope scope("contest");
    kit::callout(Tone::Error, tr("shell.contest.title"), say(contest.said), kit::Announced::Yes);
    kit::paragraph(tr("shell.contest.words"), kit::Weight::Small);
    kit::paragraph(value(contest.words), kit::Weight::Strong);
    kit::paragraph(tr("shell.contest.how"));
    kit::checkbox("compared", tr("shell.contest.compared"), compared);
    bool is_first = true;  // The one that this device follows.
    for (app::ContestedActView const& act : contest.acts) {
        Text const hold = is_first ? tr("shell.contest.keep") : tr("shell.contest.take");
        draw_contested(act, hold, compared, commands);
        is_first = false;
    }
}

}  // namespace huisclos::ui
