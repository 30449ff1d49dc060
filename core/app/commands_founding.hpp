// What a person asks of the app while he founds a council (core/app/commands.hpp). Needs no vault.

#pragma once

#include <cstdint>

#include "core/app/field_input.hpp"

namespace huisclos::app {

struct EditFounding {
    std::uint32_t field{0};
    FieldInput value{};
};
struct EditFoundingGroup {
    std::uint32_t field{0};
    FieldInput value{};
};
/// In the place of the one that is being corrected, when one is.
struct AddFoundingGroup {};
struct RemoveFoundingGroup {
    std::uint32_t index{0};
};
/// The form is filled with it; what was typed there is there again afterwards.
struct CorrectFoundingGroup {
    std::uint32_t index{0};
};
/// What is corrected stays as it was; what is typed of a new one is forgotten.
struct LeaveFoundingGroup {};
struct UseTextModel {
    std::uint32_t what{0};
};
/// Makes the link and the file, of a draft that can be read back.
struct SaveFoundingDraft {};
/// The link was copied, or the file was saved.
struct KeepFoundingDraft {};
/// The link that was pasted: of the store, or of a draft.
struct OpenFoundingLink {};
struct Found {};

}  // namespace huisclos::app
