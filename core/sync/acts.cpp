#include "core/sync/acts.hpp"

#include <deque>

#include "core/ledger/epochs_hist.hpp"
#include "core/ledger/grant.hpp"

namespace huisclos::sync {

namespace {

constexpr std::size_t k_max_back = 16;

/// The end of each branch of each chain, as held; where this device does not read, one for each chain of a compartment
/// that the registry has, as the head in use names it: heads of a device may name what they like.
std::vector<ledger::BranchEnd> branch_ends(Vault const& vault)
{
    auto const& knowledge = vault.knowledge();
    std::vector<ledger::BranchEnd> ends;
    for (auto const& cid : knowledge.open_compartments()) {
        auto const& chains = knowledge.records(cid)->chains();
        for (auto const& device : chains.devices()) {
            for (auto const* const node : known_ends(knowledge, vault.former_devices(), device, cid)) {
                ends.push_back({node->member, {device, cid, node->segment.address.seq, node->segment.bh, node->name}});
            }
        }
    }
    for (auto const& device : knowledge.heads().devices()) {
        auto const owner = knowledge.cards().find_device(device);
        if (!owner)
            continue;
        std::set<CompartmentId> named;
        for (auto const& end : knowledge.heads().chain_ends(device)) {
            bool const is_known = knowledge.registry()->state().compartment(end.cid) != nullptr;
            if (is_known && knowledge.records(end.cid) == nullptr && named.insert(end.cid).second)
                ends.push_back({owner->member, {device, end.cid, end.seq, end.bh, end.name}});
        }
    }
    return ends;
}

ledger::HeldKeys held_keys(EpochKeys const& keys)
{
    ledger::HeldKeys held;
    for (auto const& cid : keys.compartments()) {
        for (auto const& named : keys.all(cid))
            held[cid].push_back({named.epoch, named.secret});
    }
    return held;
}

/// Names of the tips' objects (of the root: of the genesis object), then of acts before them, nearest first.
std::vector<ObjectName> back_names(Knowledge const& knowledge, std::vector<ActHash> const& tips)
{
    std::vector<ObjectName> back;
    std::deque<ActHash> next(tips.begin(), tips.end());
    std::set<ActHash> seen;
    while (!next.empty() && back.size() < k_max_back) {
        auto const hash = next.front();
        next.pop_front();
        if (!seen.insert(hash).second)
            continue;
        if (hash == ledger::root_hash(knowledge.vault())) {
            if (tips.size() == 1 && tips[0] == hash && knowledge.genesis_name())
                back.push_back(*knowledge.genesis_name());
            continue;
        }
        if (auto const name = knowledge.act_name(hash))
            back.push_back(*name);
        if (auto const* const act = knowledge.registry()->act(hash))
            next.insert(next.end(), act->past.begin(), act->past.end());
    }
    return back;
}

/// Compartments of which this act names somebody as a reader: (member, cid) pairs to be granted beside rotations.
std::set<std::pair<MemberId, CompartmentId>> named_readers(std::vector<ledger::ActOp> const& ops)
{
    std::set<std::pair<MemberId, CompartmentId>> named;
    for (auto const& op : ops) {
        if (auto const* const member = std::get_if<ledger::MemberOp>(&op))
            named.insert({crypto::member_id(member->identity), k_dir});
        else if (auto const* const role = std::get_if<ledger::RoleOp>(&op); role != nullptr && role->role > 0)
            named.insert({role->member, role->cid});
    }
    return named;
}

using Items = std::map<CompartmentId, std::vector<SecretBytes>>;

/// Keys of a compartment that somebody new needs: the write epoch, and those that no hist from there leads to.
std::vector<SecretBytes> keys_to_give(Vault const& vault, CompartmentId const& cid)
{
    std::vector<SecretBytes> keys;
    if (cid == k_log) {
        for (auto const& seed : vault.keys().log)
            keys.push_back(seed.seed.clone());
        return keys;
    }
    auto const& held = vault.knowledge().keys();
    std::vector<ledger::HeldKey> all;
    for (auto const& named : held.all(cid))
        all.push_back({named.epoch, named.secret});
    for (auto const& eid : ledger::keys_to_carry(*vault.knowledge().registry(), cid, all)) {
        if (auto const secret = held.find(cid, eid); !secret.empty())
            keys.push_back(SecretBytes::copy_of(secret));
    }
    return keys;
}

Result<ActPublication::Grant> make_grant(
    VaultId const& vault, ledger::GrantPlan::Recipient const& recipient, Items const& items)
{
    ledger::Grant grant{recipient.target, recipient.generation, {}};
    for (auto const& cid : recipient.cids) {
        auto const found = items.find(cid);
        if (found == items.end())
            continue;
        for (auto const& secret : found->second)
            grant.items.push_back({cid, secret.clone()});
    }
    HUISCLOS_TRY_ASSIGN(object, ledger::seal_grant(vault, recipient.key, grant));
    return ActPublication::Grant{crypto::inbox_id(vault, recipient.key), std::move(object)};
}

}  // namespace

ledger::CardsByMember cards_by_member(CardBook const& book)
{
    ledger::CardsByMember cards;
    for (auto const& member : book.members())
        cards.emplace(member, book.all_of(member));
    return cards;
}

Result<ActPlan> plan_act(Vault const& vault, ActWish const& wish)
{
    auto const& knowledge = vault.knowledge();
    auto const* const registry = knowledge.registry();
    if (registry == nullptr)
        return fail(ErrorCode::NoKey, "the registry is not known");
    ledger::ActDraft draft;
    draft.author = ledger::author_of(vault.self());
    draft.wanted = wish.ops;
    draft.chain_ends = branch_ends(vault);
    draft.back = back_names(knowledge, registry->tips());
    draft.t = static_cast<std::uint64_t>(vault.now().ms);
    ActPlan plan;
    HUISCLOS_TRY_ASSIGN(prepared, ledger::prepare_act(*registry, draft, held_keys(knowledge.keys())));
    plan.prepared = std::move(prepared);
    plan.words = ledger::describe_act(registry->state(), plan.prepared.act, plan.prepared.preview.skips);
    auto const rotated = plan.prepared.rotated();
    plan.without_key =
        ledger::plan_grants(plan.prepared.preview.state, rotated, cards_by_member(knowledge.cards()), wish.verified)
            .waiting;
    return plan;
}

Result<ActPublication> sign_plan(Vault const& vault, ActWish wish, ActPlan plan, crypto::SigningKey const& identity)
{
    auto const rotated = plan.prepared.rotated();
    std::set<CompartmentId> const is_rotated(rotated.begin(), rotated.end());
    auto const named = named_readers(plan.prepared.act.ops);

    std::set<CompartmentId> asked = is_rotated;
    for (auto const& [member, cid] : named)
        asked.insert(cid);
    if (wish.log_key)
        asked.insert(k_log);
    Items items;
    for (auto const& cid : asked) {
        if (!is_rotated.contains(cid))
            items.emplace(cid, keys_to_give(vault, cid));
    }
    for (auto const& key : plan.prepared.keys)
        items[key.cid].push_back(key.secret.clone());
    if (wish.log_key)
        items[k_log].push_back(wish.log_key->seed.clone());

    ActPublication publication;
    std::vector<CompartmentId> const cids(asked.begin(), asked.end());
    auto const grants = ledger::plan_grants(
        plan.prepared.preview.state, cids, cards_by_member(vault.knowledge().cards()), wish.verified);
    for (auto recipient : grants.recipients) {
        std::erase_if(recipient.cids, [&](CompartmentId const& cid) {
            bool const is_named = named.contains({MemberId{recipient.target.bytes}, cid});
            bool const gets_log_key = cid == k_log && wish.log_key.has_value();
            return !is_rotated.contains(cid) && !is_named && !gets_log_key;
        });
        if (recipient.cids.empty())
            continue;
        // Members whose key is none are not among them, and are listed (GrantBar::BadKey).
        if (auto grant = make_grant(vault.id(), recipient, items))
            publication.grants.push_back(std::move(*grant));
    }
    publication.act = ledger::sign_act(identity, vault.id(), ledger::encode_act(plan.prepared.act));
    for (auto& key : plan.prepared.keys)
        publication.secrets.emplace_back(key.cid, std::move(key.secret));
    if (wish.log_key)
        publication.log_seeds.push_back({wish.log_key->from_period, std::move(wish.log_key->seed)});
    return publication;
}

Result<std::vector<ActPublication::Grant>> grant_missing(
    Vault const& vault, CompartmentId const& cid, MemberId const& member, std::set<MemberId> const& verified)
{
    auto const* const registry = vault.knowledge().registry();
    auto const* const known = registry == nullptr ? nullptr : registry->state().member(member);
    if (known == nullptr || !registry->state().reads(*known, cid))
        return fail(ErrorCode::Rights, "this member does not read that compartment");
    auto const cards = cards_by_member(vault.knowledge().cards());
    std::vector<CompartmentId> const cids{k_dir, cid};
    auto const plan = ledger::plan_grants(registry->state(), cids, cards, verified);
    Items items;
    for (auto const& asked : cids)
        items.emplace(asked, keys_to_give(vault, asked));
    if (items[cid].empty())
        return fail(ErrorCode::NoKey, "the key is not held here");
    std::vector<ActPublication::Grant> grants;
    for (auto const& recipient : plan.recipients) {
        if (recipient.target != ledger::target_of(member))
            continue;
        HUISCLOS_TRY_ASSIGN(grant, make_grant(vault.id(), recipient, items));
        grants.push_back(std::move(grant));
    }
    if (grants.empty())
        return fail(ErrorCode::Input, "his card does not allow it yet");
    return grants;
}

}  // namespace huisclos::sync
