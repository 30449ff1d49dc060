// Least roles (docs/protocol.md 3.6) and the profile table of rules 1.

#include <algorithm>

#include "core/ledger/governing.hpp"

namespace huisclos::ledger {

namespace {

constexpr std::uint8_t k_nobody = 5;

/// Référent, membre, parquet: signalements of their own while « Signalée », answers to liaison questions; the référent
/// also the actions and results of the situations that name him.
bool member_permits(OpFacts const& facts, Profile profile)
{
    if (facts.record == RecordNature::Signalement && facts.field == FieldNature::Decision)
        return false;
    if (facts.record == RecordNature::Signalement)
        return facts.ownership == Ownership::Own &&
               (facts.kind == RecordOp::Create || facts.stage == ReportStage::Reported);
    if (facts.record != RecordNature::Situation)
        return false;
    if (facts.field == FieldNature::LiaisonAnswer)
        return facts.kind == RecordOp::Append;
    return profile == Profile::Referent && facts.field == FieldNature::Action && facts.naming == Naming::NamesAuthor;
}

bool profile_permits(OpFacts const& facts, Profile profile)
{
    switch (profile) {
    case Profile::Maire:
    case Profile::Coordonnateur:
        return true;
    case Profile::Referent:
    case Profile::Membre:
    case Profile::Parquet:
        return member_permits(facts, profile);
    case Profile::Secretariat:
        return facts.compartment == CompartmentClass::General ||
               facts.compartment == CompartmentClass::GroupeNonNominatif;
    case Profile::None:
    case Profile::Dpo:
    case Profile::Calendrier:
        break;
    }
    return false;
}

}  // namespace

std::uint8_t least_role(RecordOp kind, Ownership ownership)
{
    switch (kind) {
    case RecordOp::Append:
    case RecordOp::Create:
        return 2;
    case RecordOp::Set:
    case RecordOp::Add:
    case RecordOp::Drop:
    case RecordOp::Attach:
        return ownership == Ownership::Own ? 2 : 3;
    case RecordOp::Detach:
    case RecordOp::Close:
    case RecordOp::Reopen:
    case RecordOp::Gone:
    case RecordOp::Snapshot:
        return 3;
    case RecordOp::Shred:
    case RecordOp::Adopt:
    case RecordOp::Freeze:
        return 4;
    case RecordOp::Log:
        break;
    }
    return k_nobody;
}

bool permits(OpFacts const& facts, Right const& right, std::uint64_t rules)
{
    if (right.role < least_role(facts.kind, facts.ownership))
        return false;
    if (rules == 0)
        return true;
    return profile_permits(facts, domain::profile_from(right.profile).value_or(Profile::None));
}

Verdict judge_op(Governing const& governing, OpFacts const& facts, std::uint64_t rules)
{
    if (governing.standing == Standing::Waits)
        return Verdict::Waits;
    if (governing.standing == Standing::Governs && permits(facts, governing.right, rules))
        return Verdict::Allowed;
    bool const was_permitted =
        std::ranges::any_of(governing.former, [&](Right const& right) { return permits(facts, right, rules); });
    return was_permitted ? Verdict::Cut : Verdict::Rights;
}

}  // namespace huisclos::ledger
