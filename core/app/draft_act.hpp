// An act in preparation and the forms that feed it, as a device keeps them (k_draft_act). A change is kept as it was
// asked for, not as what it came to: taking it up asks again (core/app/kept_act.hpp). No op, key or seed is in it; the
// one secret is the token of a store link that was typed, which lies there as the token in use does, under the seal of
// the vault.

#pragma once

#include "core/app/council_state.hpp"

namespace huisclos::app {

struct ActDraft {
    std::vector<AskedChange> changes{};  ///< In the order in which they were asked for.
    InviteDraft invite{};
    GroupDraft group{};
    EditedRecord<MemberId> member{};
    EditedRecord<GroupId> of_group{};
    EditedRecord<RecordId> council{};
};

/// Whether that command is one that a device keeps; of the others nothing comes back.
[[nodiscard]] bool is_kept_command(Command const& command);

/// Something is typed or chosen there.
[[nodiscard]] bool is_begun(InviteDraft const& invite);
[[nodiscard]] bool is_begun(GroupDraft const& group);
/// Nothing is prepared and no form is begun.
[[nodiscard]] bool is_empty(ActDraft const& draft);
/// [1, [change], invitation, new group, member, group, council]. Errors beside the fields are not kept.
/// @pre is_kept_command of every change
[[nodiscard]] Bytes encode_act_draft(ActDraft const& draft);
/// Errors: Upgrade when another version wrote it, Encoding.
[[nodiscard]] Result<ActDraft> decode_act_draft(BytesView plain);

}  // namespace huisclos::app
