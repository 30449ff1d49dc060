// Whether the sheet shows boxes in the place of letters: what is looked at is what the chosen tab shows.

#include <algorithm>
#include <span>

#include "ui/screens/parts.hpp"
#include "ui/screens/situations/sheet.hpp"

namespace huisclos::ui {

namespace {

bool steps_lack_letters(std::span<app::TimelineEntry const> steps)
{
    return std::ranges::any_of(
        steps, [](app::TimelineEntry const& step) { return lacks_letters(step.text) || lacks_letters(step.detail); });
}

bool action_lacks_letters(app::ActionView const& action)
{
    return lacks_letters(action.type) || lacks_letters(action.owner) || lacks_letters(action.result) ||
           lacks_letters(action.history) || std::ranges::any_of(action.versions, action_lacks_letters);
}

bool liaison_lacks_letters(app::LiaisonView const& liaison)
{
    return lacks_letters(liaison.text) || lacks_letters(liaison.asked_of) || lacks_letters(liaison.state);
}

bool reader_lacks_letters(app::ReaderView const& reader)
{
    return lacks_letters(reader.who) || lacks_letters(reader.why) || lacks_letters(reader.until);
}

bool tab_lacks_letters(app::SheetView const& view)
{
    switch (view.tab) {
    case app::SheetTab::Parcours:
        return lacks_letters(view.summary) || lacks_letters(view.identity) || lacks_letters(view.representative) ||
               lacks_letters(view.second_representative) || lacks_letters(view.follow_up) ||
               lacks_letters(view.cares) || lacks_letters(view.information) || steps_lack_letters(view.next_steps);
    case app::SheetTab::Actions:
        return std::ranges::any_of(view.actions, action_lacks_letters) ||
               std::ranges::any_of(view.liaisons, liaison_lacks_letters);
    case app::SheetTab::Chronologie:
        return steps_lack_letters(view.chronology);
    case app::SheetTab::Acces:
        return std::ranges::any_of(view.readers, reader_lacks_letters);
    }
    return false;
}

}  // namespace

bool shows_undrawn(app::SheetView const& view, SheetDraft& draft)
{
    UndrawnLetters& known = draft.undrawn;
    // Every text of a long chronology is not read again in each frame.
    if (view.made != 0 && known.made == view.made && known.tab == view.tab)
        return known.are_there;
    known = {view.made, view.tab, lacks_letters(view.title) || tab_lacks_letters(view)};
    return known.are_there;
}

}  // namespace huisclos::ui
