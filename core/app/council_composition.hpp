// Who sits as what, and until when; what a group and the council are. Typed on the page of the member, of the group or
// of the council, then a change of the act in draft.

#pragma once

#include "core/app/council_state.hpp"

namespace huisclos::app {

/// Empty when this member may prepare nothing about them.
[[nodiscard]] std::vector<FieldView> member_form_of(Context const& context, ledger::Member const& member);
[[nodiscard]] std::vector<FieldView> group_form_of(
    Context const& context, GroupCompartments const& group, domain::Groupe const& known);

/// Whether this member signs acts and may write that field of that record of the council.
[[nodiscard]] bool may_prepare(
    Context const& context, std::optional<CompartmentId> const& cid, domain::RecordType type, std::uint64_t field);
/// And may be asked to do so now.
[[nodiscard]] bool may_compose(
    Context const& context, std::optional<CompartmentId> const& cid, domain::RecordType type, std::uint64_t field);
/// Signs acts and is of a higher rank.
[[nodiscard]] bool is_above(Context const& context, ledger::Member const& member);
/// What the law says of that function for him; R-20.
[[nodiscard]] law::Decision decide_function(
    Context const& context, ledger::Member const& member, domain::Profile profile);
/// The same for who is invited or answers; R-20.
[[nodiscard]] law::Decision decide_admission(Context const& context, domain::Profile profile);
/// As the invitation will be sent: the function chosen, else the usual one of that quality.
[[nodiscard]] domain::Profile profile_of_draft(InviteDraft const& draft);
/// M-08, R-21, R-22: what the law says of letting that member into the group, which his function has to give a part in:
/// allowed exactly where join_group_ops gives one.
[[nodiscard]] law::Decision decide_entry(
    Context const& context, MemberId const& member, GroupCompartments const& group);
/// a nominative space that these ops let him enter asks what any entry asks. False: refused, and said.
[[nodiscard]] bool may_enter(
    Context& context, MemberId const& id, domain::Profile profile, std::vector<ledger::ActOp> const& ops);
/// Nobody is coordonnateur, or the draft ends it.
[[nodiscard]] bool is_coordinator_free(Context const& context, MemberId const& member);
/// A member sees the groups in which he has a part; who signs acts sees all of them.
[[nodiscard]] bool may_see_group(Context const& context, GroupCompartments const& group);
/// Members who may lead a group: those who read it, by name.
[[nodiscard]] std::vector<MemberId> animators_of(Context const& context, GroupCompartments const& group);

/// Something about that member waits for a signature: his function cannot be changed beside it.
[[nodiscard]] bool is_change_prepared(Context const& context, MemberId const& member);
/// Why he enters no space now, whatever the law says: another function is prepared for him. Empty: he may.
[[nodiscard]] Phrase bar_to_entry(Context const& context, MemberId const& member);
/// That function, as its form gives it: R-20, one change about a member at a time, R-21 where he enters. `same`: what
/// is said of it where he has it already and something of it is missing. False: nothing was prepared, and it is said.
bool prepare_function(Context& context, MemberId const& id, domain::Profile profile, Phrase same);

// council_composition.cpp, for the pages beside.
/// Fields of one record, with the act; nothing when there are none.
void write_with(DraftChange& change, CompartmentId const& cid, RecordId const& record, FieldValues values);
void say_unchanged(Context& context);
// council_prepare_pages.cpp
/// Who stands at that place of the list now: later it may be somebody else's.
[[nodiscard]] FieldInput with_animator(Context const& context, EditGroup const& command);
void edit_council(Context& context, EditCouncil const& command);
void prepare_group(Context& context, GroupId const& id);
void prepare_council(Context& context);

}  // namespace huisclos::app
