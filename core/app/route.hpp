// Where the person is. Ids only: a route goes into the browser's history as an opaque key (wasm/ports/history).

#pragma once

#include <cstdint>
#include <optional>
#include <variant>

#include "core/base/ids.hpp"

namespace huisclos::app {

enum class SheetTab : std::uint8_t { Parcours, Actions, Chronologie, Acces };

struct HomeRoute {
    friend bool operator==(HomeRoute const&, HomeRoute const&) = default;
};
/// List and, when one is chosen, its sheet beside it. No group = all groups of mine.
struct SituationsRoute {
    std::optional<GroupId> group{};
    std::optional<RecordId> situation{};  ///< A situation, or a signalement still to be qualified.
    SheetTab tab{SheetTab::Parcours};
    std::optional<std::uint32_t> field{};  ///< Whose question (R-58) the page is opened for: k_actions in Actions.
    std::optional<OpId> question{};        ///< Of liaison, in Actions: the one that the page is opened for.
    friend bool operator==(SituationsRoute const&, SituationsRoute const&) = default;
};
enum class ReportKind : std::uint8_t { Signalement, Situation };
/// What is said of group and kind is what the form begins with, whatever it held before.
struct ReportRoute {
    std::optional<GroupId> group{};
    std::optional<ReportKind> kind{};
    friend bool operator==(ReportRoute const&, ReportRoute const&) = default;
};
struct GroupsRoute {
    std::optional<GroupId> group{};
    friend bool operator==(GroupsRoute const&, GroupsRoute const&) = default;
};
struct MembersRoute {
    std::optional<MemberId> member{};
    std::optional<InviteId> invite{};         ///< An invitation that waits, while no member is shown.
    std::optional<std::uint32_t> function{};  ///< domain::Profile of somebody to invite: the form is opened for it.
    friend bool operator==(MembersRoute const&, MembersRoute const&) = default;
};
/// The act being prepared and those signed before.
struct ActsRoute {
    friend bool operator==(ActsRoute const&, ActsRoute const&) = default;
};
struct TextsRoute {
    bool reads{false};  ///< To read and accept what is in force, also while a version is being written.
    friend bool operator==(TextsRoute const&, TextsRoute const&) = default;
};
struct DeviceRoute {  ///< This device, other devices, kit, store.
    friend bool operator==(DeviceRoute const&, DeviceRoute const&) = default;
};
struct AboutRoute {
    friend bool operator==(AboutRoute const&, AboutRoute const&) = default;
};
/// What the council is, by which arrêté.
struct CouncilRoute {
    friend bool operator==(CouncilRoute const&, CouncilRoute const&) = default;
};
/// The founding assistant; needs no vault. Step 0 to 4.
struct FoundingRoute {
    std::uint8_t step{0};
    friend bool operator==(FoundingRoute const&, FoundingRoute const&) = default;
};

using Route = std::variant<
    HomeRoute, SituationsRoute, ReportRoute, GroupsRoute, MembersRoute, ActsRoute, TextsRoute, DeviceRoute, AboutRoute,
    FoundingRoute, CouncilRoute>;

}  // namespace huisclos::app
