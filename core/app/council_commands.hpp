// The larger commands of the council, apart; run_council_command dispatches.

#pragma once

#include "core/app/council_state.hpp"

namespace huisclos::app {

[[nodiscard]] Task<bool> send_invite(Context* context);
[[nodiscard]] Task<bool> accept_invite(Context* context, InviteId invite);
// council_invite_again.cpp
/// What an invitee reads of that kind: the version in force, or, of the règlement intérieur while none is, the one that
/// is written. Null when it is not readable here.
[[nodiscard]] domain::Texte const* text_to_read(Context const& context, domain::TypeTexte what);
/// P-02: who signs acts invites, and who is invited reads both texts. What is written of it is may_invite's.
[[nodiscard]] law::Decision decide_inviting(Context const& context);
/// What the law asks of who writes an invitation; traced.
[[nodiscard]] Task<bool> may_invite(Context* context, CompartmentId registry);
[[nodiscard]] Task<bool> cancel_invite(Context* context, InviteId invite);
/// Fills the form with what an invitation that expired said.
void invite_again(Context& context, InviteId const& invite);
/// After an invitation was made: the one that it replaces, of the same name.
[[nodiscard]] Task<bool> withdraw_replaced(Context* context, InviteDraft made);
/// The name that the person gives himself becomes that of the invitation, then of the member's entry.
[[nodiscard]] Task<bool> take_claimed_name(Context* context, InviteId invite);

// Groups and formation restreinte (council_groups.cpp).
void edit_group(Context& context, EditNewGroup const& command);
void prepare_new_group(Context& context);
/// Two groups of one name could not be told apart where a right is given or a sheet is opened: why that name is not
/// given to a new group, or to `self`. Empty: it may be.
[[nodiscard]] Phrase bar_to_group_name(
    Context const& context, std::string const& name, std::optional<GroupId> const& self = std::nullopt);
/// Whether `ops` may be added to the act in draft: the council would not have more spaces than it may (3.15).
[[nodiscard]] bool has_room_for(Context const& context, std::vector<ledger::ActOp> const& ops);
void prepare_join(Context& context, PrepareJoinGroup const& command);
void prepare_leave(Context& context, PrepareLeaveGroup const& command);
void prepare_join_restricted(Context& context, MemberId const& member);
void prepare_leave_restricted(Context& context, MemberId const& member);

// P-01 and R-24, asked for any act that ends a part (council_endings.cpp).
/// Of these ops, in the act that would be made of them now.
[[nodiscard]] law::Decision decide_ending(Context const& context, std::vector<ledger::ActOp> const& ops);
/// The same, and says the refusal.
[[nodiscard]] bool may_remove(Context& context, std::vector<ledger::ActOp> const& ops);
/// Of the whole act that is about to be signed, whatever made it; allowed when it ends nothing. Says the refusal.
[[nodiscard]] bool may_sign_endings(Context& context, sync::ActPlan const& plan);

// Somebody leaves (council_commands.cpp).
/// With the end of his mandate and, where he reads the log, another log key. A refusal is said.
void prepare_removal(Context& context, MemberId const& member);
/// It stands in the annuaire: said with the change that ends their part, and written with its act.
void add_end_of_mandate(Context const& context, DraftChange& change, std::vector<MemberId> gone);

/// Signs what is planned, says it in the log, keeps it on the disk with `records`. Ends with the error of
/// whichever failed.
[[nodiscard]] Task<Result<void>> sign_and_record(
    Context* context, sync::OpenIdentity* identity, sync::ActWish wish, sync::ActPlan plan,
    std::vector<sync::RecordWrite> records = {});

// Composition: functions, mandates, animators, the arrêté of the council (council_composition.cpp).
[[nodiscard]] bool is_composition_command(Command const& command);
void run_composition_command(Context& context, Command const& command);
/// A change of his function waits in the draft: what he reads is not known until it is signed. Says so.
[[nodiscard]] bool is_function_prepared(Context& context, MemberId const& member);
/// A role on LOG ends with this change: a new log key goes with it, so that he reads no later log (docs/protocol.md
/// 3.8).
void add_log_key(Context& context, DraftChange& change, MemberId const& member);

// Texts (council_texts.cpp).
[[nodiscard]] bool is_text_command(Command const& command);
void run_text_command(Context& context, Command const& command);

}  // namespace huisclos::app
