// What is being read and typed about situations. Typed text is saved after five seconds or when its field is left.

#pragma once

#include <map>
#include <set>
#include <unordered_map>
#include <vector>

#include "core/app/context.hpp"
#include "core/app/council_index.hpp"
#include "core/domain/fiche.hpp"
#include "core/domain/statuses.hpp"

namespace huisclos::app {

inline constexpr std::int64_t k_autosave_ms = 5000;

/// Numbers from here on stand for « prise en charge » of one type in views and commands, not on the wire.
inline constexpr std::uint32_t k_care_fields = 1000;

struct TypedText {
    std::string text{};
    Instant since{};
    bool is_refused{false};  ///< As it stands: saved once it is typed again.
    bool is_unsaved{false};  ///< Writing it failed the last time: tried again by itself.
};

/// A field as whoever types in it saw it.
struct SeenField {
    std::vector<OpId> stood{};           ///< Its values when one began to type: those that the text is over.
    std::optional<std::string> saved{};  ///< The text that was saved last, while one goes on.
};

using Draft = std::map<std::uint32_t, FieldInput>;

/// An action that stands on a sheet, as it is being corrected: the parts that were changed.
struct ActionCorrection {
    OpId element{};
    Draft values{};
    std::map<std::uint32_t, Phrase> errors{};
};

/// An entry of the follow-up as its author types it anew.
struct EntryCorrection {
    OpId entry{};
    std::string text{};
    Phrase error{};
};

/// One of them as a device keeps it; an entry has one value, its text.
struct KeptCorrection {
    RecordId record{};
    std::uint8_t field{0};  ///< k_actions or k_elements_suivi.
    OpId element{};
    Draft values{};
};

/// A new action, or a new question, as it is being typed about one sheet.
struct NewElement {
    Draft values{};
    std::map<std::uint32_t, Phrase> errors{};
};

struct ReportDraft {
    std::optional<GroupId> group{};
    bool as_situation{false};
    Draft values{};
    std::map<std::uint32_t, Phrase> errors{};
};

/// A signalement that goes to somebody else and is not known to have left, with the number of what was said of it.
struct ReportToLeave {
    std::uint64_t number{0};
    CompartmentId cid{};
    RecordId record{};
};

struct SituationState {
    std::map<std::uint32_t, std::uint32_t> filters{};
    std::string search{};
    std::map<std::pair<RecordId, std::uint32_t>, TypedText> typed{};
    /// From the first character until the field is left, over every time that what is typed is saved by itself.
    std::map<std::pair<RecordId, std::uint32_t>, SeenField> seen{};
    std::map<std::pair<RecordId, std::uint32_t>, Phrase> errors{};
    /// The sheet whose opening is in the access log; another one is not shown before its own entry is.
    std::optional<RecordId> opened{};
    /// The signalement from which that sheet comes, once its own entry is there: it is another record.
    std::optional<RecordId> origin_opened{};
    /// Groups whose list is in the access log since it was opened; others are not shown.
    std::set<CompartmentId> listed{};
    ReportDraft report{};
    std::vector<ReportToLeave> reports_to_leave{};
    /// By the sheet that each is about: never shown on another, forgotten when that one is left.
    std::map<RecordId, NewElement> new_actions{};
    std::map<RecordId, NewElement> new_liaisons{};
    /// Of each sheet at most one: while it is typed, no other is offered there.
    std::map<RecordId, ActionCorrection> corrections{};
    std::map<RecordId, EntryCorrection> entry_corrections{};
    /// Sheets whose kept corrections are those above.
    std::set<RecordId> taken_up{};
    /// Of the others: what was typed before this session, shown when its sheet is opened.
    std::vector<KeptCorrection> kept_corrections{};
    std::optional<Instant> saved_at{};
    std::uint64_t choices{0};  ///< ResolveConflict that were answered, written or not.
    CopiedView copied{};       ///< Its text is forgotten once the sheet is left.
};
/// What is typed of it, by that sheet; nothing when nothing is.
[[nodiscard]] NewElement new_element(std::map<RecordId, NewElement> const& typed, RecordId const& record);

/// Filters of the list, by number, and what they may be set to beside codes of statuses.
namespace list_filter {
inline constexpr std::uint32_t k_status = 1;
inline constexpr std::uint32_t k_referent = 2;
inline constexpr std::uint32_t k_watch = 3;
inline constexpr std::uint32_t k_status_open = 0;
inline constexpr std::uint32_t k_status_all = 100;
inline constexpr std::uint32_t k_watch_late = 1;    ///< An action is late.
inline constexpr std::uint32_t k_watch_ending = 2;  ///< Retention ends within six months.
}  // namespace list_filter

/// Shows a list with nothing searched and nothing filtered, but by `only`; of statuses, those of `status` where `only`
/// is another filter.
[[nodiscard]] std::vector<Command> show_list(
    SituationsRoute route, SetFilter only = {}, std::uint32_t status = list_filter::k_status_open);

/// Of what refuses the lists of several groups, the one to say, once it was asked of each: what keeps a member out of
/// his own group says more than that another is not his.
void choose_refusal(std::optional<RefusalView>& said, law::Decision const& list, law::Facts const& facts);

/// A record of a group's nominative compartment.
struct Located {
    CompartmentId cid{};
    GroupId group{};
    ledger::RecordStore const* store{nullptr};
    ledger::RecordState const* state{nullptr};
};
[[nodiscard]] std::optional<Located> locate(Context const& context, RecordId const& record);
/// Signalements and situations of one group, live or closed.
[[nodiscard]] std::vector<Located> sheets_of(Context const& context, GroupCompartments const& group);
/// What was opened last comes first: the same order whatever was read first.
void newest_first(std::vector<Located>& sheets);
/// Rows of the list of that group when nothing is searched and nothing filtered: signalements too, what is over not.
[[nodiscard]] std::uint32_t count_current(Context const& context, GroupCompartments const& group);
/// « 3 suivies · 1 à qualifier · … » of these sheets, without what is none.
[[nodiscard]] Phrase say_counts(std::vector<Located> const& sheets);
/// T-2 of every sheet that this member reads, made once for a whole view.
using References = std::unordered_map<RecordId, std::string>;
[[nodiscard]] References references(Context const& context);
/// The signalement that this situation names (T-5), where it stands in the same compartment: who reads one reads both.
[[nodiscard]] std::optional<Located> origin_of(Located const& situation, domain::Fiche const& fiche);
/// The day before which a signalement is to be qualified.
[[nodiscard]] Date qualify_before(Located const& report);
/// « Mathis R. »; empty without a name.
[[nodiscard]] std::string short_name(domain::Identite const& person);
/// « Mathis R., 15 ans », or the reference.
[[nodiscard]] Phrase title_of(Context const& context, domain::Fiche const& fiche, std::string const& reference);
[[nodiscard]] TagView status_tag(domain::Statut status);
/// Days of the action that is most late, of a situation still worked on.
[[nodiscard]] std::optional<int> days_late(domain::Fiche const& fiche, Date today);
/// days since the one until which the information was deferred, of a person who is followed; empty once whoever
/// is to be informed was.
[[nodiscard]] std::optional<int> days_uninformed(domain::Fiche const& fiche, Date today);
/// Fields of which several values were written at once.
[[nodiscard]] std::vector<domain::Field const*> conflicts_of(ledger::RecordState const& state);
/// Somebody has answered that question of liaison.
[[nodiscard]] bool is_answered(domain::Fiche const& fiche, domain::Question const& question);

/// Of the council: he answers nothing any more.
[[nodiscard]] bool has_left(Context const& context, MemberId const& member);
/// Who answers for something today: of who has left the council, that he has.
[[nodiscard]] Phrase standing_name(Context const& context, MemberId const& member);
/// the day on which its data must be gone, at the latest. Empty when the birth date is unknown.
[[nodiscard]] std::optional<Date> kept_until(domain::Fiche const& fiche);
/// A situation, open or closed, whose data must be gone within six months or should be already. One that was sent
/// elsewhere has a day of its own.
[[nodiscard]] bool ends_soon(domain::Fiche const& fiche, Date today);
/// The list in which a passage's reason is chosen; None when it asks for none.
[[nodiscard]] domain::ListId reasons_for(domain::Needs needs);
/// What the law asks about this record.
[[nodiscard]] law::Facts facts_about(
    Context const& context, Located const& located, domain::Fiche const& fiche, std::optional<OpId> question = {});

/// A deadline: neither its day nor its month may be unknown.
[[nodiscard]] bool takes_whole_day(std::uint8_t number);
/// `jj/mm/aaaa`; `mm/aaaa` and `aaaa` where a part is unknown. Empty for anything else.
[[nodiscard]] std::optional<Date> read_typed_date(std::string_view typed);
[[nodiscard]] std::string typed_date(Date date);
/// What is said of a text that is no date of that field, wherever it is typed: how one is written, by one that could
/// stand there.
[[nodiscard]] Phrase wrong_date(domain::Field const& field, Date today);

// Fields (situation_fields.cpp).
[[nodiscard]] FieldView field_view(
    Context const& context, Located const& located, domain::Fiche const& fiche, domain::Field const& field);
/// A field of a record that is not written yet.
[[nodiscard]] FieldView draft_view(
    Context const& context, domain::Field const& field, Draft const& draft,
    std::map<std::uint32_t, Phrase> const& errors);
/// One « prise en charge », as a choice.
[[nodiscard]] FieldView care_view(std::uint32_t type, std::optional<domain::OuiNonInconnu> answer, bool may_edit);
/// Members who may be named in that field: those of the group, by name; as référent those whose function lets
/// them write actions; as asked (T-3) the others.
[[nodiscard]] std::vector<MemberId> group_members(
    Context const& context, GroupId const& group, domain::Field const& field);
void fill_members(
    Context const& context, GroupId const& group, domain::Field const& field, std::optional<MemberId> const& chosen,
    FieldView& view);
/// Reads the nominative space of that group: nobody else is named there.
[[nodiscard]] bool is_of_group(Context const& context, GroupId const& group, MemberId const& member);
/// A draft keeps whom a place of the list stood for when it was chosen: later it may be somebody else's. Who is not of
/// the group is not kept.
[[nodiscard]] FieldInput with_chosen_member(
    Context const& context, GroupId const& group, domain::Field const& field, FieldInput input);
/// The same of one part of an element of that field of a situation.
[[nodiscard]] FieldInput with_chosen_part(
    Context const& context, GroupId const& group, std::uint8_t element, std::uint32_t part, FieldInput input);
[[nodiscard]] std::optional<MemberId> chosen_member(
    Context const& context, GroupId const& group, domain::Field const& field, FieldInput const& input);

/// What was typed, as one encoded item; the error says what to do. Both, where a text reads but is longer than its
/// field holds: a form says so by itself and asks for nothing, a field of a sheet is refused by the law, which
/// is in the log before it is told.
struct ReadInput {
    std::optional<Bytes> item{};
    Phrase error{};
};
[[nodiscard]] ReadInput read_input(
    Context const& context, GroupId const& group, domain::Field const& field, FieldInput const& input);

}  // namespace huisclos::app
