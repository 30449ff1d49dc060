#include "core/ledger/audit.hpp"

#include <algorithm>

namespace huisclos::ledger {

namespace {

constexpr std::size_t k_enough_readers = 2;

/// Of another than the mayor, and not of the past of `last`, his last act before; null: there is none.
bool is_unseen(Registry const& registry, ActHash const& act, ActHash const* last)
{
    return registry.rank_of(act) != k_mayor_rank && (last == nullptr || !registry.is_in_past(act, *last));
}

KeyLack lack_of(GrantBar bar)
{
    switch (bar) {
    case GrantBar::NoCard:
        return KeyLack::NoCard;
    case GrantBar::DeviceNotMarked:
        return KeyLack::DeviceNotMarked;
    case GrantBar::TextsNotAccepted:
        return KeyLack::TextsNotAccepted;
    case GrantBar::NotVerified:
        return KeyLack::NotVerified;
    case GrantBar::BadKey:
        return KeyLack::BadKey;
    case GrantBar::None:
    case GrantBar::NotAReader:
        break;
    }
    return KeyLack::NotGranted;
}

class Auditor {
public:
    explicit Auditor(AuditInput const& input) : m_in(input), m_registry(*input.registry), m_state(m_registry.state()) {}

    AuditReport run()
    {
        m_out.contests = m_registry.fork();
        m_out.acts_without_effect = m_registry.acts_without_effect();
        m_out.ops_without_effect = m_registry.ops_without_effect();
        m_out.no_recovery_set = m_state.recovery_set() == nullptr;
        m_out.no_log_key = m_state.log_key_for(m_in.period) == nullptr;
        look_at_compartment(k_dir);
        m_state.compartments().for_each([&](CompartmentId const& cid, Compartment const&) {
            look_at_compartment(cid);
            if (m_state.readers(cid).size() < k_enough_readers)
                m_out.few_readers.push_back(cid);
        });
        std::size_t ranked = 0;
        m_state.members().for_each([&](MemberId const&, Member const& member) {
            ranked += !member.is_out() && member.rank != k_no_rank ? 1 : 0;
            look_at_log_role(member);
            if (member.is_out())
                return;
            look_at_texts(member);
            look_at_devices(member);
        });
        m_out.one_ranked_only = ranked <= 1;
        look_for_visa();
        return std::move(m_out);
    }

private:
    std::span<SignedCard const* const> cards_of(MemberId const& member) const
    {
        auto const found = m_in.cards.find(member);
        return found == m_in.cards.end() ? std::span<SignedCard const* const>{} : std::span(found->second);
    }

    void look_at_compartment(CompartmentId const& cid)
    {
        auto const* write = m_registry.write_epoch(cid);
        if (!write) {
            add_halted(cid);
            return;
        }
        look_at_age(cid, *write);
        for (auto const& id : m_state.readers(cid))
            look_at_reader(cid, *write, *m_state.member(id));
        auto const* set = m_state.recovery_set();
        if (set && m_in.known_grants && !m_in.known_grants->contains({cid, write->commit, target_of(set->id)}))
            m_out.without_key.push_back({cid, target_of(set->id), KeyLack::NotGranted, true});
    }

    void add_halted(CompartmentId const& cid)
    {
        HaltedCompartment halted;
        halted.cid = cid;
        if (auto const epochs = m_state.epochs(cid); !epochs.empty())
            halted.left = m_registry.who_left(cid, epochs.back().commit);
        m_out.halted.push_back(std::move(halted));
    }

    void look_at_age(CompartmentId const& cid, Epoch const& write)
    {
        auto const limit = m_state.policy().epoch_days;
        if (!limit || !write.source)
            return;
        auto const age = (m_in.now.ms - static_cast<std::int64_t>(write.source->t)) / k_ms_per_day;
        if (age > 0 && static_cast<std::uint64_t>(age) > *limit)
            m_out.old_epochs.push_back({cid, static_cast<std::uint64_t>(age)});
    }

    void look_at_reader(CompartmentId const& cid, Epoch const& write, Member const& member)
    {
        bool const went = m_registry.key_went_to(cid, write.commit, member.id);
        bool const has =
            m_in.known_grants ? m_in.known_grants->contains({cid, write.commit, target_of(member.id)}) : went;
        auto const cards = cards_of(member.id);
        bool const has_bad_key = !cards.empty() && !current_card(cards).has_sealing_key();
        if (has && !has_bad_key)
            return;
        auto const bar = grant_bar(m_state, member, cid, cards, m_in.verified);
        m_out.without_key.push_back({cid, target_of(member.id), lack_of(bar), went && bar == GrantBar::None});
    }

    void look_at_texts(Member const& member)
    {
        auto const cards = cards_of(member.id);
        for (auto const what : {AcceptedText::Charter, AcceptedText::RulesOfProcedure}) {
            auto const& policy = m_state.policy();
            if (!policy.text_in_force(static_cast<std::uint64_t>(what)))
                continue;
            if (cards.empty() || !accepts_in_force(policy, current_card(cards).card, what)) {
                m_out.without_texts.push_back(member.id);
                return;
            }
        }
    }

    void look_at_devices(Member const& member)
    {
        auto const cards = cards_of(member.id);
        if (cards.empty())
            return;
        auto const& current = current_card(cards).card;
        for (auto const& device : current.devices) {
            auto const id = current.device_id(device);
            bool const is_out = member.devices_out.contains(id);
            if (is_out && device.state != DeviceState::Lost)
                m_out.out_not_marked.push_back({member.id, id});
            if (!is_out && device.state == DeviceState::Lost)
                m_out.marked_not_out.push_back({member.id, id});
            auto const heard = m_in.last_heard.find(id);
            if (!is_out && device.state == DeviceState::InUse && heard != m_in.last_heard.end() &&
                is_silent(heard->second, m_in.now))
                m_out.silent_devices.push_back({member.id, id});
        }
    }

    /// The act that ended his role on LOG, if he had one and has none.
    std::optional<ActRef> end_of_log_role(Member const& member) const
    {
        auto const* record = member.roles.find(k_log);
        if (!record)
            return std::nullopt;
        if (record->current.role > 0)
            return member.out ? std::optional(member.out->act) : std::nullopt;
        bool had = false;
        record->history.for_each_back([&](RoleOutcome const& outcome) {
            had = outcome.right.role > 0;
            return !had;
        });
        return had ? std::optional(record->history.newest().act) : std::nullopt;
    }

    void look_at_log_role(Member const& member)
    {
        auto const end = end_of_log_role(member);
        if (!end)
            return;
        bool is_replaced = false;
        m_state.log_keys().for_each_back([&](LogKey const& key) {
            is_replaced = key.act == *end || m_registry.is_in_past(end->hash, key.act.hash);
            return !is_replaced;
        });
        if (!is_replaced)
            m_out.left_log.push_back(member.id);
    }

    void look_for_visa()
    {
        auto const sequence = m_registry.sequence();
        auto const last = std::find_if(sequence.rbegin(), sequence.rend(), [&](ActHash const& hash) {
            return m_registry.rank_of(hash) == k_mayor_rank;
        });
        for (auto const& hash : sequence) {
            if (is_unseen(m_registry, hash, last == sequence.rend() ? nullptr : &*last))
                m_out.to_see.push_back(hash);
        }
    }

    AuditInput const& m_in;
    Registry const& m_registry;
    RegistryState const& m_state;
    AuditReport m_out{};
};

}  // namespace

std::vector<MemberId> ranked_readers(RegistryState const& state, CompartmentId const& cid)
{
    std::vector<MemberId> ranked;
    for (auto const& id : state.readers(cid)) {
        if (state.member(id)->rank != k_no_rank)
            ranked.push_back(id);
    }
    return ranked;
}

AuditReport audit(AuditInput const& input)
{
    return Auditor(input).run();
}

std::vector<ActHash> seen_by(Registry const& registry, ActHash const& act)
{
    std::vector<ActHash> seen;
    if (registry.rank_of(act) != k_mayor_rank)
        return seen;
    ActHash const* last = nullptr;
    auto const sequence = registry.sequence();
    auto const end = std::ranges::find(sequence, act);
    for (auto one = sequence.begin(); one != end; ++one) {
        if (registry.rank_of(*one) == k_mayor_rank)
            last = &*one;
    }
    for (auto one = sequence.begin(); one != end; ++one) {
        if (registry.is_in_past(*one, act) && is_unseen(registry, *one, last))
            seen.push_back(*one);
    }
    return seen;
}

}  // namespace huisclos::ledger
