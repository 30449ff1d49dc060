#include "core/app/council_again_words.hpp"

#include "core/app/council_words.hpp"

namespace huisclos::app {

namespace {

/// Of whom the op speaks, where it is one person.
std::optional<MemberId> whom_of(ledger::ActOp const& op)
{
    return std::visit(
        []<typename Op>(Op const& one) -> std::optional<MemberId> {
            if constexpr (requires { one.member; })
                return one.member;
            else
                return std::nullopt;
        },
        op);
}

std::string_view key_of_skip(ledger::SkipReason reason)
{
    using enum ledger::SkipReason;
    switch (reason) {
    case NotAMember:
        return "council.skip.not_a_member";
    case Senior:
        return "council.skip.senior";
    case RankNotBelow:
        return "council.skip.rank_not_below";
    case RankTaken:
        return "council.skip.rank_taken";
    case AlreadyKnown:
    case DeviceOut:
    case CompartmentExists:
    case SetKnown:
        return "council.skip.done";
    case NoCompartment:
    case CompartmentVoid:
        return "council.skip.no_compartment";
    case AuthorDoesNotRead:
        return "council.skip.not_read";
    case RaisesHimself:
        return "council.skip.himself";
    case MayorOnly:
        return "council.skip.mayor_only";
    case OfficersOnly:
        return "council.again.officers";
    case Malformed:
        return "council.again.malformed";
    case Unknown:
    case Ignorable:
    case DirectoryBase:
    case FieldsRefused:
    case FieldsHeld:
        break;
    }
    return "council.again.unknown";
}

/// Of oneself it is no matter of rank.
std::string_view key_of_skip_about_himself(ledger::ActOp const& op, ledger::SkipReason reason)
{
    using ledger::SkipReason;
    bool const is_of_standing =
        std::holds_alternative<ledger::RankOp>(op) || std::holds_alternative<ledger::RoleOp>(op);
    if (reason == SkipReason::Senior && std::holds_alternative<ledger::MemberOutOp>(op))
        return "council.skip.own_departure";
    return key_of_skip(reason == SkipReason::Senior && is_of_standing ? SkipReason::RaisesHimself : reason);
}

}  // namespace

Phrase say_skip(Context const& context, ledger::ActOp const& op, ledger::SkipReason reason)
{
    auto whom = whom_of(op);
    bool const is_about_himself = whom == context.vault.self();
    auto said = phrase(is_about_himself ? key_of_skip_about_himself(op, reason) : key_of_skip(reason));
    auto const* const rank = std::get_if<ledger::RankOp>(&op);
    if (reason == ledger::SkipReason::RankTaken && rank != nullptr) {
        auto const* const holder = context.registry().holder_of(ledger::rank_given_by(*rank));
        if (holder != nullptr)
            whom = holder->id;
    }
    if (whom)
        said.with("name", plain_name(context, *whom));
    if (auto const* const role = std::get_if<ledger::RoleOp>(&op))
        said.with("place", say_place(context, role->cid));
    return said;
}

}  // namespace huisclos::app
