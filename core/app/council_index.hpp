// Names, groups, texts and the instance, read from the records that this member may read (annuaire, plénière). Rebuilt
// when these compartments change. Without the annuaire a member is shown as « un membre » and six words.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/phrase.hpp"
#include "core/domain/council.hpp"
#include "core/sync/vault.hpp"

namespace huisclos::app {

class CouncilIndex {
public:
    /// Reads everything again.
    void rebuild(sync::Vault const& vault);

    [[nodiscard]] domain::Membre const* member(MemberId const& id) const;
    [[nodiscard]] std::vector<domain::Membre> const& members() const { return m_members; }
    [[nodiscard]] domain::Groupe const* group(GroupId const& id) const;
    [[nodiscard]] std::vector<domain::Groupe> const& groups() const { return m_groups; }
    /// The text in force of that kind: the one whose version and hash the policy names; null when it is not readable
    /// here.
    [[nodiscard]] domain::Texte const* text_in_force(std::uint32_t what) const;
    /// The text of that kind with the highest version, in force or not; null when there is none here.
    [[nodiscard]] domain::Texte const* latest_text(std::uint32_t what) const;
    [[nodiscard]] std::optional<domain::Instance> const& instance() const { return m_instance; }

    /// A member's name, or « un membre » with his six words.
    [[nodiscard]] Phrase name_of(MemberId const& id) const;
    [[nodiscard]] Phrase group_name(GroupId const& id) const;
    /// « CLSPD de Saint-Aubin ».
    [[nodiscard]] Phrase council_name() const;

private:
    void keep_text(ledger::Policy const& policy, domain::Texte text);

    std::vector<domain::Membre> m_members{};
    std::vector<domain::Groupe> m_groups{};
    std::map<std::uint32_t, domain::Texte> m_in_force{};
    std::map<std::uint32_t, domain::Texte> m_latest{};
    std::optional<domain::Instance> m_instance{};
    std::map<MemberId, std::string> m_words{};
};

}  // namespace huisclos::app
