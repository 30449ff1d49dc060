// Members, groups, texts, acts, this device, founding, about.

#pragma once

#include <array>

#include "core/app/commands.hpp"
#include "core/app/route.hpp"
#include "core/app/views/common.hpp"
#include "core/app/views/home_view.hpp"
#include "core/app/views/situation_views.hpp"

namespace huisclos::app {

struct MemberRow {
    MemberId member{};
    std::string name{};
    Phrase quality{};
    std::string organisation{};
    std::vector<TagView> tags{};  ///< Charter to accept, verified or not, out.
    bool selected{false};
    bool is_out{false};  ///< Left: no member any more, still named by what he did.
};

struct InvitationRow {
    InviteId invite{};
    std::string name{};
    Phrase planned{};
    TagView state{};
    bool answered{false};
    std::string their_words{};  ///< Six words to compare by telephone, both sides.
    std::string my_words{};
    std::string link{};  ///< To send; empty once answered or for others' invitations.
    bool may_accept{false};
    bool may_cancel{false};
    bool expired{false};         ///< Answered or not, it admits nobody any more.
    Phrase advice{};             ///< What to do about it then, or about what lies in the place of its answer.
    std::string claimed_name{};  ///< What the person calls himself, when it is not `name`.
    bool may_take_name{false};
    bool may_invite_again{false};
    std::optional<RefusalView> refusal{};  ///< Why an answer that came cannot be accepted.
    std::vector<FieldView> fields{};       ///< What is planned for the person, in full.
};

struct MembershipView {
    GroupId group{};
    std::string group_name{};
    Phrase role{};
    bool may_leave{false};
};

/// The part of a member in the formation restreinte.
struct RestrictedView {
    bool sits{false};
    bool may_join{false};
    bool may_leave{false};
};

/// Devices that somebody added to his account, until who has a rank says that they are his.
struct AddedDevicesView {
    Phrase title{};
    Phrase detail{};  ///< The question to ask him, and what to do otherwise.
    std::vector<DeviceId> devices{};
};

struct ChangeLine {
    std::uint64_t id{0};
    Phrase text{};  ///< « Mme X entre au groupe Centre ».
    bool may_remove{false};
    bool had_effect{true};                     ///< Of an op of a signed act: false where the registry passed over it.
    bool is_below{false};                      ///< Says more of the line before it that is not below another.
    bool is_warning{false};                    ///< Somebody has to do something about it.
    bool is_aside{false};                      ///< Said of the act in draft, and no line of what is signed.
    std::optional<RefusalView> not_printed{};  ///< It names somebody whom the law keeps off paper.
    /// Of a signed act: whom this line says to be removed, or whose end is told right below that line.
    std::optional<MemberId> leaver{};
    /// Of a signed act: whose function this line says. What was written of him is told right below it.
    std::optional<MemberId> named{};
};

struct MemberDetailView {
    MemberId member{};
    std::string name{};
    std::optional<TagView> left{};  ///< Of who is no member any more: since when.
    std::vector<FieldView> fields{};
    /// Function in the tool, name, quality, organisation and mandate, to prepare; empty = nothing may be prepared.
    std::vector<FieldView> form{};
    std::vector<MembershipView> groups{};
    bool shares_only{false};  ///< Of `groups`, only those that the reader shares with him are told.
    RestrictedView restricted{};
    std::vector<OptionView> groups_to_add{};
    std::vector<GroupId> group_ids{};
    std::vector<FieldView> devices{};
    std::optional<AddedDevicesView> added{};  ///< NoteMemberDevices when they are his.
    std::vector<FieldView> signatures{};      ///< Charter, règlement intérieur: version and date of acceptance.
    bool may_remove{false};
    std::string words{};
    /// What people wrote at once of one field; `may_edit`: KeepCouncilValue, then PrepareMember.
    std::vector<FieldView> conflicts{};
    /// Of who left, for the mayor: each space, and from when to when it was open to him.
    std::vector<FieldView> could_read{};
    std::vector<ChangeLine> prepared{};  ///< Of the act in draft, what is about him: DropChange.
    Phrase entry_bar{};                  ///< Why no entry may be prepared because of it; empty: it may.
};

struct MembersView {
    std::vector<MemberRow> rows{};
    std::vector<InvitationRow> invitations{};
    std::optional<InviteId> invitation{};  ///< The one that was asked for by the route.
    bool asks_invite{false};               ///< So was the form of a new one.
    std::optional<MemberDetailView> detail{};
    PrintView print{};              ///< Of the members, in the list or one of them.
    PrintView invitations_print{};  ///< Of those who are not members yet: the list, the form, a link and its QR code.
    bool shows_devices{false};      ///< Of every member, and all of their groups: to who signs acts.
    bool may_invite{false};
    std::optional<RefusalView> invite_refusal{};  ///< Why nobody may be invited yet.
    /// What the founding draft said is to be invited, a line each (DropPlannedInvite by its place).
    std::vector<std::string> planned{};
    std::vector<FieldView> invite_fields{};  ///< Name, quality, organisation, profile, formation restreinte.
    std::vector<OptionView> invite_groups{};
    std::vector<GroupId> group_ids{};
};

struct GroupDetailView {
    GroupId group{};
    std::string name{};
    std::vector<FieldView> fields{};
    std::vector<FieldView> form{};              ///< Name, vocation, perimeter, animator, to prepare; empty = may not.
    std::uint32_t situations{0};                ///< Rows of its list, of those I may see.
    Phrase counts{};                            ///< By status, of those I may see; empty = may not.
    std::vector<Command> see_situations{};      ///< Opens that list; empty = may not.
    std::vector<ReaderView> readers{};          ///< Of the nominative space; who reads it reads the general one too.
    std::vector<ReaderView> general_readers{};  ///< Of the general space alone.
    std::vector<FieldView> documents{};         ///< RI: version, proposed, adopted; charter: version, adopted.
    std::optional<RefusalView> refusal{};
    std::vector<TodoView> repairs{};
    std::vector<FieldView> conflicts{};  ///< As of a member; then PrepareGroup.
};

struct GroupsView {
    struct Row {
        GroupId group{};
        std::string name{};
        Phrase detail{};
        bool selected{false};
        Phrase counts{};  ///< Of its situations by status, only where I may list them; else empty.
    };
    std::vector<Row> rows{};
    std::optional<GroupDetailView> detail{};
    bool may_create{false};
    std::vector<FieldView> new_group{};
    std::optional<RefusalView> refusal{};  ///< Why no group will ever stand here.
};

struct CouncilView {
    Phrase name{};
    std::vector<FieldView> fields{};
    std::vector<FieldView> form{};       ///< Name, code, population, arrêté, to prepare; empty = may not.
    std::vector<FieldView> conflicts{};  ///< As of a member; then PrepareCouncil.
};

/// An act that was signed: its heading, then what it changes, one line each.
struct ActView {
    ActHash act{};
    Phrase title{};  ///< « Acte n° 12 · signé par … · le … », its place in the sequence; lost, it has none.
    std::vector<ChangeLine> lines{};
    Phrase bar{};  ///< Lost: why it is not prepared again, and what to do instead; empty: it may be.
};

/// An op of an act that stands, which did nothing: prepared again (PrepareOpAgain) or set aside (SetOpAside).
struct LostOpView {
    std::uint32_t op{0};
    Phrase text{};
    Phrase bar{};  ///< Why it is not prepared again, and what to do instead; empty: it may be.
};

/// All of an act may be set aside at once (SetOpsAside).
struct LostOpsView {
    ActHash act{};
    Phrase title{};
    std::vector<LostOpView> ops{};  ///< In the order of the act, the first of `count`.
    std::size_t count{0};
};

struct ActsView {
    Phrase title{};  ///< « Acte n° 12 ».
    std::vector<ChangeLine> draft{};
    std::optional<RefusalView> refusal{};
    bool may_sign{false};
    Phrase why_stopped{};                ///< Who could sign it may not now; empty: nothing stops him.
    std::vector<ActView> signed_acts{};  ///< The last first: as many as were asked for, and all that are to be seen.
    std::size_t signed_count{0};         ///< Of the whole sequence: ShowEarlierActs gives more of them.
    /// Each to be prepared again (PrepareSignAgain) or set aside (SetActAside): then others of the count are shown.
    std::vector<ActView> without_effect{};
    std::size_t without_effect_count{0};
    std::vector<LostOpsView> lost_ops{};  ///< By the sequence, the first of the count.
    std::size_t lost_ops_count{0};        ///< Acts that have some: the others are shown once these are dealt with.
    std::vector<TodoView> to_see{};       ///< For the mayor: acts of others, and his visa.
};

/// Another text of the same kind that was written at the same time, or whose act had no effect.
struct OtherTextView {
    RecordId record{};
    Phrase said{};         ///< Its version, its title, who wrote it and when.
    bool may_take{false};  ///< WriteText begins a new version with it.
};

struct TextView {
    std::uint32_t what{0};  ///< 1 charter, 2 règlement intérieur.
    Phrase title{};
    std::string body{};
    Phrase dates{};
    bool may_accept{false};
    bool accepted{false};
    Phrase accepted_on{};  ///< When, where this member's card says it.
    std::vector<OtherTextView> others{};
    Phrase signer{};  ///< Who put it in force, by a signed act, or who wrote it, and when; empty: not known here.
    Phrase former{};  ///< To be accepted: the version that this member accepted before, and when; empty: none.
    Phrase next{};    ///< A version that is prepared on this device and not signed; empty: none.
};

/// A new version being written.
struct TextFormView {
    std::uint32_t what{0};
    Phrase title{};   ///< « Règlement intérieur, version 2 ».
    Phrase closes{};  ///< What a version that follows another closes until it is accepted; may be empty.
    Phrase closes_detail{};
    std::vector<FieldView> fields{};  ///< Title, text, adoption; for the règlement intérieur, a date for each group.
    std::vector<std::pair<std::uint32_t, Phrase>> errors{};
    bool model_replaces{false};  ///< The model would take the place of other words: asked first.
};

struct TextsView {
    std::vector<TextView> texts{};
    std::vector<OptionView> may_write{};    ///< Kinds of text (1, 2) of which this member may prepare a new version.
    std::vector<std::uint32_t> to_adopt{};  ///< Of these, the ones that are written and were never in force.
    std::optional<TextFormView> form{};     ///< While one is being written, unless they are read: instead of them.
};

/// The store's link: shown once asked for. Who has a rank may replace its token.
struct StoreView {
    std::string link{};
    bool may_replace{false};
    bool must_replace{false};  ///< Somebody who left knows the token.
    FieldView field{};
    Phrase announced{};           ///< Another place that an act names, and who signed it; empty: none.
    std::string announced_url{};  ///< FollowStore.
    ActHash announced_by{};       ///< KeepStorePlace, while `may_set_aside`.
    bool may_set_aside{false};
    Phrase lost{};    ///< What the place in use had lost is sent again; empty: nothing.
    Phrase former{};  ///< The place before the one in use: ReturnToFormerStore; empty: none is known.
};

/// One of this member's own devices: it has no name, a number in the order of his card.
struct OwnDeviceView {
    DeviceId device{};
    Phrase title{};  ///< « Appareil n° 2 ».
    Phrase state{};  ///< « vu le 3 mars 2026 », « déclaré perdu ».
    bool is_this{false};
    bool may_declare_lost{false};  ///< DeclareDeviceLost; else `refusal` says why not.
    Phrase refusal{};
};

/// What a device that began with nothing still asks of the weekly words (docs/protocol.md 3.13).
enum class WeekCheck : std::uint8_t {
    None,
    Asked,
    Different,  ///< Nothing is written.
    WrittenOn,  ///< They differ, and a person chose to write.
};

struct DeviceView {
    bool is_cloned{false};       ///< A copy of this device has written: ContinueAsNewDevice.
    bool is_head_closed{false};  ///< Since a day: ContinueAsNewDevice or WriteOverOwnHead.
    bool is_end_lost{false};     ///< Since a day: ContinueAsNewDevice.
    Phrase clone_refusal{};      ///< Why ContinueAsNewDevice cannot be done now.
    std::vector<OwnDeviceView> own{};
    StoreView store{};
    std::vector<FieldView> fields{};
    std::string weekly_words{};  ///< Six, to compare with another member's; empty while no registry is known.
    Phrase weekly_date{};        ///< Of the newest act that they come from.
    WeekCheck week{WeekCheck::None};
    std::string device_link{};  ///< Shown once asked for; also as QR.
};

struct FoundingView {
    std::uint8_t step{0};
    std::uint8_t steps{5};
    /// By step: all that it asks is there and right. Of a step that asks nothing: it was passed.
    std::array<bool, 5> complete{};
    bool prepared{false};       ///< Came from a draft, in a link or a file.
    std::uint32_t arrivals{0};  ///< Drafts opened over another one and files refused: it grows with each.
    bool is_intercommunal{false};
    std::vector<FieldView> commune{};
    std::vector<FieldView> formations{};
    struct Group {
        std::string name{};
        Phrase vocation{};
        std::string perimeter{};
        Phrase proposed{};  ///< When it proposed the règlement intérieur, or that it has not.
    };
    std::vector<Group> groups{};
    std::vector<FieldView> new_group{};
    std::optional<std::uint32_t> corrected_group{};  ///< Of `groups`, the one that `new_group` corrects.
    std::vector<FieldView> charter{};
    std::vector<FieldView> rules{};
    bool charter_model_replaces{false};  ///< The model would take the place of other words: asked first.
    bool rules_model_replaces{false};
    std::vector<FieldView> invitees{};  ///< Functions and organisations; never a person's name.
    std::vector<std::pair<std::uint32_t, Phrase>> errors{};
    std::vector<Phrase> summary{};   ///< What will be founded, in words.
    std::vector<Phrase> warnings{};  ///< Of it: what is missing, refused as it is, or still to be completed.
    std::size_t link_bytes{0};       ///< Of the link that « save » would show: whether it has a QR code is said first.
    std::string draft_link{};        ///< Once saved; so is the file.
    Bytes draft_file{};
    bool unsaved{true};         ///< Neither taken as a link or a file nor opened from one since it changed.
    bool by_link{false};        ///< Came by a link, and this device keeps nothing of it.
    bool may_found{false};      ///< A store link was opened in this tab.
    FieldView link{};           ///< Where a link of the store or of a draft is pasted.
    bool link_replaces{false};  ///< It would put another draft in the place of this one.
    Phrase duties{};            ///< R-40: what applies to this population.
};

struct ComponentView {
    std::string name{}, version{}, licence{}, hash{};
};

struct AboutView {
    std::string version{};
    std::string build{};
    std::vector<ComponentView> components{};
    std::vector<FieldView> counters{};
};

}  // namespace huisclos::app
