// What is asked of the law, and the facts it looks at. Both are plain values: core/app fills them from the registry and
// the records, and the same values give the same decision on every device.
//
// Every fact begins with the answer that refuses: a fact forgotten by a caller never allows anything.

#pragma once

#include <cstdint>
#include <optional>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"
#include "core/domain/fiche.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/places.hpp"
#include "core/domain/value.hpp"

namespace huisclos::law {

enum class Action : std::uint8_t {
    None,
    CreateCompartment,  ///< `place`
    GiveAccess,         ///< A role in `place` to the member of `Facts::subject`, his keys with it.
    RemoveMember,       ///< End of mandate, exclusion, leaving a group; a device put out of service.
    Invite,             ///< Somebody, by a link: what he would read is in `Facts::invitation`.
    ChangeFunction,     ///< Another profile for the member of `Facts::subject`, who had `Facts::former_profile`.
    PutTextInForce,     ///< A new version of `text`, with the dates of `Facts::text`.
    CreateRecord,       ///< `place`, `type`
    SetField,           ///< `place`, `type`, `field`, and `value` when it is known
    AddElement,
    DropElement,
    Append,
    AddFieldToModel,  ///< An administrator wants a field that does not exist.
    ChangeStatus,     ///< `place`, `type`, `to`
    SeekPlace,        ///< Report, where no nominative space opens to him.
    OpenGroup,        ///< Enter a group's nominative space.
    ListGroup,        ///< See which cases a group has, and how many.
    ShowList,         ///< Asked once the entry of ListGroup is written, before a name is drawn.
    SearchGroup,      ///< Look for a name or a reference in the list.
    OpenSheet,        ///< Asked before the log entry is written.
    ShowSheet,        ///< Asked once it is, before anything is drawn.
    CopyValue,        ///< One value of a sheet that is open, to the clipboard.
    Print,            ///< One record; of class nominative: one sheet.
    PrintList,
    Export,  ///< Of one person.
    ExportList,
};

struct Place {
    domain::VaultKind vault{domain::VaultKind::Council};
    domain::CompartmentClass compartment{domain::CompartmentClass::General};
    domain::Formation formation{domain::Formation::Pleniere};

    friend bool operator==(Place const&, Place const&) = default;
};

inline constexpr Place k_pleniere{};
inline constexpr Place k_restreinte{
    domain::VaultKind::Council, domain::CompartmentClass::General, domain::Formation::Restreinte};
inline constexpr Place k_groupe{
    domain::VaultKind::Council, domain::CompartmentClass::GroupeNonNominatif, domain::Formation::Groupe};
inline constexpr Place k_groupe_nominatif{
    domain::VaultKind::Council, domain::CompartmentClass::Nominatif, domain::Formation::Groupe};
inline constexpr Place k_registre{
    domain::VaultKind::Council, domain::CompartmentClass::Registre, domain::Formation::Pleniere};
inline constexpr Place k_annuaire{
    domain::VaultKind::Council, domain::CompartmentClass::Annuaire, domain::Formation::Pleniere};

/// @pre `today` is complete (the day in Paris)
struct Request {
    Action action{Action::None};
    Place place{};
    domain::RecordType type{domain::RecordType::None};
    RecordId record{};  ///< 0^16 when there is none yet; only for the log.
    std::uint64_t field{0};
    std::optional<domain::Value> value{};  ///< Views: must outlive the call.
    domain::Statut to{};
    std::optional<domain::TypeTexte> text{};
    Date today{};
};

struct ActorFacts {
    domain::Profile profile{
        domain::Profile::None};             ///< Of his role in `place`; of his rank, else, when there is none yet.
    domain::Role role{domain::Role::None};  ///< In the compartment of `place`.
    bool active{false};                     ///< A member, not out.
    bool ranked{false};                     ///< Holds a rank of the registry: may sign acts.
    bool controller{false};                 ///< Holds rank 0: the mayor, responsible for the processing.
    bool charter_accepted{false};           ///< His card accepts the charter of the version in force.
    bool rules_accepted{false};             ///< The same for the règlement intérieur.
};

struct GroupFacts {
    Date rules_proposed{};      ///< Day on which this group proposed the règlement intérieur in force.
    Date rules_adopted{};       ///< Day on which the council adopted it.
    bool log_key_known{false};  ///< A `log-key` is published, or is in the same act.
};

/// PutTextInForce: what is said of the new version.
struct TextFacts {
    Date adopted{};             ///< Day on which the council adopted it.
    bool needs_proposal{true};  ///< The council has groups.
    Date proposed{};            ///< The latest day on which a group proposed it; unknown when none did.
};

/// Invite: which texts the inviter holds, to be read by who answers.
struct InvitationFacts {
    bool charter_readable{false};  ///< The charter in force.
    bool rules_readable{false};    ///< The règlement intérieur in force or, while none is, the one that is written.
};

struct PersonFacts {
    bool named{false};  ///< By a name or by a first name.
    Date birth{};
    bool has_representative{false};
    bool has_absence_reason{false};
    bool informed{false};
    bool parents_informed{false};
    bool deferred{false};  ///< A reason and a date.
    Date deferred_until{};
};

struct RecordFacts {
    domain::Statut status{};  ///< `Fiche::statut()`.
    bool own{false};          ///< The actor created it.
    bool names_actor{false};  ///< The actor is its référent de parcours.
    bool asks_actor{false};   ///< The question answered was asked of the actor.
    bool has_referent{false};
    bool has_canal{false};
    bool has_refusal_reason{false};
    bool has_end_reason{false};
    bool has_reopening_reason{false};
    Date start{};
    Date end{};
    bool has_autre{false};  ///< The reason « autre » is among its reasons, or those of the signalement it comes from.
    bool autre_approved{false};     ///< The coordonnateur approved it.
    bool autre_refused{false};      ///< He refused it.
    bool has_judicial_care{false};  ///< CreateRecord: « Judiciaire » is among the A-23 that would be written.
    bool unretained{false};         ///< « Retenir »: no situation comes from this signalement.
    bool settles{false};  ///< SetField, ChangeStatus: the value is one of several that were written at once (R-58).
};

struct Facts {
    ActorFacts actor{};
    /// GiveAccess: who receives. SetField of A-17: who is named. ChangeFunction: as he will be. RemoveMember, where it
    /// is not `outranks`: who is not below.
    ActorFacts subject{};
    domain::Profile former_profile{domain::Profile::None};  ///< ChangeFunction. None for who is invited.
    GroupFacts group{};
    TextFacts text{};
    InvitationFacts invitation{};
    RecordFacts record{};
    PersonFacts person{};
    /// RemoveMember: the same act rotates every compartment that he read, but for those that its signer does not read,
    /// where nobody writes until another one does.
    bool act_rotates{false};
    /// RemoveMember: the actor's rank is above that of each whom the act removes, or whose part or device it ends; of
    /// his own part or device there is nothing to be above.
    bool outranks{false};
    bool in_a_group{false};         ///< SeekPlace: he reads the space without names of one group at least.
    bool in_a_space{false};         ///< SeekPlace: he has a part in a group's nominative space, and not its key.
    bool log_entry_written{false};  ///< ShowSheet, ShowList: the entry of this reading is in the local journal.
};

/// Adds what a sheet says to `facts`. `question`: the liaison question that is being answered.
void add_sheet(Facts& facts, domain::Fiche const& fiche, MemberId const& actor, std::optional<OpId> question = {});
/// Adds what the règlement intérieur in force says. Unknown dates when `rules` is not adopted.
void add_rules(Facts& facts, Date proposed_by_group, Date adopted);

}  // namespace huisclos::law
