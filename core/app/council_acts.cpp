#include "core/app/council_acts.hpp"

#include <algorithm>

#include "core/base/heap_sort.hpp"
#include "core/crypto/random.hpp"

namespace huisclos::app {

namespace {

using domain::CompartmentClass;
using domain::Formation;
using domain::Profile;
using ledger::ActOp;

constexpr std::uint64_t k_log_months = 12;

/// A compartment op and the id that it gives under this signer.
struct NewCompartment {
    ledger::CompartmentOp op{};
    CompartmentId cid{};
    CompartmentClass of{};
    Formation formation{};
};

NewCompartment make_compartment(MemberId const& signer, CompartmentClass of, Formation formation, GroupId const& group)
{
    ledger::CompartmentShape const shape{
        .class_number = static_cast<std::uint64_t>(of),
        .group = group,
        .formation = static_cast<std::uint64_t>(formation),
        .salt = crypto::random_id<ledger::CompartmentSalt>()};
    return {{shape}, ledger::compartment_id(shape, ledger::author_of(signer)), of, formation};
}

template <typename Op>
void add_role(
    std::vector<Op>& ops, MemberId const& member, CompartmentId const& cid, CompartmentClass of, Formation formation,
    Profile profile)
{
    auto const role = domain::default_role(of, formation, profile);
    if (role == domain::Role::None)
        return;
    ops.emplace_back(ledger::RoleOp{
        .member = member,
        .cid = cid,
        .role = static_cast<std::uint8_t>(role),
        .profile = static_cast<std::uint32_t>(profile)});
}

void add_log_role(std::vector<ActOp>& ops, MemberId const& member, Profile profile)
{
    if (profile != Profile::Maire && profile != Profile::Dpo)
        return;
    ops.emplace_back(
        ledger::RoleOp{.member = member, .cid = k_log, .role = 1, .profile = static_cast<std::uint32_t>(profile)});
}

std::vector<NewCompartment> group_compartments(MemberId const& signer, GroupId const& group, RulesState rules)
{
    std::vector<NewCompartment> made{
        make_compartment(signer, CompartmentClass::GroupeNonNominatif, Formation::Groupe, group)};
    if (rules == RulesState::Adopted)
        made.push_back(make_compartment(signer, CompartmentClass::Nominatif, Formation::Groupe, group));
    return made;
}

void set_first(std::optional<CompartmentId>& place, CompartmentId const& cid)
{
    if (!place)
        place = cid;
}

/// Members who sit everywhere: their profile is given a role of management in every group.
std::vector<std::pair<MemberId, Profile>> members_of_every_group(ledger::RegistryState const& state)
{
    std::vector<std::pair<MemberId, Profile>> found;
    state.members().for_each([&](MemberId const& id, ledger::Member const& member) {
        auto const profile = profile_of(state, id);
        if (!member.is_out() && (profile == Profile::Maire || profile == Profile::Coordonnateur))
            found.emplace_back(id, profile);
    });
    return found;
}

}  // namespace

GroupCompartments const* CouncilMap::group(GroupId const& id) const
{
    auto const found = std::ranges::find(groups, id, &GroupCompartments::group);
    return found == groups.end() ? nullptr : &*found;
}

CouncilMap council_map(ledger::RegistryState const& state)
{
    std::vector<ledger::Compartment const*> all;
    state.compartments().for_each(
        [&all](CompartmentId const&, ledger::Compartment const& compartment) { all.push_back(&compartment); });
    heap_sort(all, {}, &ledger::Compartment::place);

    CouncilMap map;
    for (auto const* const compartment : all) {
        auto const of = domain::compartment_class_from(compartment->shape.class_number);
        auto const formation = domain::formation_from(compartment->shape.formation);
        if (!of || !formation)
            continue;
        if (*of == CompartmentClass::General)
            set_first(*formation == Formation::Pleniere ? map.plenary : map.restricted, compartment->cid);
        else if (*of == CompartmentClass::Registre)
            set_first(map.registry, compartment->cid);
        else if (*of == CompartmentClass::Annuaire)
            set_first(map.directory, compartment->cid);
        else if (*of == CompartmentClass::GroupeNonNominatif || *of == CompartmentClass::Nominatif) {
            auto const& id = compartment->shape.group;
            auto group = std::ranges::find(map.groups, id, &GroupCompartments::group);
            if (group == map.groups.end())
                group = map.groups.insert(map.groups.end(), GroupCompartments{.group = id});
            set_first(*of == CompartmentClass::Nominatif ? group->nominative : group->plain, compartment->cid);
        }
    }
    heap_sort(map.groups, {}, &GroupCompartments::group);
    return map;
}

std::vector<CompartmentId> in_council_order(CouncilMap const& map, std::vector<CompartmentId> cids)
{
    std::vector<CompartmentId> sorted;
    auto const take = [&](std::optional<CompartmentId> const& cid) {
        auto const found = cid ? std::ranges::find(cids, *cid) : cids.end();
        if (found == cids.end())
            return;
        sorted.push_back(*found);
        cids.erase(found);
    };
    for (auto const& cid : {map.plenary, map.restricted, map.registry, map.directory})
        take(cid);
    for (auto const& group : map.groups) {
        take(group.plain);
        take(group.nominative);
    }
    sorted.insert(sorted.end(), cids.begin(), cids.end());
    return sorted;
}

Profile profile_of(ledger::RegistryState const& state, MemberId const& id)
{
    auto const* const member = state.member(id);
    if (member == nullptr)
        return Profile::None;
    std::uint32_t best = 0;
    member->roles.for_each([&best](CompartmentId const&, ledger::RoleRecord const& record) {
        if (record.current.role > 0)
            best = leading_profile(best, record.current.profile);
    });
    return domain::profile_from(best).value_or(Profile::None);
}

std::vector<ActOp> founding_ops(FoundingActs const& wanted)
{
    auto policy = wanted.policy;
    policy.rules = ledger::k_known_rules;
    policy.min_suite = 1;
    policy.log_months = k_log_months;
    std::vector<NewCompartment> made{
        make_compartment(wanted.founder, CompartmentClass::General, Formation::Pleniere, {}),
        make_compartment(wanted.founder, CompartmentClass::General, Formation::Restreinte, {}),
        make_compartment(wanted.founder, CompartmentClass::Registre, Formation::Pleniere, {}),
        make_compartment(wanted.founder, CompartmentClass::Annuaire, Formation::Pleniere, {})};
    for (auto const& group : wanted.groups) {
        auto const of_group = group_compartments(wanted.founder, group, wanted.rules);
        made.insert(made.end(), of_group.begin(), of_group.end());
    }
    std::vector<ActOp> ops{policy, wanted.log_key};
    for (auto const& compartment : made)
        ops.emplace_back(compartment.op);
    for (auto const& compartment : made)
        add_role(ops, wanted.founder, compartment.cid, compartment.of, compartment.formation, Profile::Maire);
    add_log_role(ops, wanted.founder, Profile::Maire);
    return ops;
}

std::vector<ActOp> new_group_ops(
    ledger::RegistryState const& state, MemberId const& signer, GroupId const& group, RulesState rules)
{
    std::vector<ActOp> ops;
    auto const made = group_compartments(signer, group, rules);
    ops.reserve(made.size());
    for (auto const& compartment : made)
        ops.emplace_back(compartment.op);
    for (auto const& compartment : made) {
        for (auto const& [member, profile] : members_of_every_group(state))
            add_role(ops, member, compartment.cid, compartment.of, compartment.formation, profile);
    }
    return ops;
}

std::vector<ActOp> open_groups_ops(
    ledger::RegistryState const& state, MemberId const& signer, std::vector<GroupId> const& groups)
{
    std::vector<ActOp> ops;
    auto const map = council_map(state);
    for (auto const& id : groups) {
        auto const* const group = map.group(id);
        if (group == nullptr || group->nominative || !group->plain)
            continue;
        auto const made = make_compartment(signer, CompartmentClass::Nominatif, Formation::Groupe, id);
        ops.emplace_back(made.op);
        for (auto const& reader : state.readers(*group->plain)) {
            auto const profile = domain::profile_from(state.member(reader)->right_in(*group->plain).profile);
            add_role(ops, reader, made.cid, made.of, made.formation, profile.value_or(Profile::None));
        }
    }
    return ops;
}

std::vector<ActOp> admission_ops(ledger::RegistryState const& state, Admission const& admission)
{
    auto const member = crypto::member_id(admission.identity);
    auto const map = council_map(state);
    std::vector<ActOp> ops{ledger::MemberOp{admission.identity, admission.card}};
    if (admission.rank)
        ops.emplace_back(ledger::RankOp{member, admission.rank});
    auto const add = [&](std::optional<CompartmentId> const& cid, CompartmentClass of, Formation formation) {
        if (cid)
            add_role(ops, member, *cid, of, formation, admission.profile);
    };
    bool const everywhere = admission.profile == Profile::Coordonnateur || admission.profile == Profile::Maire;
    add(map.plenary, CompartmentClass::General, Formation::Pleniere);
    if (admission.restricted || everywhere)
        add(map.restricted, CompartmentClass::General, Formation::Restreinte);
    if (admission.rank || everywhere)
        add(map.registry, CompartmentClass::Registre, Formation::Pleniere);
    add(map.directory, CompartmentClass::Annuaire, Formation::Pleniere);
    for (auto const& group : map.groups) {
        if (!everywhere && std::ranges::find(admission.groups, group.group) == admission.groups.end())
            continue;
        add(group.plain, CompartmentClass::GroupeNonNominatif, Formation::Groupe);
        add(group.nominative, CompartmentClass::Nominatif, Formation::Groupe);
    }
    add_log_role(ops, member, admission.profile);
    return ops;
}

bool sits_in_groups(Profile profile)
{
    return domain::default_role(CompartmentClass::GroupeNonNominatif, Formation::Groupe, profile) != domain::Role::None;
}

bool sits_in_restricted(Profile profile)
{
    return domain::default_role(CompartmentClass::General, Formation::Restreinte, profile) != domain::Role::None;
}

std::vector<ledger::RoleOp> roles_in_group(GroupCompartments const& group, MemberId const& member, Profile profile)
{
    std::vector<ledger::RoleOp> roles;
    if (group.plain)
        add_role(roles, member, *group.plain, CompartmentClass::GroupeNonNominatif, Formation::Groupe, profile);
    if (group.nominative)
        add_role(roles, member, *group.nominative, CompartmentClass::Nominatif, Formation::Groupe, profile);
    return roles;
}

std::vector<ledger::RoleOp> roles_in_restricted(CouncilMap const& map, MemberId const& member, Profile profile)
{
    std::vector<ledger::RoleOp> roles;
    if (map.restricted)
        add_role(roles, member, *map.restricted, CompartmentClass::General, Formation::Restreinte, profile);
    return roles;
}

std::vector<ActOp> join_group_ops(ledger::RegistryState const& state, MemberId const& member, GroupId const& group)
{
    auto const map = council_map(state);
    auto const* const of = map.group(group);
    if (of == nullptr)
        return {};
    auto const roles = roles_in_group(*of, member, profile_of(state, member));
    return {roles.begin(), roles.end()};
}

std::vector<ActOp> leave_group_ops(ledger::RegistryState const& state, MemberId const& member, GroupId const& group)
{
    std::vector<ActOp> ops;
    auto const map = council_map(state);
    auto const* const of = map.group(group);
    if (of == nullptr)
        return ops;
    for (auto const& cid : {of->plain, of->nominative}) {
        if (cid)
            ops.emplace_back(ledger::RoleOp{.member = member, .cid = *cid});
    }
    return ops;
}

std::vector<ActOp> join_restricted_ops(ledger::RegistryState const& state, MemberId const& member)
{
    auto const roles = roles_in_restricted(council_map(state), member, profile_of(state, member));
    return {roles.begin(), roles.end()};
}

std::vector<ActOp> leave_restricted_ops(ledger::RegistryState const& state, MemberId const& member)
{
    std::vector<ActOp> ops;
    if (auto const cid = council_map(state).restricted)
        ops.emplace_back(ledger::RoleOp{.member = member, .cid = *cid});
    return ops;
}

namespace {

void change_role(
    std::vector<ActOp>& ops, ledger::Member const& member, CompartmentId const& cid, domain::Role role, Profile profile)
{
    auto const now = member.right_in(cid);
    auto const wanted = static_cast<std::uint8_t>(role);
    if (wanted == 0 && now.role > 0)
        ops.emplace_back(ledger::RoleOp{.member = member.id, .cid = cid});
    else if (wanted != 0 && (now.role != wanted || now.profile != static_cast<std::uint32_t>(profile)))
        ops.emplace_back(ledger::RoleOp{
            .member = member.id, .cid = cid, .role = wanted, .profile = static_cast<std::uint32_t>(profile)});
}

}  // namespace

std::vector<ActOp> function_ops(ledger::RegistryState const& state, MemberId const& id, Profile profile)
{
    std::vector<ActOp> ops;
    auto const* const member = state.member(id);
    if (member == nullptr)
        return ops;
    auto const map = council_map(state);
    bool const leads = profile == Profile::Coordonnateur || profile == Profile::Maire;
    bool const is_coordinator = profile == Profile::Coordonnateur;
    auto const former = profile_of(state, id);
    bool const led = former == Profile::Coordonnateur || former == Profile::Maire;
    if (is_coordinator && member->rank != k_coordinator_rank)
        ops.emplace_back(ledger::RankOp{id, k_coordinator_rank});
    else if (!leads && member->rank < ledger::k_no_rank)
        ops.emplace_back(ledger::RankOp{id, std::nullopt});
    auto const change = [&](std::optional<CompartmentId> const& cid, CompartmentClass of, Formation formation) {
        if (cid)
            change_role(ops, *member, *cid, domain::default_role(of, formation, profile), profile);
    };
    auto const reads = [member](std::optional<CompartmentId> const& cid) {
        return cid && member->right_in(*cid).role > 0;
    };
    change(map.plenary, CompartmentClass::General, Formation::Pleniere);
    if (leads || reads(map.restricted))
        change(map.restricted, CompartmentClass::General, Formation::Restreinte);
    change(map.registry, CompartmentClass::Registre, Formation::Pleniere);
    change(map.directory, CompartmentClass::Annuaire, Formation::Pleniere);
    for (auto const& group : map.groups) {
        // who read every group by his function belongs to none; he enters again those where he is named.
        if (led && !leads) {
            for (auto const& cid : {group.plain, group.nominative}) {
                if (cid)
                    change_role(ops, *member, *cid, domain::Role::None, profile);
            }
            continue;
        }
        if (!leads && !reads(group.plain) && !reads(group.nominative))
            continue;
        change(group.plain, CompartmentClass::GroupeNonNominatif, Formation::Groupe);
        change(group.nominative, CompartmentClass::Nominatif, Formation::Groupe);
    }
    bool const reads_log = profile == Profile::Dpo || profile == Profile::Maire;
    change_role(ops, *member, k_log, reads_log ? domain::Role::Read : domain::Role::None, profile);
    return ops;
}

std::vector<ActOp> removal_ops(MemberId const& member, std::vector<ObjectName> cards)
{
    return {ledger::MemberOutOp{.member = member, .marks = {}, .cards = std::move(cards)}};
}

bool is_departure(ActOp const& op)
{
    return std::holds_alternative<ledger::MemberOutOp>(op) || std::holds_alternative<ledger::DeviceOutOp>(op);
}

}  // namespace huisclos::app
