// The situations of my groups, and beside them the sheet of the one that is chosen. One sheet is one person.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/app/commands.hpp"
#include "core/app/views/situation_views.hpp"
#include "ui/screens/fields.hpp"

namespace huisclos::ui {

/// What the two panes show.
struct SituationsPage {
    app::SituationsRoute route{};
    app::SituationListView const* list{nullptr};
    app::SheetView const* sheet{nullptr};
};

/// A value that a person has chosen among several, until its question is over.
struct KeptValue {
    std::uint32_t field{0};
    OpId value{};
    std::uint64_t choices_before{0};  ///< SheetView::choices then.
    Phrase label{};
    Phrase words{};
};

/// Whether letters of a view are in no font, as last looked for.
struct UndrawnLetters {
    std::uint64_t made{0};  ///< SheetView::made then.
    app::SheetTab tab{app::SheetTab::Parcours};
    bool are_there{false};
};

struct SheetDraft {
    bool editing{false};      ///< Parcours shows fields instead of facts.
    bool finishing{false};    ///< « Terminer » was pressed: the last field may still be refused.
    bool left_fields{false};  ///< Just now: focus goes to the title, once.
    bool has_summary{false};  ///< It was: errors are summed up until they are corrected.
    bool show_errors{false};  ///< Focus goes to what is wrong, once.
    bool asked_why{false};    ///< A status is barred: focus goes to what bars it, once.
    bool adding_action{false};
    bool asking_liaison{false};
    bool opened_action{false};  ///< Its form was just opened: focus goes to its first field, once.
    bool opened_liaison{false};
    bool left_action{false};  ///< Its form was left: focus goes back to the button that opened it.
    bool left_liaison{false};
    std::optional<std::size_t> actions_before{};  ///< Asked to add one: the form closes when there are more.
    std::optional<std::size_t> liaisons_before{};
    std::optional<RecordId> statuses_of{};           ///< Whose statuses are all offered, not only the first ones.
    std::optional<std::uint32_t> asked_status{};     ///< Waits for its reason.
    std::optional<std::uint32_t> asked_reason{};     ///< Chosen: waits for the consequence to be agreed to.
    std::optional<std::uint32_t> answered_status{};  ///< Its question was: focus is with its button, or goes there.
    bool focus_due{false};                           ///< It has not gone there yet.
    OpId edited_action{};
    std::optional<OpId> withdrawn_action{};  ///< Its withdrawal waits to be agreed to.
    std::optional<OpId> followed_action{};   ///< Once it stands no more, focus goes to what is at its place.
    std::optional<OpId> kept_version{};      ///< Of that action: the button that was pressed.
    std::size_t action_place{0};
    std::optional<OpId> corrected_entry{};     ///< One's own entry of the follow-up, open to be typed anew.
    std::optional<OpId> left_entry{};          ///< Its form went with it: focus goes to the entry in its place.
    std::optional<OpId> opened_form{};         ///< Of an action or an entry, just now: focus goes to its first field.
    std::optional<RecordId> all_entries_of{};  ///< Whose entries are all offered, not only the last ones.
    std::optional<OpId> changed_answer{};      ///< Its answers are offered again, although it has one.
    std::optional<OpId> focused_answer{};      ///< Focus was among its answers: it goes where they are now.
    std::optional<std::uint32_t> led_to{};     ///< The field to whose question focus was led.
    std::optional<OpId> led_to_liaison{};      ///< The same of a question of liaison.
    std::optional<KeptValue> kept_value{};
    std::optional<KeptValue> noted_value{};  ///< Kept, and said below its field while that says the same.
    bool told_kept{false};                   ///< In this frame, what was kept: nothing is said after it.
    std::optional<Phrase> saved{};           ///< As last shown; none: this sheet has just been opened.
    UndrawnLetters undrawn{};
    TypedTexts texts{};
};

/// What the list is of: search, group, option of each filter.
struct ListAsked {
    std::string search{};
    std::optional<GroupId> group{};
    std::vector<std::uint32_t> options{};
    friend bool operator==(ListAsked const&, ListAsked const&) = default;
};

struct SituationsDraft {
    std::optional<std::uint32_t> open_filter{};  ///< Its options are shown below the chips.
    bool shows_filters{false};                   ///< In a narrow window, where they are behind one chip.
    std::optional<ListAsked> asked{};            ///< As last shown: what is found is said once it is another.
    TypedTexts search{};
    SheetDraft sheet{};
};

void draw_situations(SituationsPage const& page, SituationsDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
