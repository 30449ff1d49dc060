#include "core/ledger/link.hpp"

#include <algorithm>

#include "core/base/encoding.hpp"
#include "core/ledger/account_keys.hpp"
#include "core/ledger/cbor_fields.hpp"
#include "core/ledger/mail.hpp"

namespace huisclos::ledger {

namespace {

constexpr std::string_view k_letters = "idbsr";  ///< In the order of Link.
static_assert(k_letters.size() == std::variant_size_v<Link>);

std::size_t token_count(ports::StoreAddress const& store)
{
    return store.token.empty() ? 0 : 1;
}

void write_store(CborWriter& writer, ports::StoreAddress const& store)
{
    writer.key(1).text(store.url);
    if (!store.token.empty())
        writer.key(2).text(store.token);
}

Bytes encode_map(InvitationLink const& link)
{
    CborWriter writer(512 + link.store.url.size() + link.store.token.size() + 40 * link.floor.tips.size());
    writer.map(5 + token_count(link.store));
    write_store(writer, link.store);
    writer.key(3).id(link.vault).key(4).bytes(link.secret.view()).key(5).bytes(link.inviter);
    write_floor(writer.key(6), link.floor);
    return writer.take();
}

Bytes encode_map(DeviceLink const& link)
{
    auto const tips = link.floor ? link.floor->tips.size() : 0;
    CborWriter writer(512 + link.store.url.size() + link.store.token.size() + 40 * tips);
    writer.map(3 + token_count(link.store) + (link.floor ? 1u : 0u));
    write_store(writer, link.store);
    writer.key(3).id(link.vault).key(4).bytes(link.account_secret.view());
    if (link.floor)
        write_floor(writer.key(6), *link.floor);
    return writer.take();
}

Bytes encode_map(DraftLink const& link)
{
    return link.map;
}

Bytes encode_map(StoreLink const& link)
{
    CborWriter writer;
    writer.map(2).key(1).text(link.store.url).key(2).text(link.store.token);
    return writer.take();
}

Bytes encode_map(RecipientLink const& link)
{
    CborWriter writer;
    writer.map(4 + token_count(link.store));
    write_store(writer, link.store);
    writer.key(3).id(link.vault).key(4).id(link.inbox_key).key(5).bytes(link.recipient);
    return writer.take();
}

Result<ports::StoreAddress> read_store(CborValue const& map)
{
    HUISCLOS_TRY_ASSIGN(url, text_at(map, 1));
    ports::StoreAddress store{.url = std::string(url)};
    if (map.find(2)) {
        HUISCLOS_TRY_ASSIGN(token, text_at(map, 2));
        store.token = token;
    }
    return store;
}

Result<ByteArray<32>> fingerprint_at(CborValue const& map, std::uint64_t key)
{
    HUISCLOS_TRY_ASSIGN(bytes, bytes_at(map, key, 32));
    ByteArray<32> fingerprint{};
    std::ranges::copy(bytes, fingerprint.begin());
    return fingerprint;
}

Result<Link> read_invitation(CborValue const& map)
{
    HUISCLOS_TRY(map.check_keys({1, 2, 3, 4, 5, 6}));
    HUISCLOS_TRY_ASSIGN(store, read_store(map));
    HUISCLOS_TRY_ASSIGN(vault, id_at<VaultId>(map, 3));
    HUISCLOS_TRY_ASSIGN(secret, bytes_at(map, 4, k_invite_secret_size));
    HUISCLOS_TRY_ASSIGN(inviter, fingerprint_at(map, 5));
    HUISCLOS_TRY_ASSIGN(floor_map, map.at(6));
    HUISCLOS_TRY_ASSIGN(floor, read_floor(floor_map));
    return InvitationLink{
        .store = std::move(store),
        .vault = vault,
        .secret = SecretBytes::copy_of(secret),
        .inviter = inviter,
        .floor = std::move(floor)};
}

Result<Link> read_device(CborValue const& map)
{
    HUISCLOS_TRY(map.check_keys({1, 2, 3, 4, 6}));
    HUISCLOS_TRY_ASSIGN(store, read_store(map));
    HUISCLOS_TRY_ASSIGN(vault, id_at<VaultId>(map, 3));
    HUISCLOS_TRY_ASSIGN(secret, bytes_at(map, 4, k_account_secret_size));
    DeviceLink link{.store = std::move(store), .vault = vault, .account_secret = SecretBytes::copy_of(secret)};
    if (auto const floor_map = map.find(6)) {
        HUISCLOS_TRY_ASSIGN(floor, read_floor(*floor_map));
        link.floor = std::move(floor);
    }
    return link;
}

Result<Link> read_store_link(CborValue const& map)
{
    HUISCLOS_TRY(map.check_keys({1, 2}));
    HUISCLOS_TRY_ASSIGN(store, read_store(map));
    if (!map.find(2))
        return fail(ErrorCode::Encoding, "a store link without token");
    return StoreLink{.store = std::move(store)};
}

Result<Link> read_recipient(CborValue const& map)
{
    HUISCLOS_TRY(map.check_keys({1, 2, 3, 4, 5}));
    HUISCLOS_TRY_ASSIGN(store, read_store(map));
    HUISCLOS_TRY_ASSIGN(vault, id_at<VaultId>(map, 3));
    HUISCLOS_TRY_ASSIGN(inbox_key, id_at<crypto::KemPublic>(map, 4));
    HUISCLOS_TRY_ASSIGN(recipient, fingerprint_at(map, 5));
    return RecipientLink{.store = std::move(store), .vault = vault, .inbox_key = inbox_key, .recipient = recipient};
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view k_spaces = " \t\r\n";
    auto const first = text.find_first_not_of(k_spaces);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(k_spaces) - first + 1);
}

}  // namespace

Bytes encode_link_map(Link const& link)
{
    return std::visit([](auto const& one) { return encode_map(one); }, link);
}

std::string encode_link(std::string_view bundle, Link const& link)
{
    auto map = encode_link_map(link);
    std::string text(bundle);
    text += '#';
    text += k_letters[link.index()];
    text += '=';
    text += to_base64url(map);
    wipe(map);
    return text;
}

Result<Link> decode_link_map(char letter, BytesView encoded)
{
    HUISCLOS_TRY_ASSIGN(map, parse_cbor(encoded));
    switch (letter) {
    case 'i':
        return read_invitation(map);
    case 'd':
        return read_device(map);
    case 'b':
        if (map.kind() != CborValue::Kind::Map)
            return fail(ErrorCode::Encoding, "a draft that is no map");
        return DraftLink{.map = to_bytes(encoded)};
    case 's':
        return read_store_link(map);
    case 'r':
        return read_recipient(map);
    default:
        return fail(ErrorCode::Encoding, "a link of another letter");
    }
}

Result<Link> parse_link(std::string_view text)
{
    auto const whole = trimmed(text);
    auto const hash = whole.find('#');
    if (hash == std::string_view::npos)
        return fail(ErrorCode::Encoding, "not a link");
    auto const fragment = whole.substr(hash + 1);
    if (fragment.size() < 2 || fragment[1] != '=')
        return fail(ErrorCode::Encoding, "a link without letter");
    auto map = from_base64url(fragment.substr(2));
    if (!map)
        return fail(ErrorCode::Encoding, "a link that does not re-encode to itself");
    auto link = decode_link_map(fragment[0], *map);
    wipe(*map);
    return link;
}

}  // namespace huisclos::ledger
