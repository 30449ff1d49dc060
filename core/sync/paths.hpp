// Names of objects on the store (docs/protocol.md 3.4). No other name exists; what a listing holds beside them is
// skipped.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/ids.hpp"

namespace huisclos::sync {

inline constexpr std::string_view k_heads_folder = "h/";

/// `o/<xx>/<62 hex>`: genesis, acts, cards, segments, logs, tables.
[[nodiscard]] std::string object_path(ObjectName const& name);
/// `h/<device>`.
[[nodiscard]] std::string head_path(DeviceId const& device);
/// `k/<loc>/`.
[[nodiscard]] std::string account_folder(Locator const& locator);
/// `<version %08x>-<8 hex random>`, inside that folder.
[[nodiscard]] std::string account_name(std::uint32_t version, ByteArray<4> random);
/// `b/<inbox>/`.
[[nodiscard]] std::string inbox_folder(InboxId const& inbox);
/// `<32 hex random>`, inside that folder.
[[nodiscard]] std::string inbox_name(ByteArray<16> random);

enum class MailPart : std::uint8_t { Texts = 0, Request = 1 };
/// `i/<invite>-0`, `-1`.
[[nodiscard]] std::string mail_path(InviteId const& invite, MailPart part);

/// An inbox or an invitation: what lies there was sealed to somebody else, and is deleted once it was read.
[[nodiscard]] bool is_letter_path(std::string_view path);

// What an entry of a listing names; empty for any other name.
[[nodiscard]] std::optional<DeviceId> parse_head_name(std::string_view name);
[[nodiscard]] std::optional<std::uint32_t> parse_account_version(std::string_view name);
[[nodiscard]] bool is_inbox_name(std::string_view name);

}  // namespace huisclos::sync
