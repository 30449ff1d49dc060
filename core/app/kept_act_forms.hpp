// The forms that changes of an act are made from, while one change is made again from what was typed then.

#pragma once

#include "core/app/council_state.hpp"

namespace huisclos::app {

/// What is typed in the forms that changes are made from, put aside while one is made again from what was.
struct ActForms {
    GroupDraft group{};
    EditedRecord<MemberId> member{};
    EditedRecord<GroupId> of_group{};
    EditedRecord<RecordId> council{};
    std::optional<TextDraft> text{};
    std::string link{};
    Phrase link_error{};
};
void exchange_forms(CouncilState& acts, ActForms& forms);
/// As they were when that change was asked for.
[[nodiscard]] ActForms act_forms_of(Context const& context, AskedChange const& asked);
/// What stands now may make wrong what was right when it was typed: it goes back to its form, unless something else is
/// typed there. True when it is there, false when there was no room; none: nothing is wrong.
[[nodiscard]] std::optional<bool> put_back_wrong(CouncilState& acts, ActForms& made);
/// The first thing that the form of a new group or of a text says against what is typed there; empty: nothing.
[[nodiscard]] Phrase reason_in(ActForms const& made);

}  // namespace huisclos::app
