#include "core/sync/local_entries.hpp"

#include "core/base/encoding.hpp"
#include "core/crypto/hash.hpp"
#include "core/ledger/cbor.hpp"
#include "core/sync/paths.hpp"

namespace huisclos::sync {

namespace {

constexpr std::string_view k_prefix_sent_log = "s/l/";

std::string fixed_hex(std::uint64_t number, int digits)
{
    std::string text(static_cast<std::size_t>(digits), '0');
    for (auto at = text.rbegin(); at != text.rend() && number != 0; ++at, number >>= 4)
        *at = "0123456789abcdef"[number & 15];
    return text;
}

template <typename AnId>
std::optional<AnId> id_in_key(std::string_view text, std::size_t at)
{
    if (text.size() < at + 2 * AnId::k_size)
        return std::nullopt;
    auto const bytes = from_hex(text.substr(at, 2 * AnId::k_size));
    return bytes ? AnId::from(*bytes) : std::nullopt;
}

}  // namespace

std::optional<std::uint64_t> from_fixed_hex(std::string_view text)
{
    std::uint64_t number = 0;
    if (text.empty() || text.size() > 16)
        return std::nullopt;
    for (auto const letter : text) {
        auto const digit = std::string_view("0123456789abcdef").find(letter);
        if (digit == std::string_view::npos)
            return std::nullopt;
        number = (number << 4) | digit;
    }
    return number;
}

std::string numbered_key(std::string_view prefix, std::uint64_t number)
{
    return std::string(prefix) + fixed_hex(number, 16);
}

Bytes encode_identity(LocalIdentity const& identity)
{
    ledger::CborWriter writer;
    writer.map(3).key(1).id(identity.vault).key(2).id(identity.device).key(3).text(identity.label);
    return writer.take();
}

Result<LocalIdentity> decode_identity(BytesView encoded)
{
    HUISCLOS_TRY_ASSIGN(map, ledger::parse_cbor(encoded));
    HUISCLOS_TRY_ASSIGN(vault_item, map.at(1));
    HUISCLOS_TRY_ASSIGN(device_item, map.at(2));
    HUISCLOS_TRY_ASSIGN(label_item, map.at(3));
    HUISCLOS_TRY_ASSIGN(vault, vault_item.as_id<VaultId>());
    HUISCLOS_TRY_ASSIGN(device, device_item.as_id<DeviceId>());
    HUISCLOS_TRY_ASSIGN(label, label_item.as_text());
    return LocalIdentity{vault, device, std::string(label)};
}

std::string kept_folder(KeptKind kind, CompartmentId const& cid, DeviceId const& device)
{
    std::string folder(k_prefix_kept);
    folder += static_cast<char>(kind);
    folder += '/' + to_hex(cid.bytes) + '/' + to_hex(device.bytes) + '/';
    return folder;
}

std::string kept_key(KeptObject const& object)
{
    auto key = kept_folder(object.kind, object.compartment, object.device) + fixed_hex(object.number, 16);
    // A head is overwritten by the next one of its device: its name is not part of its key.
    if (object.kind != KeptKind::Head)
        key += '/' + to_hex(object.name.bytes);
    return key;
}

Result<OutboxEntry> decode_outbox_entry(std::uint64_t number, BytesView plain)
{
    HUISCLOS_TRY_ASSIGN(map, ledger::parse_cbor(plain));
    HUISCLOS_TRY_ASSIGN(path_item, map.at(1));
    HUISCLOS_TRY_ASSIGN(object_item, map.at(2));
    HUISCLOS_TRY_ASSIGN(path, path_item.as_text());
    HUISCLOS_TRY_ASSIGN(object, object_item.as_bytes());
    return OutboxEntry{number, std::string(path), to_bytes(object)};
}

Bytes with_hash(BytesView object)
{
    auto const name = crypto::object_name(object);
    Bytes value(name.bytes.begin(), name.bytes.end());
    value.insert(value.end(), object.begin(), object.end());
    return value;
}

std::string sent_key(std::string_view path)
{
    return std::string(k_prefix_sent) + std::string(path);
}

std::string sent_log_key(std::uint32_t period, DeviceId const& device, BytesView object)
{
    auto const folder = std::string(k_prefix_sent_log) + fixed_hex(period, 8) + '/' + to_hex(device.bytes) + '/';
    return folder + to_hex(crypto::object_name(object).bytes);
}

SentObject parse_sent(std::string const& key, BytesView value)
{
    SentObject sent{.key = key};
    constexpr auto k_name_size = ObjectName::k_size;
    if (value.size() < k_name_size)
        return sent;
    auto const object = value.subspan(k_name_size);
    auto const name = crypto::object_name(object);
    if (!same_bytes(value.first(k_name_size), name.bytes))
        return sent;
    if (key.starts_with(k_prefix_sent_log)) {
        auto const period_at = k_prefix_sent_log.size();
        auto const period = from_fixed_hex(std::string_view(key).substr(period_at, 8));
        auto const device = id_in_key<DeviceId>(key, period_at + 9);
        if (!period || !device || sent_log_key(static_cast<std::uint32_t>(*period), *device, object) != key)
            return sent;
        sent.period = static_cast<std::uint32_t>(*period);
        sent.path = object_path(name);
    } else if (auto const path = std::string_view(key).substr(k_prefix_sent.size()); is_letter_path(path)) {
        sent.path = path;
    }
    sent.object = to_bytes(object);
    return sent;
}

std::optional<KeptObject> parse_kept(std::string_view key, Bytes& value)
{
    constexpr std::size_t k_compartment_at = 4;
    constexpr std::size_t k_device_at = k_compartment_at + 33;
    constexpr std::size_t k_number_at = k_device_at + 33;
    constexpr std::size_t k_name_at = k_number_at + 17;
    if (key.size() < k_number_at + 16)
        return std::nullopt;
    KeptObject kept;
    kept.kind = static_cast<KeptKind>(key[2]);
    auto const compartment = id_in_key<CompartmentId>(key, k_compartment_at);
    auto const device = id_in_key<DeviceId>(key, k_device_at);
    auto const number = from_fixed_hex(key.substr(k_number_at, 16));
    if (!compartment || !device || !number)
        return std::nullopt;
    if (kept.kind != KeptKind::Head) {
        auto const name = id_in_key<ObjectName>(key, k_name_at);
        if (!name)
            return std::nullopt;
        kept.name = *name;
    }
    kept.compartment = *compartment;
    kept.device = *device;
    kept.number = *number;
    kept.object = std::move(value);
    return kept;
}

}  // namespace huisclos::sync
