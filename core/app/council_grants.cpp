#include "core/app/council_grants.hpp"

#include <algorithm>

#include "core/app/council_texts.hpp"
#include "core/app/draft_slots.hpp"
#include "core/ledger/cbor_fields.hpp"
#include "core/ledger/grant_recipients.hpp"
#include "core/ledger/policy_fields.hpp"

namespace huisclos::app {

namespace {

struct Granted {
    CompartmentId cid{};
    Commitment commit{};
    MemberId member{};

    friend auto operator<=>(Granted const&, Granted const&) = default;
};

Result<Granted> read_granted(ledger::CborValue const& item)
{
    HUISCLOS_TRY_ASSIGN(parts, ledger::parts_of(item, 3));
    HUISCLOS_TRY_ASSIGN(cid, parts[0].as_bytes_of(CompartmentId::k_size));
    HUISCLOS_TRY_ASSIGN(commit, parts[1].as_bytes_of(Commitment::k_size));
    HUISCLOS_TRY_ASSIGN(member, parts[2].as_bytes_of(MemberId::k_size));
    return Granted{*CompartmentId::from(cid), *Commitment::from(commit), *MemberId::from(member)};
}

/// What this device gave. What does not read is forgotten: the person is listed once more.
std::set<Granted> granted(Context const& context)
{
    std::set<Granted> all;
    for (auto const& item : kept_items(context, k_draft_granted)) {
        if (auto const one = read_granted(item))
            all.insert(*one);
    }
    return all;
}

/// Of former epochs nothing is kept.
SecretBytes pack(Context const& context, std::set<Granted> all)
{
    std::erase_if(all, [&](Granted const& one) {
        auto const* const epoch = context.vault.knowledge().registry()->write_epoch(one.cid);
        return epoch == nullptr || epoch->commit != one.commit;
    });
    ledger::CborWriter writer;
    writer.array(all.size());
    for (auto const& one : all)
        writer.array(3).bytes(one.cid.view()).bytes(one.commit.view()).bytes(one.member.view());
    return SecretBytes::copy_of(writer.take());
}

bool accepted_before(ledger::Card const& card, ledger::TextInForce const& text, std::uint64_t t)
{
    return std::ranges::any_of(card.acceptances, [&](ledger::Acceptance const& acceptance) {
        return is_of_text(acceptance, text) && static_cast<std::uint64_t>(acceptance.at.ms) <= t;
    });
}

/// Whether his card barred him from a key that this act gave (docs/protocol.md 3.8): by the texts that it left in
/// force, and what he had accepted by then. Nobody but its author has accepted a text that the act itself puts in
/// force.
bool was_barred(
    Context const& context, ledger::Card const& card, ledger::ActRef const& ref, ledger::CompartmentClass of)
{
    auto const& registry = *context.vault.knowledge().registry();
    auto const* const act = registry.act(ref.hash);
    auto const* const view = registry.view(ref.hash);
    if (act == nullptr || view == nullptr)
        return false;
    auto const& policy = view->policy();
    bool const is_author = ledger::as_member(act->author) == card.member();
    bool const is_new = ledger::setter_of(policy, ledger::PolicyField::Texts) == ref;
    for (auto const what : {ledger::AcceptedText::Charter, ledger::AcceptedText::RulesOfProcedure}) {
        auto const* const text = policy.text_in_force(static_cast<std::uint64_t>(what));
        if (text == nullptr && of <= ledger::CompartmentClass::Archive)
            return true;
        if (text != nullptr && ((is_new && !is_author) || !accepted_before(card, *text, act->t)))
            return true;
    }
    return false;
}

/// No act that gave him the key of this epoch found his card in order.
bool never_given(
    Context const& context, ledger::Epoch const& epoch, ledger::Member const& member,
    ledger::Compartment const& compartment)
{
    auto const* const card = context.vault.knowledge().cards().current(member.id);
    if (card == nullptr || !was_barred(context, card->card.card, epoch.act, compartment.class_of()))
        return false;
    auto const& registry = *context.vault.knowledge().registry();
    auto const* const role = member.roles.find(compartment.cid);
    return role == nullptr || std::ranges::all_of(role->live, [&](ledger::RoleRecord::Value const& value) {
               // Beside it, its signer had not seen that epoch and gave another key.
               bool const is_after =
                   value.act.hash != epoch.act.hash && registry.is_in_past(epoch.act.hash, value.act.hash);
               return !is_after || was_barred(context, card->card.card, value.act, compartment.class_of());
           });
}

bool may_be_given(Context const& context, ledger::Member const& member, CompartmentId const& cid)
{
    auto const cards = context.vault.knowledge().cards().all_of(member.id);
    return ledger::grant_bar(context.registry(), member, cid, cards, context.verified) == ledger::GrantBar::None;
}

/// The write epoch of a compartment that only those read who accepted, when this device holds its key.
ledger::Epoch const* barred_epoch(Context const& context, ledger::Compartment const& compartment)
{
    if (compartment.class_of() < ledger::CompartmentClass::Nominatif)
        return nullptr;
    auto const* const epoch = context.vault.knowledge().registry()->write_epoch(compartment.cid);
    bool const holds = epoch != nullptr && context.vault.knowledge().keys().holds(compartment.cid, epoch->id());
    return holds ? epoch : nullptr;
}

}  // namespace

std::vector<LateReader> late_readers(Context const& context)
{
    std::vector<LateReader> late;
    auto const done = granted(context);
    auto const& registry = *context.vault.knowledge().registry();
    context.registry().compartments().for_each([&](CompartmentId const& cid, ledger::Compartment const& compartment) {
        auto const* const epoch = barred_epoch(context, compartment);
        if (epoch == nullptr)
            return;
        for (auto const& id : context.registry().readers(cid)) {
            auto const& member = *context.registry().member(id);
            // Those to whom it never went by the acts are in the audit.
            bool const went = registry.key_went_to(cid, epoch->commit, id);
            bool const waits =
                went && may_be_given(context, member, cid) && never_given(context, *epoch, member, compartment);
            if (id != context.vault.self() && waits && !done.contains({cid, epoch->commit, id}))
                late.push_back({cid, id});
        }
    });
    return late;
}

bool was_given(Context const& context, CompartmentId const& cid, MemberId const& id)
{
    auto const& registry = *context.vault.knowledge().registry();
    auto const* const epoch = registry.write_epoch(cid);
    auto const* const member = context.registry().member(id);
    auto const* const compartment = context.registry().compartment(cid);
    bool const went = epoch != nullptr && registry.key_went_to(cid, epoch->commit, id);
    return went && member != nullptr && compartment != nullptr && !never_given(context, *epoch, *member, *compartment);
}

Task<Result<void>> grant_key(Context* context, CompartmentId cid, MemberId member)
{
    auto grants = sync::grant_missing(context->vault, cid, member, context->verified);
    if (!grants)
        co_return std::unexpected(grants.error());
    auto const recorded = co_await context->vault.record_grants(std::move(*grants));
    auto const* const epoch = context->vault.knowledge().registry()->write_epoch(cid);
    if (!recorded || epoch == nullptr)
        co_return recorded;
    auto all = granted(*context);
    all.insert({cid, epoch->commit, member});
    auto const kept = co_await context->vault.save_draft(k_draft_granted, pack(*context, std::move(all)));
    co_return kept;
}

Task<Result<void>> grant_to_self(Context* context)
{
    auto const self = context->vault.self();
    auto const* const member = context->registry().member(self);
    std::vector<CompartmentId> mine;
    context->registry().compartments().for_each([&](CompartmentId const& cid, ledger::Compartment const& compartment) {
        auto const* const epoch = barred_epoch(*context, compartment);
        bool const waits = epoch != nullptr && member != nullptr && may_be_given(*context, *member, cid);
        if (waits && never_given(*context, *epoch, *member, compartment))
            mine.push_back(cid);
    });
    for (auto const& cid : mine) {
        auto grants = sync::grant_missing(context->vault, cid, self, context->verified);
        if (!grants)
            co_return std::unexpected(grants.error());
        auto const recorded = co_await context->vault.record_grants(std::move(*grants));
        if (!recorded)
            co_return recorded;
    }
    co_return Result<void>{};
}

}  // namespace huisclos::app
