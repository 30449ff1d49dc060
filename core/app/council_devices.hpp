// Devices: those of this member, one of them declared lost; one of a colleague put out of service by an act in draft.

#pragma once

#include "core/app/council_state.hpp"

namespace huisclos::app {

/// Those that this member's cards list, in their order, for « Mes appareils ».
[[nodiscard]] std::vector<OwnDeviceView> own_devices(Context const& context);
/// This one is the only device that his card lists, lost ones too.
[[nodiscard]] bool has_no_other_device(Context const& context);
/// One of this member's devices that this one did not know, until he has looked at them.
struct AddedDevice {
    std::int64_t number{0};  ///< In the order of « Mes appareils ».
    Instant first_seen{};    ///< From here.
    DeviceId device{};
};
[[nodiscard]] std::vector<AddedDevice> added_devices(Context const& context);
/// When this device saw that other one of its member first; none before the first synchronisation that brings it.
[[nodiscard]] std::optional<Instant> first_seen(Context const& context, DeviceId const& device);
/// Devices of another member that came since he was known here: one line for each member, for those who have a rank.
struct AddedByMember {
    MemberId member{};
    std::vector<AddedDevice> devices{};  ///< With their numbers on his page, ascending.
    Instant last_seen_first{};           ///< When the last of them was seen first, from here.
};
[[nodiscard]] std::vector<AddedByMember> devices_added_by_members(Context const& context);
/// What Home and the page of that member say of it: what came, then what to ask him and to do otherwise.
struct AddedWords {
    Phrase title{};
    Phrase detail{};
};
[[nodiscard]] AddedWords say_added_devices(Context const& context, AddedByMember const& added);
/// They are his: told no more. An error of the disk is said.
[[nodiscard]] Task<bool> acknowledge_member_devices(Context* context, NoteMemberDevices command);
/// After a synchronisation: those that came since the last one.
[[nodiscard]] Task<bool> note_devices(Context* context);
/// « Cet appareil » is shown: they have been seen.
[[nodiscard]] Task<bool> acknowledge_devices(Context* context);
/// In the order of the member's card, as the pages that list his devices number them; 0 = no card here lists it.
[[nodiscard]] std::int64_t number_of_device(Context const& context, MemberId const& member, DeviceId const& device);
/// The act that puts it out of service, in the same words before and after its signature.
[[nodiscard]] Phrase say_device_out(
    Context const& context, PhraseArg name, MemberId const& member, DeviceId const& device);
/// What declaring it lost does, in words. @pre plan_lost_device says marks_card
[[nodiscard]] std::vector<FormLine> lines_of_lost(Context const& context, DeviceId const& device);
/// device-out with the rotations that it makes necessary, when this member may sign it: what the device holds opens
/// nothing written after. The card that marks it is recorded: grants are sealed to its key.
[[nodiscard]] Task<Result<void>> put_out_of_service(Context* context, sync::OpenIdentity* identity, DeviceId device);
/// The act in draft puts it out.
[[nodiscard]] bool is_device_out_prepared(Context const& context, DeviceId const& device);
[[nodiscard]] bool is_device_command(Command const& command);
void run_device_command(Context& context, Command const& command);

}  // namespace huisclos::app
