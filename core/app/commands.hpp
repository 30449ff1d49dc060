// What a person asks of the app. A screen sends Commands and never changes anything itself; the app decides (core/law),
// writes (core/sync), then makes new views. A refused command shows its rule and article.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/app/commands_founding.hpp"
#include "core/app/field_input.hpp"
#include "core/app/route.hpp"
#include "core/base/ids.hpp"

namespace huisclos::app {

// Moving about.
struct Go {
    Route route{};
};
struct GoBack {};
struct SetFilter {
    std::uint32_t filter{0};
    std::uint32_t option{0};
};
struct SetSearch {
    std::string text{};
};

// The session.
struct Lock {};
struct StayUnlocked {};
struct SyncNow {};
struct AcknowledgeAlarm {
    std::uint32_t index{0};
};
/// An edit that waited for a key and that its author may not write any more (Vault::give_up).
struct GiveUpEdit {
    std::uint64_t number{0};
};
struct DismissToast {
    std::uint64_t number{0};
};

// A field of the record shown: TypeField at every change, SetField when it is left. The app saves after 5 s of typing.
// An entry of a journal stays a draft until SetField adds it, or until its sheet is left.
struct TypeField {
    RecordId record{};
    std::uint32_t field{0};
    std::string text{};
};
struct SetField {
    RecordId record{};
    std::uint32_t field{0};
    FieldInput value{};
};
struct ResolveConflict {
    RecordId record{};
    std::uint32_t field{0};
    OpId keep{};
};
/// One value that the sheet shows, as it is shown: traced, then in ShellView::copied.
struct CopyValue {
    RecordId record{};
    std::string text{};
};
struct SetStatus {
    RecordId record{};
    std::uint32_t status{0};
    std::uint32_t reason{0};
};

// A new signalement or situation, field by field in a draft kept by the app, then sent.
struct EditReport {
    std::uint32_t field{0};
    FieldInput value{};
};
struct ChooseReportGroup {
    std::uint32_t index{0};
};
struct SendReport {};
/// All that is typed in it is forgotten, and one is where one came from.
struct LeaveReport {};

// Actions and liaison. What is new is kept with the sheet that it is about until it is written, or until that one is
// left.
struct EditNewAction {
    std::uint32_t field{0};
    FieldInput value{};
    std::optional<RecordId> record{};  ///< None: the sheet on the screen.
};
struct LeaveNewAction {
    RecordId record{};
};
struct AddAction {
    RecordId record{};
};
/// A part of an action that stands there, as it is being corrected: kept until CorrectAction or LeaveAction.
struct EditAction {
    RecordId record{};
    OpId element{};
    std::uint32_t field{0};
    FieldInput value{};
};
/// Writes what was edited of it; the action as it was stays in « Chronologie ».
struct CorrectAction {
    RecordId record{};
    OpId element{};
};
/// What was edited of an action is forgotten.
struct LeaveAction {};
/// Entered by mistake: it is no more among the actions; « Chronologie » tells that it was.
struct WithdrawAction {
    RecordId record{};
    OpId element{};
};
/// Of several corrections of one action that were written at once, the one to keep: it is written again, over all.
struct KeepAction {
    RecordId record{};
    OpId element{};
};
/// One's own entry of the follow-up, as it is being corrected: kept until CorrectEntry or LeaveEntry.
struct EditEntry {
    RecordId record{};
    OpId entry{};
    std::string text{};
};
/// Adds the entry that replaces it; the former one stays in « Chronologie ».
struct CorrectEntry {
    RecordId record{};
    OpId entry{};
};
struct LeaveEntry {};
struct EditNewLiaison {
    std::uint32_t field{0};
    FieldInput value{};
    std::optional<RecordId> record{};  ///< None: the sheet on the screen.
};
struct LeaveNewLiaison {
    RecordId record{};
};
struct AskLiaison {
    RecordId record{};
};
struct AnswerLiaison {
    RecordId record{};
    OpId question{};
    std::uint32_t answer{0};
};

// Members and groups: each prepares a change of the act in draft (decision « an act is signed »).
struct EditInvite {
    std::uint32_t field{0};
    FieldInput value{};
};
struct ChooseInviteGroup {
    std::uint32_t index{0};
    bool chosen{false};
};
struct SendInvite {};
struct CancelInvite {
    InviteId invite{};
};
struct AcceptInvite {
    InviteId invite{};
};
/// The form is filled with what one that expired said.
struct InviteAgain {
    InviteId invite{};
};
/// A line of what the founding draft said is to be invited: done, or not to be done.
struct DropPlannedInvite {
    std::uint32_t index{0};
};
/// Who answered is entered under the name that he gives himself.
struct TakeClaimedName {
    InviteId invite{};
};
struct PrepareJoinGroup {
    MemberId member{};
    GroupId group{};
};
struct PrepareLeaveGroup {
    MemberId member{};
    GroupId group{};
};
struct PrepareJoinRestricted {
    MemberId member{};
};
struct PrepareLeaveRestricted {
    MemberId member{};
};
struct PrepareRemoveMember {
    MemberId member{};
};
/// Function in the tool, identity and mandate of the member shown: typed, then one change of the act.
struct EditMember {
    std::uint32_t field{0};
    FieldInput value{};
};
struct PrepareMember {
    MemberId member{};
};
/// What the annuaire says of the group shown.
struct EditGroup {
    std::uint32_t field{0};
    FieldInput value{};
};
struct PrepareGroup {
    GroupId group{};
};
/// What the record of the council says.
struct EditCouncil {
    std::uint32_t field{0};
    FieldInput value{};
};
struct PrepareCouncil {};
/// Of the values that people wrote at once of a member, a group or the council, the one to keep: it stands in the form
/// of what it is about, which prepares it.
struct KeepCouncilValue {
    OpId value{};
};
struct EditNewGroup {
    std::uint32_t field{0};
    FieldInput value{};
};
struct PrepareNewGroup {};
/// A halted space whose key nobody who signs acts can change: the mayor enters it in the same act.
struct PrepareRotation {
    CompartmentId compartment{};
};
/// Keys older than the council wants, of the spaces that this member reads.
struct PrepareOldKeys {};
/// Of rank 0.
struct PrepareLogKey {};
/// The log goes to a délégué à la protection des données who has no role there. By rank 0.
struct PrepareLogRole {
    MemberId member{};
};
/// The mayor has seen the acts that others signed since his last one.
struct PrepareVisa {};
struct PrepareSignAgain {
    ActHash act{};
};
/// An act without effect that is not to be signed again: told no more here.
struct SetActAside {
    ActHash act{};
};
/// One op of an act that stands, which did nothing: its place in that act.
struct PrepareOpAgain {
    ActHash act{};
    std::uint32_t op{0};
};
/// It is not to be signed again: told no more here.
struct SetOpAside {
    ActHash act{};
    std::uint32_t op{0};
};
struct SetOpsAside {  ///< The same, of all ops of that act that did nothing.
    ActHash act{};
};
/// « Actes signés »: some more of those before.
struct ShowEarlierActs {};
/// Of two acts that exclude each other, the one that holds, as people have found by comparing the weekly words.
struct HoldAct {
    ActHash act{};
};
struct GrantMissingKeys {
    CompartmentId compartment{};
    MemberId member{};
};
struct DropChange {
    std::uint64_t id{0};
};
struct SignDraft {};
struct AcceptText {
    std::uint32_t what{0};
};

// A new version of a text, in a draft kept by the app, then a change of the act in draft. UseTextModel fills it too.
struct WriteText {
    std::uint32_t what{0};
    std::optional<RecordId> from{};  ///< Another version that was written; none: the last one.
};
struct EditText {
    std::uint32_t field{0};
    FieldInput value{};
};
struct PrepareText {};
struct LeaveText {};

/// A new member has read who let him in.
struct ReadWhoLetIn {};
/// The weekly words of another member, compared with those of a device that began with nothing.
/// Different: nothing is written here until another answer; WriteOn: though they differ.
enum class WeekAnswer : std::uint8_t { Same, Different, WriteOn };
struct AnswerWeek {
    WeekAnswer answer{WeekAnswer::Different};
};

// This device.
struct ShowDeviceLink {};
struct HideDeviceLink {};
struct ChangePassphrase {};
/// Another device of mine: marked on my card, under a new key; put out by an act too when I have a rank.
struct DeclareDeviceLost {
    DeviceId device{};
};
/// A device of somebody below me, by the act in draft.
struct PrepareDeviceOut {
    MemberId member{};
    DeviceId device{};
};
struct NoteMemberDevices {
    std::vector<DeviceId> devices{};  ///< Added by a member to his account: they are his, as he said.
};
/// A copy of this device has written: this browser becomes another device of mine.
struct ContinueAsNewDevice {};
/// What lies on the store in the place of this device's head is nobody's: it is written over.
struct WriteOverOwnHead {};
struct LearnPassphrase {};  ///< The one chosen on another device.
struct ShowStoreLink {};
struct HideStoreLink {};
struct EditStoreLink {
    std::uint32_t field{0};
    FieldInput value{};
};
struct PrepareStoreToken {};
/// Another place that the acts name, accepted as it was shown.
struct FollowStore {
    std::string url{};
};
/// It is told no more on Home: the address in use stays. Of an act that names another place.
struct KeepStorePlace {
    ActHash act{};
};
/// The place before the one in use.
struct ReturnToFormerStore {};
/// An act of the floor that has no effect: read, and told no more on this device.
struct NoteFloorTip {
    ActHash act{};
};

using Command = std::variant<
    Go, GoBack, SetFilter, SetSearch, Lock, StayUnlocked, SyncNow, AcknowledgeAlarm, GiveUpEdit, DismissToast,
    TypeField, SetField, ResolveConflict, CopyValue, SetStatus, EditReport, ChooseReportGroup, SendReport, LeaveReport,
    EditNewAction, LeaveNewAction, AddAction, EditAction, CorrectAction, LeaveAction, WithdrawAction, KeepAction,
    EditEntry, CorrectEntry, LeaveEntry, EditNewLiaison, LeaveNewLiaison, AskLiaison, AnswerLiaison, EditInvite,
    ChooseInviteGroup, SendInvite, CancelInvite, AcceptInvite, InviteAgain, TakeClaimedName, PrepareJoinGroup,
    PrepareLeaveGroup, PrepareJoinRestricted, PrepareLeaveRestricted, PrepareRemoveMember, EditMember, PrepareMember,
    EditGroup, PrepareGroup, EditCouncil, PrepareCouncil, EditNewGroup, PrepareNewGroup, PrepareRotation,
    PrepareOldKeys, PrepareLogKey, PrepareLogRole, PrepareVisa, PrepareSignAgain, SetActAside, PrepareOpAgain,
    SetOpAside, SetOpsAside, ShowEarlierActs, ReadWhoLetIn, AnswerWeek, KeepCouncilValue, HoldAct, GrantMissingKeys,
    DropPlannedInvite, DropChange, SignDraft, AcceptText, WriteText, EditText, PrepareText, LeaveText, ShowDeviceLink,
    HideDeviceLink, ChangePassphrase, DeclareDeviceLost, PrepareDeviceOut, NoteMemberDevices, ContinueAsNewDevice,
    WriteOverOwnHead, LearnPassphrase, ShowStoreLink, HideStoreLink, EditStoreLink, PrepareStoreToken, FollowStore,
    KeepStorePlace, ReturnToFormerStore, NoteFloorTip, EditFounding, EditFoundingGroup, AddFoundingGroup,
    RemoveFoundingGroup, CorrectFoundingGroup, LeaveFoundingGroup, UseTextModel, SaveFoundingDraft, KeepFoundingDraft,
    OpenFoundingLink, Found>;

/// Where screens send. Commands are executed after the frame, in order.
class CommandSink {
public:
    virtual ~CommandSink() = default;
    virtual void send(Command command) = 0;
};

}  // namespace huisclos::app
