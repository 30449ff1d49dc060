#include <array>
#include <utility>

#include "core/crypto/kem.hpp"
#include "core/ledger/account.hpp"
#include "core/ledger/kit.hpp"
#include "core/ledger/link.hpp"
#include "core/ledger/mail.hpp"
#include "core/ledger/op_payload.hpp"
#include "core/ledger/record_key.hpp"
#include "core/ledger/segment.hpp"
#include "tests/checker/checker.hpp"

namespace huisclos::checker {

namespace {

using namespace huisclos::ledger;

Json error_line(Error const& error)
{
    constexpr std::array<std::pair<ErrorCode, char const*>, 12> k_names{{
        {ErrorCode::Format, "E_FORMAT"},
        {ErrorCode::NoKey, "E_NOKEY"},
        {ErrorCode::Auth, "E_AUTH"},
        {ErrorCode::Hash, "E_HASH"},
        {ErrorCode::Encoding, "E_ENCODING"},
        {ErrorCode::Context, "E_CONTEXT"},
        {ErrorCode::Signature, "E_SIGNATURE"},
        {ErrorCode::Op, "E_OP"},
        {ErrorCode::Upgrade, "E_UPGRADE"},
        {ErrorCode::Input, "typing error"},
        {ErrorCode::Missing, "missing"},
        {ErrorCode::Vault, "E_VAULT"},
    }};
    for (auto const& [code, name] : k_names)
        if (code == error.code)
            return {{"error", name}};
    return {{"error", "other"}};
}

Json open_envelope_line(Json const& line)
{
    auto const opened = crypto::open_envelope(hex_of(line, "key"), context_of(line), hex_of(line, "bytes"));
    return opened ? Json{{"plain", to_hex(opened->view())}} : error_line(opened.error());
}

Json open_seal_line(Json const& line)
{
    auto const key = crypto::KemKey::from_seed(hex_of(line, "key"));
    crypto::KemKey const* const keys[] = {&key};
    auto const opened = crypto::open_seal(keys, context_of(line), hex_of(line, "bytes"));
    return opened ? Json{{"plain", to_hex(opened->plain.view())}} : error_line(opened.error());
}

Json open_account_line(Json const& line)
{
    auto const vault = id_of<VaultId>(line, "vault");
    auto const as = hex_of(line, "as");
    auto const keys = account_keys(as, vault);
    auto const slot = id_of<SlotId>(line, "slot");
    auto const locked = open_account(keys, vault, line.at("version"), hex_of(line, "bytes"));
    if (!locked)
        return error_line(locked.error());
    auto const unlock = line.contains("pw") ? unlock_key_from_password_hash(as, hex_of(line, "pw"), vault, slot)
                                            : unlock_key_from_kit(as, hex_of(line, "kr"), vault, slot);
    auto const unlocked = unlock_account(keys, vault, *locked, slot, unlock.view());
    if (!unlocked)
        return error_line(unlocked.error());
    auto const& keyring = unlocked->keyring;
    return {
        {"krk", to_hex(unlocked->ring_key.view())},
        {"isk", to_hex(keyring.identity.seed())},
        {"iek", to_hex(keyring.newest_inbox_key().key.seed())},
        {"verified", keyring.verified.size()},
        {"cardVersion", keyring.card_version}};
}

Json open_texts_line(Json const& line)
{
    auto const texts =
        open_texts_mail(invite_keys(hex_of(line, "secret")), id_of<VaultId>(line, "vault"), hex_of(line, "bytes"));
    if (!texts)
        return error_line(texts.error());
    return {
        {"charter", texts->charter.text},
        {"version", texts->charter.version},
        {"hash", to_hex(texts->charter.hash().view())}};
}

Json open_join_line(Json const& line)
{
    auto const request =
        open_join_mail(invite_keys(hex_of(line, "secret")), id_of<VaultId>(line, "vault"), hex_of(line, "bytes"));
    if (!request)
        return error_line(request.error());
    auto const& card = request->card.card;
    return {
        {"name", request->name},
        {"member", to_hex(card.member().view())},
        {"device", to_hex(card.device_id(card.devices.at(0)).view())}};
}

Json open_kit_line(Json const& line)
{
    auto const kit = read_kit_text(line.at("text").get<std::string>());
    if (!kit)
        return error_line(kit.error());
    auto const vault = read_kit_number(line.at("number").get<std::string>());
    if (!vault)
        return error_line(vault.error());
    auto const secrets = read_kit_words(line.at("words").get<std::string>(), *vault);
    if (!secrets)
        return error_line(secrets.error());
    return {
        {"vault", to_hex(vault->view())},
        {"vaultOfText", to_hex(kit->vault.view())},
        {"as", to_hex(secrets->account_secret.view())},
        {"asOfText", to_hex(kit->account_secret.view())},
        {"kr", to_hex(secrets->recovery_key.view())},
        {"url", kit->store.url}};
}

Json open_link_line(Json const& line)
{
    auto const link = parse_link(line.at("text").get<std::string>());
    return link ? Json{{"map", to_hex(encode_link_map(*link))}} : error_line(link.error());
}

/// Opens a segment whose second op sets a field of the record that the first creates.
Json open_segment_line(Json const& line)
{
    auto const vault = id_of<VaultId>(line, "vault");
    auto const es = hex_of(line, "es");
    SegmentAddress const address{
        .device = id_of<DeviceId>(line, "device"), .cid = id_of<CompartmentId>(line, "cid"), .seq = 1};
    EpochKey const keys[] = {{.eid = crypto::epoch_id(crypto::commit_to(es, address.cid)), .secret = es}};
    auto const object = hex_of(line, "bytes");
    auto const segment = open_segment(vault, address, id_of<ObjectName>(line, "name"), object, keys);
    if (!segment)
        return error_line(segment.error());
    auto const signature = verify_segment(vault, *segment, id_of<crypto::PublicKey>(line, "deviceKey"));
    if (!signature)
        return error_line(signature.error());
    auto const create = decode_create(segment->ops.at(0).payload);
    if (!create)
        return error_line(create.error());
    auto const record = RecordId::from(segment->ops.at(0).target).value();
    auto const rk = unwrap_record_key(*create, record, address.cid, es);
    if (!rk)
        return error_line(rk.error());
    OpPlace const place{.device = address.device, .seq = 1, .index = 1, .nonce = segment->nonce};
    auto const inner = decrypt_inner(rk->view(), record, place, segment->ops.at(1).payload);
    if (!inner)
        return error_line(inner.error());
    return {{"rk", to_hex(rk->view())}, {"record", to_hex(record.view())}, {"inner", to_hex(inner->view())}};
}

Json open_cbor_line(Json const& line)
{
    auto const value = parse_cbor(hex_of(line, "bytes"));
    return value ? Json{{"accepted", true}} : error_line(value.error());
}

}  // namespace

Json open_line(Json const& line)
{
    constexpr std::array<std::pair<std::string_view, Json (*)(Json const&)>, 9> k_readers{{
        {"envelope", open_envelope_line},
        {"seal", open_seal_line},
        {"account", open_account_line},
        {"texts", open_texts_line},
        {"join", open_join_line},
        {"kit", open_kit_line},
        {"link", open_link_line},
        {"segment", open_segment_line},
        {"cbor", open_cbor_line},
    }};
    auto const what = line.at("open").get<std::string>();
    for (auto const& [name, read] : k_readers)
        if (name == what)
            return read(line);
    return {{"error", "no such line"}};
}

}  // namespace huisclos::checker
