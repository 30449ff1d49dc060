// List of situations and one sheet. One sheet is one person.

#pragma once

#include "core/app/commands.hpp"
#include "core/app/route.hpp"
#include "core/app/views/common.hpp"
#include "core/app/views/home_view.hpp"

namespace huisclos::app {

struct SituationRow {
    RecordId record{};
    Phrase title{};     ///< « Mathis R., 15 ans »; the reference alone when the name is missing.
    Phrase subtitle{};  ///< Reference and what comes next.
    TagView status{};
    bool is_report{false};
    bool selected{false};
};

struct FilterView {
    std::uint32_t id{0};
    Phrase label{};
    std::vector<OptionView> options{};      ///< The first is where the list begins.
    std::optional<std::uint32_t> widest{};  ///< That hides nothing, where it is not the first.
};

struct SituationListView {
    Phrase title{};
    Phrase summary{};                  ///< Counts only of what I may see; empty where that is nothing.
    std::vector<OptionView> groups{};  ///< Code = index into `group_ids`.
    std::vector<GroupId> group_ids{};
    std::vector<FilterView> filters{};
    std::string search{};
    std::vector<SituationRow> rows{};
    bool may_report{false};
    bool may_create{false};
    std::optional<RefusalView> refusal{};  ///< Why nothing is shown: no log key, charter to accept, RI not adopted…
    std::vector<TodoView> way_in{};        ///< What there is to press about that refusal.
    PrintView print{};
    Phrase empty{};
    /// Lifts all that hides something from a search that found nothing; empty where nothing was hidden.
    std::vector<Command> widen{};
    Phrase widen_label{};
};

struct TimelineEntry {
    Phrase when{};
    Phrase text{};
    Phrase detail{};
    Tone tone{Tone::Neutral};
};

struct ActionView {
    OpId element{};
    Phrase type{};
    Phrase owner{};
    Phrase start{};
    Phrase end{};
    Phrase result{};   ///< While it has none and should: by how much it is late.
    Phrase history{};  ///< Who made it and when; who changed it last, and when.
    Tone tone{Tone::Neutral};
    bool may_edit{false};
    std::vector<FieldView> fields{};  ///< To edit this action, or a new one.
    bool is_typed{false};             ///< Something is typed over it, or one of its versions, that is not written.
    bool may_withdraw{false};
    /// Corrections of it that were written at once and say other things, by time, each with `history`:
    /// `may_edit` is then to keep one of them. Empty when it is settled.
    std::vector<ActionView> versions{};
};

/// An entry of the follow-up that its author may replace.
struct OwnEntryView {
    OpId entry{};
    Phrase when{};
    bool is_typed{false};  ///< Something is typed in its place that is not written.
    FieldView field{};     ///< Its text, or what is typed in its place.
};

struct LiaisonView {
    OpId question{};
    Phrase text{};
    Phrase asked_of{};  ///< « Posée à … »; by whom too, when this member did not ask.
    Phrase state{};     ///< Answered by whom and when, or awaited.
    bool may_answer{false};
    std::vector<OptionView> answers{};
    bool answered{false};  ///< Whoever may answer may still change it.
    /// The answer by which this member may withdraw a question that waits; empty when he may not.
    std::optional<std::uint32_t> withdrawal{};
};

struct StatusChoice {
    std::uint32_t status{0};
    Phrase label{};
    std::vector<RefusalView> refusals{};  ///< All that bars it: shown beside the button that is not offered (R-80…).
    std::vector<OptionView> reasons{};    ///< One must be chosen with it (SetStatus::reason); empty = none is asked.
    Phrase consequence{};                 ///< Said, and agreed to, before it is done; empty = nothing to confirm.
    bool goes_on{false};                  ///< The step that a record is made for: « Retenir », « Passer en suivi ».
};

struct ReaderView {
    Phrase who{};
    Phrase why{};
    Phrase until{};
    std::optional<MemberId> member{};  ///< Whose page there is to open; empty: none.
};

/// What its author wrote while a key was awaited, and may not write any more: kept here, sent to nobody.
struct UnsentView {
    Phrase message{};  ///< What happened, and the text.
    Command give_up{};
};

/// What a sheet says above its fields: the rule that keeps it from being shown, or what to know and to do about it.
struct CalloutView : RefusalView {
    enum class Kind : std::uint8_t { Refusal, Warning, Reminder };
    Kind kind{Kind::Refusal};
    std::uint32_t field{0};  ///< Several values of it wait for a choice, which stands there; 0: none.
};

struct SheetView {
    RecordId record{};
    bool is_report{false};
    Phrase reference{};  ///< « Situation 2026-K7F3 · nature confidentielle, non secrète ».
    Phrase title{};
    std::vector<TagView> tags{};
    SheetTab tab{SheetTab::Parcours};
    std::vector<FieldView> summary{};  ///< Two-column reading view of Parcours.
    std::vector<FieldView> identity{};
    std::vector<FieldView> representative{};
    std::vector<FieldView> second_representative{};  ///< Empty while no first one is named.
    std::vector<FieldView> follow_up{};
    std::vector<FieldView> cares{};  ///< A-23, one a kind.
    std::vector<FieldView> information{};
    std::vector<OwnEntryView> own_entries{};  ///< All, the newest at the end.
    std::vector<CalloutView> callouts{};
    std::vector<UnsentView> unsent{};
    std::vector<TimelineEntry> next_steps{};
    std::vector<ActionView> actions{};
    std::optional<ActionView> new_action{};
    std::vector<LiaisonView> liaisons{};
    std::vector<FieldView> new_liaison{};  ///< Question and member asked; empty = may not.
    std::vector<TimelineEntry> chronology{};
    std::vector<ReaderView> readers{};
    Phrase readers_note{};                 ///< « Qui a lu » appears once an auditor's device has published it.
    std::vector<StatusChoice> statuses{};  ///< « Retenir », « Réorienter », « Refuser », « Passer en suivi »…
    bool may_edit{false};
    Phrase closed{};           ///< What may still be done with one that is followed no more; empty while it is.
    std::uint64_t choices{0};  ///< ResolveConflict that were answered, whatever became of them.
    Phrase saved{};            ///< « Enregistré à 14 h 05 »; empty while something newer is not.
    Phrase unsaved{};          ///< « Saisie en cours… » or « Enregistré, sauf : … », in the place of the other.
    std::vector<Phrase> anomalies{};
    PrintView print{};
    std::uint64_t made{0};  ///< Another number each time that the app makes the view anew; 0: not said.
};

/// Signaler: the same fields as a sheet's, for a new record not yet written.
struct ReportFormView {
    std::vector<OptionView> groups{};
    std::vector<GroupId> group_ids{};
    std::vector<FieldView> person{};
    std::vector<FieldView> representative{};
    std::vector<FieldView> facts{};
    std::vector<FieldView> cares{};  ///< A-23, one a kind.
    std::vector<FieldView> information{};
    std::vector<std::pair<std::uint32_t, Phrase>> errors{};  ///< By field number; summary at the top.
    std::optional<RefusalView> refusal{};
    std::vector<TodoView> way_in{};  ///< What there is to press about that refusal.
    PrintView print{};
    Phrase reminder{};         ///< What may and may not be written.
    Phrase read_by{};          ///< Who says whether a signalement is retained; empty where none can be made.
    bool as_situation{false};  ///< The coordonnateur opens a situation directly.
    bool is_typed{false};      ///< Something stands in it that would be lost.
    /// Signalement (0) or situation (1), for who may make both: chosen by EditReport of field 0. Else empty.
    std::vector<OptionView> kinds{};
};

}  // namespace huisclos::app
