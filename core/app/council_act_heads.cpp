#include "core/app/council_act_heads.hpp"

#include <algorithm>

#include "core/domain/places.hpp"

namespace huisclos::app {

MadeSpaces spaces_made(CouncilMap const& map, std::vector<ledger::OpDescription> const& ops)
{
    MadeSpaces made;
    for (auto const& op : ops) {
        bool const is_made = op.kind == ledger::ActOpKind::Compartment && op.unknown_kind == 0 && !op.skipped;
        auto const of =
            is_made && op.cid && op.shape ? domain::compartment_class_from(op.shape->class_number) : std::nullopt;
        bool const is_open = of == domain::CompartmentClass::Nominatif;
        if (!is_open && of != domain::CompartmentClass::GroupeNonNominatif)
            continue;
        auto const& group = op.shape->group;
        auto const* const known = map.group(group);
        if (known == nullptr) {
            made.of_new.emplace(*op.cid, group);
            made.groups[group] |= is_open;
        } else if (is_open && !known->nominative) {
            made.of_known.emplace(*op.cid, group);
        }
    }
    return made;
}

Phrase say_new_group(Context const& context, ActNames const& names, MadeSpaces const& made, GroupId const& group)
{
    auto name = said_group(context, names, group);
    auto const found = made.groups.find(group);
    if (found == made.groups.end() || !std::holds_alternative<std::string>(name))
        return {};
    return phrase(found->second ? "council.change.new_group_open" : "council.change.new_group")
        .with("group", std::move(name));
}

bool enters_all_of(std::vector<ledger::OpDescription> const& ops, std::vector<ledger::RoleOp> const& part)
{
    auto const is_given = [&](ledger::RoleOp const& role) {
        return std::ranges::any_of(ops, [&](ledger::OpDescription const& op) {
            return op.kind == ledger::ActOpKind::Role && op.member == role.member && op.cid == role.cid &&
                   !op.skipped && op.right_before.role == 0 && op.right_after.role > 0;
        });
    };
    return !part.empty() && std::ranges::all_of(part, is_given);
}

bool was_halted(Context const& context, ledger::RegistryState const& before, CompartmentId const& cid)
{
    auto const& registry = *context.vault.knowledge().registry();
    auto const epochs = before.epochs(cid);
    if (epochs.empty())
        return false;
    auto const& last = epochs.back();
    // Acts that came after that state may have let people in since: they had left nothing yet.
    auto const had_left = [&](MemberId const& id) {
        auto const* const member = before.member(id);
        if (member == nullptr)
            return false;
        if (member->is_out() || before.reads(*member, cid))
            return true;
        auto const* const record = member->roles.find(cid);
        return record != nullptr && std::ranges::any_of(record->live, [&](ledger::RoleRecord::Value const& value) {
                   return value.act.hash != last.act.hash && !registry.is_in_past(value.act.hash, last.act.hash);
               });
    };
    return std::ranges::any_of(registry.who_left(before, cid, last.commit), had_left);
}

}  // namespace huisclos::app
