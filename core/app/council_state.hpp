// What is being prepared about the council: the act in draft, an invitation and a group being typed, requests that
// came. How each change was asked for, and what is typed, are kept on the device under its seal
// (core/app/kept_forms.hpp); the ops, secrets and records that the changes come to are not.

#pragma once

#include <functional>
#include <map>
#include <set>
#include <vector>

#include "core/app/context.hpp"
#include "core/app/council_index.hpp"
#include "core/app/lengths.hpp"

namespace huisclos::app {

// Numbers by which views and commands speak of these forms; of the interface only, not on the wire.
namespace invite_field {
inline constexpr std::uint32_t k_name = 1;
inline constexpr std::uint32_t k_quality = 2;
inline constexpr std::uint32_t k_organisation = 3;
inline constexpr std::uint32_t k_profile = 4;
inline constexpr std::uint32_t k_restricted = 5;
}  // namespace invite_field
namespace group_field {
inline constexpr std::uint32_t k_name = 1;
inline constexpr std::uint32_t k_vocation = 2;
inline constexpr std::uint32_t k_perimeter = 3;
inline constexpr std::uint32_t k_proposed = 4;
}  // namespace group_field
namespace member_form {
inline constexpr std::uint32_t k_function = 1;
inline constexpr std::uint32_t k_order = 2;
inline constexpr std::uint32_t k_start = 3;
inline constexpr std::uint32_t k_end = 4;
inline constexpr std::uint32_t k_name = 5;
inline constexpr std::uint32_t k_quality = 6;
inline constexpr std::uint32_t k_organisation = 7;
}  // namespace member_form
namespace group_form {
inline constexpr std::uint32_t k_animator = 1;
inline constexpr std::uint32_t k_name = 2;
inline constexpr std::uint32_t k_vocation = 3;
inline constexpr std::uint32_t k_perimeter = 4;
}  // namespace group_form
namespace council_form {
inline constexpr std::uint32_t k_order = 1;
inline constexpr std::uint32_t k_communes = 2;  ///< Of an intercommunal council.
inline constexpr std::uint32_t k_name = 3;
inline constexpr std::uint32_t k_code = 4;
inline constexpr std::uint32_t k_population = 5;  ///< Of a commune.
/// No field of the form: the member communes that stood there when they began to be typed, in the same form.
inline constexpr std::uint32_t k_communes_before = 6;
}  // namespace council_form
namespace text_form {
inline constexpr std::uint32_t k_title = 1;
inline constexpr std::uint32_t k_body = 2;
inline constexpr std::uint32_t k_adopted = 3;
inline constexpr std::uint32_t k_proposed = 100;  ///< And on: one for each group, in the order of the council's map.
}  // namespace text_form

struct InviteDraft {
    std::string name{};
    std::uint32_t quality{0};
    std::string organisation{};
    std::uint32_t profile{0};
    bool restricted{false};
    std::set<GroupId> groups{};
    std::optional<InviteId> replaces{};  ///< An invitation that expired: withdrawn once this one is made.
    std::map<std::uint32_t, Phrase> errors{};
};

struct GroupDraft {
    std::string name{};
    std::uint32_t vocation{1};
    std::string perimeter{};
    std::string
        proposed{};  ///< `jj/mm/aaaa`: when its members proposed the règlement intérieur in force; may be empty.
    std::map<std::uint32_t, Phrase> errors{};
};

/// What is typed about somebody or something that is there: only the fields that were touched.
template <typename Subject>
struct EditedRecord {
    Subject subject{};
    std::map<std::uint32_t, FieldInput> values{};
    std::map<std::uint32_t, Phrase> errors{};
    /// Of its fields, those of which people wrote several values at once: what stands there already may be chosen too.
    std::set<std::uint32_t> settles{};

    /// What was typed about another subject is forgotten.
    void turn_to(Subject const& other)
    {
        if (!(subject == other))
            *this = EditedRecord{.subject = other};
    }
    void edit(std::uint32_t field, FieldInput value)
    {
        errors.erase(field);
        values.insert_or_assign(field, std::move(value));
    }
};

/// A new version of the charter or of the règlement intérieur, being written.
struct TextDraft {
    std::uint32_t what{0};
    std::string title{};
    std::string body{};
    std::string adopted{};                      ///< `jj/mm/aaaa`
    std::map<GroupId, std::string> proposed{};  ///< `jj/mm/aaaa`
    std::map<std::uint32_t, Phrase> errors{};
};

/// How a change was asked for: enough to make it again, checked again, when the session is opened anew.
struct AskedChange {
    Command command{};
    /// What had been typed of the member, of the group or of the council.
    std::map<std::uint32_t, FieldInput> values{};
    std::optional<GroupDraft> group{};  ///< A new one.
    std::optional<TextDraft> text{};
    std::string link{};  ///< Of the store, with its new token.
};

/// One change of the act in draft: its ops, how it is said, and what is written in records with it.
struct DraftChange {
    std::uint64_t id{0};
    Phrase text{};
    /// What is to be known of it beside what its ops do (effects_of): said below, dropped with it.
    std::vector<Phrase> details{};
    std::vector<Phrase> effects{};  ///< What its ops do, by what was known when that was last looked at.
    std::vector<ledger::ActOp> ops{};
    /// A text that it puts in force: the act has one policy op for all of them.
    std::optional<ledger::TextInForce> text_in_force{};
    /// Journalled with the act, all of it or nothing, and found when it is signed. What cannot be written then is left
    /// out, and it is said.
    std::function<std::vector<sync::RecordWrite>(Context&)> records{};
    bool needs_records{false};  ///< The act names what they hold: it is not signed without them.
    /// What is no record. A named coroutine's Task; the Context outlives it.
    std::function<Task<Result<void>>(Context*)> afterwards{};
    std::optional<InviteId> invite{};
    std::optional<MemberId> member{};           ///< Whom it is about, so that one person is not asked for twice.
    std::string entering{};                     ///< The name under which `member` enters.
    std::optional<MemberId> verified{};         ///< Words were compared.
    std::optional<domain::Profile> function{};  ///< What `member` becomes.
    std::optional<sync::NewLogKey> log_key{};
    bool is_store{false};                    ///< The token of the store: one change at a time.
    std::optional<std::string> new_group{};  ///< The name that it gives a group.
    std::optional<AskedChange> asked{};      ///< None: it is not kept on the device.
    /// Of the record that it corrects, the ops of then: what came since makes it asked for again (renew_corrections).
    std::vector<OpId> seen{};
    bool is_taken_up{false};  ///< Prepared in an earlier session.
};

namespace store_field {
inline constexpr std::uint32_t k_link = 1;
}
inline constexpr std::uint32_t k_store_link_length = 4'000;

/// « Cet appareil »: the link shown, the one typed to replace the token.
struct StoreDraft {
    std::string link{};
    std::string typed{};
    Phrase error{};
};

/// An invitation's record with what its secret gives.
struct KnownInvitation {
    domain::Invitation invitation{};
    RecordId record{};
    SecretBytes secret{};
    InviteId id{};
    MemberId author{};  ///< Who made it.
};

/// That another device of this member moved the account to another secret, which is to be read here. Only told: nothing
/// that this device holds goes by it.
enum class AccountSign : std::uint8_t {
    None,
    Moved,  ///< The member's card bears a sealing key that neither this device nor the account that it knows holds.
    Gone,   ///< The store has nothing under the secret that this device knows. It may have lost it, or hide it.
};

/// Signed acts that the page of acts begins with, and how many more each wish gives.
inline constexpr std::size_t k_acts_shown = 20;

struct CouncilState {
    std::vector<DraftChange> draft{};
    std::uint64_t last_change{0};
    std::size_t acts_shown{k_acts_shown};
    /// Of an earlier session, not made again yet: an answer to an invitation has to be fetched first.
    std::vector<AskedChange> to_take_up{};
    InviteDraft invite{};
    GroupDraft group{};
    EditedRecord<MemberId> edited_member{};
    EditedRecord<GroupId> edited_group{};
    EditedRecord<RecordId> edited_council{};
    /// Which of several values is to be kept, in words: said once it is prepared (core/app/council_conflicts.hpp).
    Phrase to_keep{};
    std::optional<TextDraft> text{};
    /// Requests that arrived, by invitation: checked, not yet accepted.
    std::map<InviteId, ledger::JoinRequest> requests{};
    /// Where bytes lie in the place of an answer that nobody who was invited wrote.
    std::set<InviteId> foreign{};
    /// The invitation that was made last here, with the number of what was said of it: goes once that one is cancelled.
    std::optional<std::pair<InviteId, std::uint64_t>> said_made{};
    /// Whoever ended them, this device sends their mails to no place again.
    std::set<InviteId> forgotten{};
    StoreDraft store{};
    bool has_new_passphrase{false};  ///< Chosen on another device; this one still opens with the former.
    AccountSign account_sign{AccountSign::None};
    bool has_newer_key{false};   ///< Another device renewed the sealing key; the account, where it was, holds it.
    bool is_key_overdue{false};  ///< The sealing key is older than the council wants; the sign-in did not renew it.
    std::optional<DeviceId> losing{};  ///< The session shows FormKind::LostDevice.
    std::string device_link{};         ///< Shown while asked for; holds the account secret, not the passphrase.
};

/// Invitations that this member can read (those with a rank).
[[nodiscard]] std::vector<KnownInvitation> invitations_of(Context const& context);
/// By the clock of this device: it is the one that signs (docs/protocol.md 3.12).
[[nodiscard]] bool has_expired(Context const& context, domain::Invitation const& invitation);
/// It expired, or what nobody invited wrote lies in the place of its answer.
[[nodiscard]] bool is_to_make_again(
    Context const& context, InviteId const& invite, domain::Invitation const& invitation);
/// What the person who answered calls himself; cut when it is longer than a name may be. Proves nothing.
[[nodiscard]] std::string claimed_name(ledger::JoinRequest const& request);
void add_change(Context& context, DraftChange change);
/// After a synchronisation: what is there already is told no more as something that a change does.
void renew_effects(Context& context);
/// Fields of a record that is there.
using FieldValues = std::vector<std::pair<std::uint64_t, Bytes>>;
[[nodiscard]] sync::RecordWrite set_fields(CompartmentId const& cid, RecordId const& record, FieldValues values);
/// All ops of the draft as one wish.
[[nodiscard]] sync::ActWish wish_of(Context const& context);
/// The same to be read, not signed: no secret goes with it.
[[nodiscard]] sync::ActWish wish_in_words(Context const& context);
/// Signs the draft: shown in words first (PendingSignature).
void ask_signature_of_draft(Context& context);
void ask_signature_of_texts(Context& context, std::uint32_t what);
[[nodiscard]] std::string link_of(Context const& context, KnownInvitation const& invitation);
/// Empty when this member does not read the invitations, or there is no such one.
[[nodiscard]] std::optional<sync::RecordWrite> invitation_state(
    Context const& context, InviteId const& invite, domain::EtatInvitation state);

}  // namespace huisclos::app
