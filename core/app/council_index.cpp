#include "core/app/council_index.hpp"

#include <algorithm>

#include "core/app/council_acts.hpp"
#include "core/app/record_values.hpp"
#include "core/base/heap_sort.hpp"
#include "core/base/utf8.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/words.hpp"

namespace huisclos::app {

namespace {

bool is_type(ledger::RecordState const& state, domain::RecordType type)
{
    return state.life() == ledger::Life::Live && state.type() == static_cast<std::uint64_t>(type);
}

/// Two acts signed at the same moment leave two: the last is the one, as of a field, and duties follow its population.
void keep_one_commune(domain::Instance& instance)
{
    if (instance.type != domain::TypeInstance::Clspd || instance.communes.size() < 2)
        return;
    auto const population = instance.communes.back().population;
    instance.communes = {{.code = instance.code, .nom = instance.nom, .population = population}};
    instance.obligations = domain::duties_of(population, domain::PriorityDistrict::None);
}

template <typename Visit>
void visit_records(sync::Vault const& vault, std::optional<CompartmentId> const& cid, Visit const& visit)
{
    auto const* const store = cid ? vault.knowledge().records(*cid) : nullptr;
    if (store != nullptr)
        store->for_each(visit);
}

}  // namespace

void CouncilIndex::rebuild(sync::Vault const& vault)
{
    *this = CouncilIndex{};
    if (vault.knowledge().registry() == nullptr)
        return;
    auto const& state = vault.knowledge().registry()->state();
    auto const map = council_map(state);
    state.members().for_each([&](MemberId const& id, ledger::Member const& member) {
        m_words.emplace(id, crypto::six_words(crypto::fingerprint(vault.id(), member.identity)));
    });
    visit_records(vault, map.directory, [this](ledger::RecordState const& record) {
        if (is_type(record, domain::RecordType::Membre)) {
            domain::Membre member{.record = record.record};
            read_record(record, member);
            m_members.push_back(std::move(member));
        } else if (is_type(record, domain::RecordType::Groupe)) {
            domain::Groupe group{.record = record.record};
            read_record(record, group);
            m_groups.push_back(std::move(group));
        }
    });
    visit_records(vault, map.plenary, [&](ledger::RecordState const& record) {
        if (is_type(record, domain::RecordType::Instance)) {
            domain::Instance instance{.record = record.record};
            read_record(record, instance);
            keep_one_commune(instance);
            m_instance = std::move(instance);
        } else if (is_type(record, domain::RecordType::Texte)) {
            domain::Texte text{.record = record.record};
            read_record(record, text);
            keep_text(state.policy(), std::move(text));
        }
    });
    heap_sort(m_members, {}, [](domain::Membre const& member) { return std::pair{fold(member.nom), member.record}; });
    heap_sort(m_groups, {}, [](domain::Groupe const& group) { return std::pair{fold(group.nom), group.record}; });
}

void CouncilIndex::keep_text(ledger::Policy const& policy, domain::Texte text)
{
    auto const what = text.type ? static_cast<std::uint32_t>(*text.type) : 0;
    auto const* const named = policy.text_in_force(what);
    bool const is_in_force =
        named != nullptr && named->version == text.version && named->hash == crypto::text_hash(text.texte);
    auto const latest = m_latest.find(what);
    if (latest == m_latest.end() || latest->second.version < text.version)
        m_latest.insert_or_assign(what, text);
    if (is_in_force)
        m_in_force.insert_or_assign(what, std::move(text));
}

domain::Membre const* CouncilIndex::member(MemberId const& id) const
{
    auto const found = std::ranges::find(m_members, id, &domain::Membre::id);
    return found == m_members.end() ? nullptr : &*found;
}

domain::Groupe const* CouncilIndex::group(GroupId const& id) const
{
    auto const found = std::ranges::find(m_groups, id, &domain::Groupe::id);
    return found == m_groups.end() ? nullptr : &*found;
}

domain::Texte const* CouncilIndex::latest_text(std::uint32_t what) const
{
    auto const found = m_latest.find(what);
    return found == m_latest.end() ? nullptr : &found->second;
}

domain::Texte const* CouncilIndex::text_in_force(std::uint32_t what) const
{
    auto const found = m_in_force.find(what);
    return found == m_in_force.end() ? nullptr : &found->second;
}

Phrase CouncilIndex::name_of(MemberId const& id) const
{
    auto const* const known = member(id);
    if (known != nullptr && !known->nom.empty())
        return verbatim(known->nom);
    auto const words = m_words.find(id);
    return words == m_words.end() ? phrase("council.member.unknown")
                                  : phrase("council.member.words").with("words", words->second);
}

Phrase CouncilIndex::group_name(GroupId const& id) const
{
    auto const* const known = group(id);
    return known == nullptr || known->nom.empty() ? phrase("council.group.unnamed") : verbatim(known->nom);
}

Phrase CouncilIndex::council_name() const
{
    if (!m_instance || !m_instance->type)
        return phrase("council.name.unknown");
    auto const key = *m_instance->type == domain::TypeInstance::Cispd ? "council.name.cispd" : "council.name.clspd";
    return phrase(key).with("name", m_instance->nom);
}

}  // namespace huisclos::app
