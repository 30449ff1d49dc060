#include "ui/shell/contest.hpp"

#include "ui/screens/parts.hpp"

namespace huisclos::ui {

namespace {

void draw_contested(app::ContestedActView const& act, Text const& hold, bool compared, ContestsDraft& draft)
{
    kit::Scope scope(row_id(act.act));
    kit::Card card("act", {.name = say(act.title)});
    kit::heading(say(act.title), 3);
    for (Phrase const& line : act.lines)
        kit::paragraph(say(line));
    for (Phrase const& followers : act.followers)
        kit::paragraph(say(followers), kit::Weight::Soft);
    bool const may_be_chosen = !is_said(act.why_cannot);
    kit::ButtonOptions options{.enabled = kit::enabled_if(compared && may_be_chosen), .icon = kit::icon("check-line")};
    if (!may_be_chosen)
        options.reason = say(act.why_cannot);
    else if (!compared)
        options.reason = tr("shell.contest.first");
    options.name = name_of_button(hold, say(act.title));
    if (kit::button("hold", hold, options)) {
        draft.asked = act.act;
        kit::request_frame();
    }
}

void draw_one(app::ContestView const& contest, bool compared, ContestsDraft& draft)
{
    if (is_said(contest.place))
        kit::paragraph(say(contest.place), kit::Weight::Strong);
    bool is_first = true;  // The one that this device follows.
    for (app::ContestedActView const& act : contest.acts) {
        Text const hold = is_first ? tr("shell.contest.keep") : tr("shell.contest.take");
        draw_contested(act, hold, compared, draft);
        is_first = false;
    }
    if (is_said(contest.way_out))
        kit::message(Tone::Warning, say(contest.way_out));
}

app::ContestedActView const* find_asked(app::ContestsView const& contests, ContestsDraft const& draft)
{
    for (app::ContestView const& contest : contests.each) {
        for (app::ContestedActView const& act : contest.acts) {
            if (draft.asked == act.act)
                return &act;
        }
    }
    return nullptr;
}

void draw_confirmation(app::ContestedActView const& act, ContestsDraft& draft, app::CommandSink& commands)
{
    kit::Dialog dialog("confirm", tr("shell.contest.confirm.title"));
    kit::paragraph(say(act.title), kit::Weight::Strong);
    kit::paragraph(tr("shell.contest.confirm.text"));
    kit::paragraph(tr("shell.contest.confirm.wrong"));
    auto const answer = dialog.ask(tr("screens.cancel"), tr("shell.contest.confirm.button"));
    if (answer == kit::Answer::Yes)
        commands.send(app::HoldAct{act.act});
    if (answer != kit::Answer::None)
        draft.asked.reset();
}

}  // namespace

void draw_contests(app::ContestsView const& contests, ContestsDraft& draft, app::CommandSink& commands)
{
    kit::Scope scope("contest");
    kit::callout(Tone::Error, tr("shell.contest.title"), say(contests.said), kit::Announced::Yes);
    kit::paragraph(tr("shell.contest.words"), kit::Weight::Small);
    kit::paragraph(value(contests.words), kit::Weight::Strong);
    kit::paragraph(tr("shell.contest.how"));
    bool compared = !contests.words.empty() && draft.compared == contests.words;
    kit::checkbox("compared", tr("shell.contest.compared"), compared);
    draft.compared = compared ? contests.words : std::string{};
    for (std::size_t i = 0; i < contests.each.size(); ++i) {
        kit::Scope one("one" + std::to_string(i));
        draw_one(contests.each[i], compared, draft);
    }
    if (is_said(contests.more))
        kit::paragraph(say(contests.more), kit::Weight::Soft);
    auto const* const asked = find_asked(contests, draft);
    if (asked != nullptr && compared && !is_said(asked->why_cannot))
        draw_confirmation(*asked, draft, commands);
    else
        draft.asked.reset();
}

}  // namespace huisclos::ui
