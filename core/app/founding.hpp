// The founding assistant: commune, formations, groups, texts, persons to invite by function. No vault is needed; a
// coordinator may prepare it and hand it over as a link, a QR code or a file that holds no secret and no name of a
// person.

#pragma once

#include <algorithm>

#include "core/app/app.hpp"
#include "core/sync/enrolment.hpp"

namespace huisclos::app {

struct FoundingGroup {
    std::string name{};
    std::uint32_t vocation{1};  ///< Code of ListId::Vocation.
    std::string perimeter{};
    std::string rules_proposed{};  ///< `jj/mm/aaaa`: date on which this group proposed the règlement intérieur.
};

struct FoundingDraft {
    std::uint32_t kind{1};  ///< Code of ListId::TypeInstance.
    std::string commune{};
    std::string insee{};
    std::string communes{};         ///< Of an intercommunality: core/app/communes.hpp.
    std::string population{};       ///< Of a commune: its duties come from it (R-40).
    std::string order_reference{};  ///< Arrêté.
    std::vector<FoundingGroup> groups{};
    std::string charter_title{};
    std::string charter{};
    std::string charter_adopted{};
    std::string rules_title{};
    std::string rules{};
    std::string rules_adopted{};  ///< Empty: not adopted, no nominative compartment is made (R-22).
    std::string coordinator_function{};
    std::string invitees{};  ///< Functions and organisations, a line each; never a person's name.

    // Being typed.
    FoundingGroup new_group{};
    std::optional<std::size_t> corrected{};  ///< Of `groups`, the one that `new_group` corrects.
    FoundingGroup put_aside{};               ///< What was typed of a new one before that.
    std::string link{};                      ///< Pasted; wiped once opened, or refused as another secret.
    Phrase link_error{};
    std::uint8_t step{0};
    std::uint8_t furthest{0};  ///< The last step that was shown.
    bool prepared{false};
    std::uint32_t arrivals{0};  ///< Drafts opened over another one, and files refused.
    bool saved{false};          ///< Its link and its file are made.
    bool kept{false};           ///< One of them was taken, or it came from one, and nothing changed since.
    bool by_link{false};        ///< It came from a link and was not taken here: this device has nothing of it.
    std::vector<std::pair<std::uint32_t, Phrase>> errors{};
    std::vector<std::pair<std::uint32_t, Phrase>> new_group_errors{};

    void go_to(std::uint8_t to)
    {
        step = to;
        furthest = std::max(furthest, to);
    }
};

/// Of the link that was pasted: it may hold a token, or the secret of an account.
void wipe_pasted(FoundingDraft& draft);
/// Leaving the assistant, or the page, loses what was typed: no account is there yet, and nothing is on the disk.
[[nodiscard]] bool would_be_lost(FoundingDraft const& draft);
/// The draft of a link that was opened here: as it came, and taken nowhere yet.
[[nodiscard]] FoundingDraft received_by_link(FoundingDraft draft);
/// None: the assistant is left. What was pasted in the former one is wiped; its arrivals are counted on.
void replace_founding(std::optional<FoundingDraft>& held, std::optional<FoundingDraft> next);
/// `may_found`: a store link was opened in this tab.
[[nodiscard]] FoundingView present_founding(
    FoundingDraft const& draft, bool may_found, std::string const& bundle_address, Date today);
/// False when the command is not about founding. Found itself is the session's.
bool edit_founding(FoundingDraft& draft, Command const& command, Date today);
/// Of the step of the texts: a draft may be handed over without one that nobody has begun, and its summary says what it
/// lacks; who founds is asked for both there. Either way a text that was begun is asked for whole first, and nothing of
/// one that was not.
enum class TextsAsked : std::uint8_t { Begun, Both };
/// Before the step after the one that is shown: false when what is typed there cannot be or something is missing, which
/// is said beside it then, or when a group is typed and stands in no list.
[[nodiscard]] bool may_leave_step(FoundingDraft& draft, Date today, TextsAsked texts);
/// Every step, in order; empty when the council may be founded on `today` (complete, in Paris).
[[nodiscard]] std::vector<std::pair<std::uint32_t, Phrase>> check_founding(FoundingDraft const& draft, Date today);

/// Map of a `#b=` link. Error Encoding.
[[nodiscard]] Bytes encode_founding(FoundingDraft const& draft);
[[nodiscard]] Result<FoundingDraft> decode_founding(BytesView map);

/// The same map as a file: a line that says what it is, then the map. Errors Encoding, Upgrade.
[[nodiscard]] Bytes encode_founding_file(FoundingDraft const& draft);
[[nodiscard]] Result<FoundingDraft> decode_founding_file(BytesView file);

/// The texts that the founder accepts with his card.
[[nodiscard]] std::vector<ledger::Acceptance> founding_acceptances(FoundingDraft const& draft, Instant now);
/// Writes the root, the first act and the first records (instance, texts, groups, the mayor's own entry) in the vault
/// of the founder, then publishes. `name`: the mayor's name as typed in the form.
[[nodiscard]] Task<Result<void>> found_council(
    sync::Vault* vault, FoundingDraft const* draft, sync::Enrolment const* enrolment, std::string name);

}  // namespace huisclos::app
