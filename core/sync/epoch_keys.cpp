#include "core/sync/epoch_keys.hpp"

#include "core/crypto/envelope.hpp"

namespace huisclos::sync {

bool EpochKeys::add(CompartmentId const& compartment, SecretBytes secret)
{
    auto const epoch = crypto::epoch_id(crypto::commit_to(secret.view(), compartment));
    return m_secrets[compartment].try_emplace(epoch, std::move(secret)).second;
}

bool EpochKeys::holds(CompartmentId const& compartment, EpochId const& epoch) const
{
    return !find(compartment, epoch).empty();
}

BytesView EpochKeys::find(CompartmentId const& compartment, EpochId const& epoch) const
{
    auto const of_compartment = m_secrets.find(compartment);
    if (of_compartment == m_secrets.end())
        return {};
    auto const found = of_compartment->second.find(epoch);
    return found == of_compartment->second.end() ? BytesView{} : found->second.view();
}

std::vector<EpochKeys::Named> EpochKeys::all(CompartmentId const& compartment) const
{
    std::vector<Named> named;
    if (auto const found = m_secrets.find(compartment); found != m_secrets.end()) {
        for (auto const& [epoch, secret] : found->second)
            named.push_back({epoch, secret.view()});
    }
    return named;
}

std::vector<CompartmentId> EpochKeys::compartments() const
{
    std::vector<CompartmentId> all;
    for (auto const& [compartment, secrets] : m_secrets)
        all.push_back(compartment);
    return all;
}

void EpochKeys::erase(CompartmentId const& compartment, EpochId const& epoch)
{
    auto const found = m_secrets.find(compartment);
    if (found == m_secrets.end())
        return;
    found->second.erase(epoch);
    if (found->second.empty())
        m_secrets.erase(found);
}

std::size_t EpochKeys::size() const
{
    std::size_t count = 0;
    for (auto const& [compartment, secrets] : m_secrets)
        count += secrets.size();
    return count;
}

}  // namespace huisclos::sync
