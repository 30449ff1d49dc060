// Keys and values of the entries that a device keeps (core/sync/local_vault.hpp), as bytes: what is in clear is opaque
// ids, numbers and one neutral label.

#pragma once

#include "core/sync/local_vault.hpp"

namespace huisclos::sync {

inline constexpr std::string_view k_prefix_kept = "o/";

/// `<prefix><16 hexadecimal digits>`: the order of the keys is that of the numbers.
[[nodiscard]] std::string numbered_key(std::string_view prefix, std::uint64_t number);
/// Empty for anything but 1 to 16 hexadecimal digits in lower case.
[[nodiscard]] std::optional<std::uint64_t> from_fixed_hex(std::string_view text);

[[nodiscard]] Bytes encode_identity(LocalIdentity const& identity);
/// Error Encoding.
[[nodiscard]] Result<LocalIdentity> decode_identity(BytesView encoded);

/// `o/<kind>/<compartment>/<device>/<number>/<name>`: everything needed to open the object again, all of it opaque.
[[nodiscard]] std::string kept_key(KeptObject const& object);
/// What the keys of that kind, compartment and device begin with.
[[nodiscard]] std::string kept_folder(KeptKind kind, CompartmentId const& cid, DeviceId const& device);
/// `value` is moved out of when the key is one. Empty: it is not.
[[nodiscard]] std::optional<KeptObject> parse_kept(std::string_view key, Bytes& value);

inline constexpr std::string_view k_prefix_sent = "s/";
/// Before an object that was sent: its name, so that a disk that spoils it is found out.
[[nodiscard]] Bytes with_hash(BytesView object);
/// `s/<path>`, of a letter or of what its path begins with.
[[nodiscard]] std::string sent_key(std::string_view path);
/// `s/l/<period>/<device>/<name>`, of lines of the log; the device that sealed them may be a former one of this place.
[[nodiscard]] std::string sent_log_key(std::uint32_t period, DeviceId const& device, BytesView object);
/// That of `s/<path>` or of lines of the log. @pre `key` begins with k_prefix_sent
[[nodiscard]] SentObject parse_sent(std::string const& key, BytesView value);

/// Error Encoding.
[[nodiscard]] Result<OutboxEntry> decode_outbox_entry(std::uint64_t number, BytesView plain);

}  // namespace huisclos::sync
