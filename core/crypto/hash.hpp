// The two hash functions of docs/protocol.md 3.1 and the closed list of their labels (3.16).
//
//   H(label, x)       = BLAKE2b-256(         "HCV1/h/" || label || 0x00 || x)
//   F(K, label, x, n) = BLAKE2b-n  (key = K, "HCV1/f/" || label || 0x00 || x)     16 <= |K| <= 64, n = 16, 32 or 64
//
// A label is a type, so that a label which is not in the list does not compile.

#pragma once

#include "core/base/ids.hpp"
#include "core/base/secret_bytes.hpp"

namespace huisclos::crypto {

enum class HashLabel : std::uint8_t {
    Obj,
    Body,
    Head,
    Act,
    Card,
    Genesis,
    Member,
    Device,
    Cid,
    Set,
    Inbox,
    Op,
    Record,
    File,
    Root,
    Fp,
    Week,
    Text,
    Deposit,
    Number,
    Kit,
};

enum class KeyLabel : std::uint8_t {
    Account,
    Locator,
    UnlockPass,
    UnlockPrf,
    UnlockKit,
    Kid,
    Env,
    Seal,
    Commit,
    RkCommit,
    RkWrap,
    Op,
    Body,
    Leaf,
    InviteId,
    InviteSign,
    InviteBox,
    Local,
};

[[nodiscard]] std::string_view label_text(HashLabel label);
[[nodiscard]] std::string_view label_text(KeyLabel label);

/// H(label, x).
[[nodiscard]] ByteArray<32> hash(HashLabel label, BytesView x);
[[nodiscard]] ByteArray<32> hash(HashLabel label, std::initializer_list<BytesView> parts);

/// F(K, label, x, size). @pre 16 <= key.size() <= 64 and size is 16, 32 or 64 (asserted, also in release).
[[nodiscard]] SecretBytes derive(BytesView key, KeyLabel label, BytesView x, std::size_t size);
[[nodiscard]] SecretBytes derive(
    BytesView key, KeyLabel label, std::initializer_list<BytesView> parts, std::size_t size);

/// Same length and content, in constant time for equal lengths.
[[nodiscard]] bool equal(BytesView a, BytesView b);

/// The name of an object on the store: H("obj", bytes).
[[nodiscard]] ObjectName object_name(BytesView object);
/// H("text", text), of the UTF-8 bytes in NFC whatever the form that is given.
[[nodiscard]] TextHash text_hash(std::string_view text);

}  // namespace huisclos::crypto
