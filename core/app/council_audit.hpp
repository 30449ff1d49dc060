// What the audit of docs/protocol.md 3.8 finds, told to whoever can repair it, each with the button that does; and what
// these buttons prepare in the act in draft.

#pragma once

#include <optional>

#include "core/app/council_state.hpp"
#include "core/app/todo_list.hpp"
#include "core/ledger/audit.hpp"

namespace huisclos::app {

/// @pre context.has_registry()
[[nodiscard]] ledger::AuditReport audit_of(Context const& context);

/// What it finds for one page: asked once, by whatever asks first. Not kept longer than the page is made.
class AuditOnce {
public:
    explicit AuditOnce(Context const& context) : m_context(context) {}
    [[nodiscard]] ledger::AuditReport const& report()
    {
        if (!m_report)
            m_report = audit_of(m_context);
        return *m_report;
    }

private:
    Context const& m_context;
    std::optional<ledger::AuditReport> m_report{};
};

/// Of one kind, one line for each thing that only its own button repairs (a space, a member, a device); one line with a
/// count for what is told only. @pre this member has a rank
void present_audit(Context const& context, TodoList& todo);

/// Acts of others since the mayor's last one, for the mayor: the line that prepares his visa. Empty when there are none
/// or when the act in draft will say it.
[[nodiscard]] std::vector<TodoView> present_visa(Context const& context, ledger::AuditReport const& report);

/// The role that this member would give himself to change the key of a halted compartment that nobody who signs acts
/// reads: he is the mayor, and the council gives his profile one there (docs/protocol.md 3.7: `role` then `rotate`, in
/// one act of rank 0). Empty otherwise.
[[nodiscard]] std::optional<ledger::RoleOp> role_to_enter(Context const& context, CompartmentId const& cid);

/// A new key for the log from this month on, by who is of rank 0 (docs/protocol.md 3.8, 3.11): the act says it, its
/// seed goes to those who read the log then.
void put_log_key(Context const& context, DraftChange& change);

/// Délégués à la protection des données who have no role on LOG, which only the mayor's act gives: somebody else let
/// them in. By member id; those whom the act in draft deals with are left out.
[[nodiscard]] std::vector<MemberId> without_log(Context const& context);

// PrepareRotation, PrepareOldKeys, PrepareLogKey, PrepareLogRole, PrepareVisa (council_repairs.cpp). What the act in
// draft does already is not added again.
[[nodiscard]] bool is_repair_command(Command const& command);
void run_repair_command(Context& context, Command const& command);
[[nodiscard]] bool is_rotation_prepared(Context const& context, CompartmentId const& cid);
[[nodiscard]] bool is_log_key_prepared(Context const& context);
/// Spaces whose key is older than the council wants and that this member may change.
[[nodiscard]] std::vector<CompartmentId> old_keys_of(Context const& context, ledger::AuditReport const& report);

}  // namespace huisclos::app
