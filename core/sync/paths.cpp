#include "core/sync/paths.hpp"

#include <algorithm>

#include "core/base/encoding.hpp"

namespace huisclos::sync {

namespace {

constexpr std::size_t k_account_name_size = 8 + 1 + 8;
constexpr std::size_t k_inbox_name_size = 32;

}  // namespace

std::string object_path(ObjectName const& name)
{
    auto const hex = to_hex(name.bytes);
    return "o/" + hex.substr(0, 2) + "/" + hex.substr(2);
}

std::string head_path(DeviceId const& device)
{
    return std::string(k_heads_folder) + to_hex(device.bytes);
}

std::string account_folder(Locator const& locator)
{
    return "k/" + to_hex(locator.bytes) + "/";
}

std::string account_name(std::uint32_t version, ByteArray<4> random)
{
    ByteArray<4> const big_endian{
        static_cast<std::uint8_t>(version >> 24), static_cast<std::uint8_t>(version >> 16),
        static_cast<std::uint8_t>(version >> 8), static_cast<std::uint8_t>(version)};
    return to_hex(big_endian) + "-" + to_hex(random);
}

std::string inbox_folder(InboxId const& inbox)
{
    return "b/" + to_hex(inbox.bytes) + "/";
}

std::string inbox_name(ByteArray<16> random)
{
    return to_hex(random);
}

std::string mail_path(InviteId const& invite, MailPart part)
{
    return "i/" + to_hex(invite.bytes) + (part == MailPart::Texts ? "-0" : "-1");
}

bool is_letter_path(std::string_view path)
{
    auto const name = path.substr(std::min<std::size_t>(path.size(), 2));
    auto const slash = name.find('/');
    if (path.starts_with("b/") && slash != std::string_view::npos) {
        auto const inbox = from_hex(name.substr(0, slash));
        return inbox && InboxId::from(*inbox) && is_inbox_name(name.substr(slash + 1));
    }
    if (!path.starts_with("i/") || !(name.ends_with("-0") || name.ends_with("-1")))
        return false;
    auto const invite = from_hex(name.substr(0, name.size() - 2));
    return invite && InviteId::from(*invite);
}

std::optional<DeviceId> parse_head_name(std::string_view name)
{
    auto const bytes = from_hex(name);
    return bytes ? DeviceId::from(*bytes) : std::nullopt;
}

std::optional<std::uint32_t> parse_account_version(std::string_view name)
{
    if (name.size() != k_account_name_size || name[8] != '-' || !from_hex(name.substr(9)))
        return std::nullopt;
    auto const bytes = from_hex(name.substr(0, 8));
    if (!bytes)
        return std::nullopt;
    std::uint32_t version = 0;
    for (auto const byte : *bytes)
        version = (version << 8) | byte;
    return version;
}

bool is_inbox_name(std::string_view name)
{
    return name.size() == k_inbox_name_size && from_hex(name).has_value();
}

}  // namespace huisclos::sync
