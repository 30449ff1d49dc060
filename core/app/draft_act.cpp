#include "core/app/draft_act.hpp"

#include <algorithm>

#include "core/app/draft_text.hpp"
#include "core/app/draft_values.hpp"

namespace huisclos::app {

namespace {

using ledger::CborValue;
using ledger::CborWriter;

constexpr std::uint64_t k_act_form = 1;

/// A command that prepares a change: its number in this form, for ever, and of what it speaks.
struct AskedFor {
    std::uint64_t number{0};
    std::vector<Bytes> ids{};
};

template <typename... Ids>
AskedFor asked_for(std::uint64_t number, Ids const&... ids)
{
    return {number, {to_bytes(ids.view())...}};
}

// One overload for each command that is kept; read_command is the other way.
AskedFor number_of(PrepareJoinGroup const& command)
{
    return asked_for(1, command.member, command.group);
}
AskedFor number_of(PrepareLeaveGroup const& command)
{
    return asked_for(2, command.member, command.group);
}
AskedFor number_of(PrepareJoinRestricted const& command)
{
    return asked_for(3, command.member);
}
AskedFor number_of(PrepareLeaveRestricted const& command)
{
    return asked_for(4, command.member);
}
AskedFor number_of(PrepareRemoveMember const& command)
{
    return asked_for(5, command.member);
}
AskedFor number_of(PrepareMember const& command)
{
    return asked_for(6, command.member);
}
AskedFor number_of(PrepareGroup const& command)
{
    return asked_for(7, command.group);
}
AskedFor number_of(PrepareCouncil const& /*command*/)
{
    return asked_for(8);
}
AskedFor number_of(PrepareNewGroup const& /*command*/)
{
    return asked_for(9);
}
AskedFor number_of(PrepareRotation const& command)
{
    return asked_for(10, command.compartment);
}
AskedFor number_of(PrepareOldKeys const& /*command*/)
{
    return asked_for(11);
}
AskedFor number_of(PrepareLogKey const& /*command*/)
{
    return asked_for(12);
}
AskedFor number_of(PrepareVisa const& /*command*/)
{
    return asked_for(13);
}
AskedFor number_of(PrepareSignAgain const& command)
{
    return asked_for(14, command.act);
}
AskedFor number_of(PrepareDeviceOut const& command)
{
    return asked_for(15, command.member, command.device);
}
AskedFor number_of(PrepareText const& /*command*/)
{
    return asked_for(16);
}
AskedFor number_of(AcceptInvite const& command)
{
    return asked_for(17, command.invite);
}
AskedFor number_of(PrepareStoreToken const& /*command*/)
{
    return asked_for(18);
}
AskedFor number_of(PrepareLogRole const& command)
{
    return asked_for(19, command.member);
}
/// Its place in the act beside its id: four bytes, the first the highest.
AskedFor number_of(PrepareOpAgain const& command)
{
    auto asked = asked_for(20, command.act);
    Bytes place(4);
    for (std::size_t i = 0; i < place.size(); ++i)
        place[i] = static_cast<std::uint8_t>(command.op >> (8 * (place.size() - 1 - i)));
    asked.ids.push_back(std::move(place));
    return asked;
}
template <typename Other>
AskedFor number_of(Other const& /*command*/)
{
    return {};
}

AskedFor number_of_any(Command const& command)
{
    return std::visit([](auto const& one) { return number_of(one); }, command);
}

/// The command of that type that speaks of these ids, in the order of its members.
template <typename Asked, typename... Ids>
Result<Command> made_of(std::vector<CborValue> const& ids)
{
    if (ids.size() != sizeof...(Ids))
        return fail(ErrorCode::Encoding, "the ids of a change");
    std::size_t next = 0;
    bool are_ids = true;
    [[maybe_unused]] auto const take = [&]<typename AnId>(AnId* /*type*/) {
        auto const id = ids[next++].as_id<AnId>();
        are_ids = are_ids && id.has_value();
        return id.value_or(AnId{});
    };
    // Braces: read from the first to the last.
    Asked command{take(static_cast<Ids*>(nullptr))...};
    if (!are_ids)
        return fail(ErrorCode::Encoding, "the ids of a change");
    return Command(std::move(command));
}

Result<Command> read_op_again(std::vector<CborValue> const& ids)
{
    if (ids.size() != 2)
        return fail(ErrorCode::Encoding, "the ids of a change");
    HUISCLOS_TRY_ASSIGN(act, ids[0].as_id<ActHash>());
    HUISCLOS_TRY_ASSIGN(place, ids[1].as_bytes_of(4));
    PrepareOpAgain command{.act = act, .op = 0};
    for (auto const byte : place)
        command.op = command.op << 8U | byte;
    return Command(command);
}

Result<Command> read_command(std::uint64_t number, std::vector<CborValue> const& ids)
{
    switch (number) {
    case 1:
        return made_of<PrepareJoinGroup, MemberId, GroupId>(ids);
    case 2:
        return made_of<PrepareLeaveGroup, MemberId, GroupId>(ids);
    case 3:
        return made_of<PrepareJoinRestricted, MemberId>(ids);
    case 4:
        return made_of<PrepareLeaveRestricted, MemberId>(ids);
    case 5:
        return made_of<PrepareRemoveMember, MemberId>(ids);
    case 6:
        return made_of<PrepareMember, MemberId>(ids);
    case 7:
        return made_of<PrepareGroup, GroupId>(ids);
    case 8:
        return made_of<PrepareCouncil>(ids);
    case 9:
        return made_of<PrepareNewGroup>(ids);
    case 10:
        return made_of<PrepareRotation, CompartmentId>(ids);
    case 11:
        return made_of<PrepareOldKeys>(ids);
    case 12:
        return made_of<PrepareLogKey>(ids);
    case 13:
        return made_of<PrepareVisa>(ids);
    case 14:
        return made_of<PrepareSignAgain, ActHash>(ids);
    case 15:
        return made_of<PrepareDeviceOut, MemberId, DeviceId>(ids);
    case 16:
        return made_of<PrepareText>(ids);
    case 17:
        return made_of<AcceptInvite, InviteId>(ids);
    case 18:
        return made_of<PrepareStoreToken>(ids);
    case 19:
        return made_of<PrepareLogRole, MemberId>(ids);
    case 20:
        return read_op_again(ids);
    default:
        return fail(ErrorCode::Upgrade, "a change of another version");
    }
}

/// [name, vocation, perimeter, proposed]
void write_group(CborWriter& writer, GroupDraft const& group)
{
    writer.array(4);
    write_typed(writer, group.name);
    writer.unsigned_int(group.vocation);
    write_typed(writer, group.perimeter);
    write_typed(writer, group.proposed);
}

Result<GroupDraft> read_group(CborValue const& item)
{
    HUISCLOS_TRY_ASSIGN(parts, ledger::parts_of(item, 4));
    GroupDraft group;
    HUISCLOS_TRY_ASSIGN(name, typed_text(parts[0]));
    HUISCLOS_TRY_ASSIGN(vocation, ledger::as_u32(parts[1]));
    HUISCLOS_TRY_ASSIGN(perimeter, typed_text(parts[2]));
    HUISCLOS_TRY_ASSIGN(proposed, typed_text(parts[3]));
    group.name = std::move(name);
    group.vocation = vocation;
    group.perimeter = std::move(perimeter);
    group.proposed = std::move(proposed);
    return group;
}

/// [number, [id], values, new group or null, text or none, link]
void write_change(CborWriter& writer, AskedChange const& change)
{
    auto const asked = number_of_any(change.command);
    writer.array(6).unsigned_int(asked.number).array(asked.ids.size());
    for (auto const& id : asked.ids)
        writer.bytes(id);
    write_values(writer, change.values);
    if (change.group)
        write_group(writer, *change.group);
    else
        writer.null();
    writer.bytes(change.text ? encode_text_draft(*change.text) : Bytes{});
    write_typed(writer, change.link);
}

Result<AskedChange> read_change(CborValue const& item)
{
    HUISCLOS_TRY_ASSIGN(parts, ledger::parts_of(item, 6));
    AskedChange change;
    HUISCLOS_TRY_ASSIGN(number, parts[0].as_unsigned());
    HUISCLOS_TRY_ASSIGN(ids, draft_list(parts[1]));
    HUISCLOS_TRY_ASSIGN(command, read_command(number, ids));
    HUISCLOS_TRY_ASSIGN(values, typed_values(parts[2]));
    HUISCLOS_TRY_ASSIGN(text, parts[4].as_bytes());
    HUISCLOS_TRY_ASSIGN(link, typed_text(parts[5]));
    change.command = std::move(command);
    change.values = std::move(values);
    change.link = std::move(link);
    if (!parts[3].is_null()) {
        HUISCLOS_TRY_ASSIGN(group, read_group(parts[3]));
        change.group = std::move(group);
    }
    if (!text.empty()) {
        HUISCLOS_TRY_ASSIGN(written, decode_text_draft(text));
        change.text = std::move(written);
    }
    return change;
}

/// [name, quality, organisation, function, restricted, [group], the one that it replaces or none]
void write_invite(CborWriter& writer, InviteDraft const& invite)
{
    writer.array(7);
    write_typed(writer, invite.name);
    writer.unsigned_int(invite.quality);
    write_typed(writer, invite.organisation);
    writer.unsigned_int(invite.profile).boolean(invite.restricted).array(invite.groups.size());
    for (auto const& group : invite.groups)
        writer.id(group);
    write_id_or_none(writer, invite.replaces);
}

Result<InviteDraft> read_invite(CborValue const& item)
{
    HUISCLOS_TRY_ASSIGN(parts, ledger::parts_of(item, 7));
    InviteDraft invite;
    HUISCLOS_TRY_ASSIGN(name, typed_text(parts[0]));
    HUISCLOS_TRY_ASSIGN(quality, ledger::as_u32(parts[1]));
    HUISCLOS_TRY_ASSIGN(organisation, typed_text(parts[2]));
    HUISCLOS_TRY_ASSIGN(profile, ledger::as_u32(parts[3]));
    HUISCLOS_TRY_ASSIGN(restricted, parts[4].as_boolean());
    HUISCLOS_TRY_ASSIGN(groups, draft_list(parts[5]));
    HUISCLOS_TRY_ASSIGN(replaces, id_or_none<InviteId>(parts[6]));
    invite.name = std::move(name);
    invite.quality = quality;
    invite.organisation = std::move(organisation);
    invite.profile = profile;
    invite.restricted = restricted;
    invite.replaces = replaces;
    for (auto const& one : groups) {
        HUISCLOS_TRY_ASSIGN(group, one.as_id<GroupId>());
        if (!invite.groups.empty() && *invite.groups.rbegin() >= group)
            return fail(ErrorCode::Encoding, "the order of a draft");
        invite.groups.insert(group);
    }
    return invite;
}

/// [of whom, values]
template <typename Subject>
void write_edited(CborWriter& writer, EditedRecord<Subject> const& edited)
{
    writer.array(2).id(edited.subject);
    write_values(writer, edited.values);
}

template <typename Subject>
Result<EditedRecord<Subject>> read_edited(CborValue const& item)
{
    HUISCLOS_TRY_ASSIGN(parts, ledger::parts_of(item, 2));
    HUISCLOS_TRY_ASSIGN(subject, parts[0].as_id<Subject>());
    HUISCLOS_TRY_ASSIGN(values, typed_values(parts[1]));
    EditedRecord<Subject> edited;
    edited.subject = subject;
    edited.values = std::move(values);
    return edited;
}

}  // namespace

bool is_begun(InviteDraft const& invite)
{
    return !invite.name.empty() || !invite.organisation.empty() || invite.quality != 0 || invite.profile != 0 ||
           invite.restricted || !invite.groups.empty() || invite.replaces;
}

bool is_begun(GroupDraft const& group)
{
    return !group.name.empty() || !group.perimeter.empty() || !group.proposed.empty() ||
           group.vocation != GroupDraft{}.vocation;
}

bool is_kept_command(Command const& command)
{
    return number_of_any(command).number != 0;
}

bool is_empty(ActDraft const& draft)
{
    return draft.changes.empty() && !is_begun(draft.invite) && !is_begun(draft.group) && draft.member.values.empty() &&
           draft.of_group.values.empty() && draft.council.values.empty();
}

Bytes encode_act_draft(ActDraft const& draft)
{
    CborWriter writer;
    writer.array(7).unsigned_int(k_act_form).array(draft.changes.size());
    for (auto const& change : draft.changes)
        write_change(writer, change);
    write_invite(writer, draft.invite);
    write_group(writer, draft.group);
    write_edited(writer, draft.member);
    write_edited(writer, draft.of_group);
    write_edited(writer, draft.council);
    return writer.take();
}

Result<ActDraft> decode_act_draft(BytesView plain)
{
    HUISCLOS_TRY_ASSIGN(parts, draft_parts(plain, k_act_form, 7));
    ActDraft draft;
    HUISCLOS_TRY_ASSIGN(changes, draft_list(parts[1]));
    for (auto const& item : changes) {
        HUISCLOS_TRY_ASSIGN(change, read_change(item));
        draft.changes.push_back(std::move(change));
    }
    HUISCLOS_TRY_ASSIGN(invite, read_invite(parts[2]));
    HUISCLOS_TRY_ASSIGN(group, read_group(parts[3]));
    HUISCLOS_TRY_ASSIGN(member, read_edited<MemberId>(parts[4]));
    HUISCLOS_TRY_ASSIGN(of_group, read_edited<GroupId>(parts[5]));
    HUISCLOS_TRY_ASSIGN(council, read_edited<RecordId>(parts[6]));
    draft.invite = std::move(invite);
    draft.group = std::move(group);
    draft.member = std::move(member);
    draft.of_group = std::move(of_group);
    draft.council = std::move(council);
    return draft;
}

}  // namespace huisclos::app
