// Names, groups, texts and the instance, read from the records that this member may read (annuaire, plénière). Rebuilt when
// these compartments change. Without the annuaire a member is shown as « un membre » and six words.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/phrase.hpp"
#include "core/base/time.hpp"
#include "core/sync/vault.hpp"

namespace huisclos::app {

struct MemberEntry {
    RecordId record{};
    MemberId member{};
    std::string name{};
    std::uint32_t quality{0};  ///< Code of ListId::Qualite.
    std::string organisation{};
    Date start{};
    Date end{};
};

struct GroupEntry {
    RecordId record{};
    GroupId group{};
    std::string name{};
    std::uint32_t vocation{0};
    std::string perimeter{};
    std::optional<MemberId> animator{};
};

struct TextEntry {
    RecordId record{};
    std::uint32_t what{0};  ///< 1 charter, 2 règlement intérieur.
    std::uint32_t version{0};
    std::string title{};
    std::string body{};
    std::vector<std::pair<GroupId, Date>> proposals{};
    Date adopted{};
};

struct InstanceEntry {
    std::uint32_t kind{0};      ///< Code of ListId::TypeInstance.
    std::string name{};
    std::string code{};         ///< INSEE.
    std::uint32_t population{0};
};

class CouncilIndex {
public:
    /// Reads everything again.
    void rebuild(sync::Vault const& vault);

    [[nodiscard]] MemberEntry const* member(MemberId const& id) const;
    [[nodiscard]] std::vector<MemberEntry> const& members() const { return m_members; }
    [[nodiscard]] GroupEntry const* group(GroupId const& id) const;
    [[nodiscard]] std::vector<GroupEntry> const& groups() const { return m_groups; }
    /// The text in force of that kind: the one whose hash the policy names; null when it is not readable here.
    [[nodiscard]] TextEntry const* text_in_force(std::uint32_t what) const;
    [[nodiscard]] std::optional<InstanceEntry> const& instance() const { return m_instance; }

    /// A member's name, or « un membre » with his six words.
    [[nodiscard]] Phrase name_of(MemberId const& id) const;
    [[nodiscard]] Phrase group_name(GroupId const& id) const;
    /// « CLSPD de Saint-Aubin ».
    [[nodiscard]] Phrase council_name() const;

private:
    std::vector<MemberEntry> m_members{};
    std::vector<GroupEntry> m_groups{};
    std::map<std::uint32_t, TextEntry> m_in_force{};
    std::optional<InstanceEntry> m_instance{};
    std::map<MemberId, std::string> m_words{};
};

}  // namespace huisclos::app
