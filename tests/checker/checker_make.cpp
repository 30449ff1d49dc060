#include "core/crypto/kem.hpp"
#include "core/crypto/random.hpp"
#include "core/crypto/words.hpp"
#include "core/ledger/account.hpp"
#include "core/ledger/kit.hpp"
#include "core/ledger/link.hpp"
#include "core/ledger/mail.hpp"
#include "core/ledger/record_key.hpp"
#include "core/ledger/registry.hpp"
#include "core/ledger/segment.hpp"
#include "tests/checker/checker.hpp"

namespace huisclos::checker {

namespace {

using namespace huisclos::ledger;

Bytes random_bytes(std::size_t size)
{
    Bytes bytes(size);
    crypto::random_fill(bytes);
    return bytes;
}

/// Up to 3 000 bytes, often ending with the bytes that padding uses.
Bytes random_content()
{
    auto content = random_bytes(crypto::random_below(3000));
    for (std::size_t i = 0; i < content.size() && i < crypto::random_below(4); ++i)
        content[content.size() - 1 - i] = i % 2 == 0 ? 0x00 : 0x80;
    return content;
}

crypto::Context random_context()
{
    crypto::Context context{
        .type = static_cast<crypto::ObjectType>(crypto::random_below(static_cast<int>(crypto::ObjectType::Local) + 1)),
        .vault = crypto::random_id<VaultId>(),
        .n = (std::uint64_t{crypto::random_below(1u << 20)} << 32) | crypto::random_below(0xffff'ffff),
        .part = crypto::random_below(0xffff'ffff)};
    // Up to 2^53 - 1, so that it crosses JSON unchanged.
    crypto::random_fill(context.cid);
    crypto::random_fill(context.id);
    return context;
}

Json make_envelope_line()
{
    auto const context = random_context();
    auto const key = random_bytes(32);
    auto const plain = random_content();
    Json line{{"make", "envelope"}, {"key", to_hex(key)}, {"plain", to_hex(plain)}};
    put_context(line, context);
    line["bytes"] = to_hex(crypto::make_envelope(key, context, plain));
    return line;
}

Json make_seal_line()
{
    auto const context = random_context();
    auto const key = crypto::KemKey::generate();
    auto const plain = random_content();
    Json line{{"make", "seal"}, {"key", to_hex(key.seed())}, {"plain", to_hex(plain)}};
    put_context(line, context);
    line["bytes"] = to_hex(crypto::make_seal(key.public_key(), context, plain).value());
    return line;
}

Keyring full_keyring()
{
    auto keyring = Keyring::generate();
    keyring.inbox_keys.push_back({.generation = 1, .key = crypto::KemKey::generate()});
    keyring.floor = Floor{.tips = {crypto::random_id<ActHash>()}, .at = {1'790'000'000'000}};
    keyring.verified = {crypto::random_id<MemberId>(), crypto::random_id<MemberId>()};
    keyring.officer_key = crypto::KemKey::generate();
    keyring.log_keys.push_back({.period = 24'323, .key = crypto::KemKey::generate()});
    keyring.card_version = crypto::random_below(1000);
    return keyring;
}

Json make_account_line()
{
    auto const vault = crypto::random_id<VaultId>();
    auto const as = random_bytes(16);
    auto const kr = random_bytes(16);
    auto const pw = random_bytes(32);
    auto const plan = plan_password({.ops = 3, .mem_kib = 131'072});
    auto const version = crypto::random_below(0xffff'ffff);
    auto const account = renew_slots(
        full_keyring(), version, vault, {.account_secret = as, .recovery_key = kr, .plan = plan, .password_hash = pw});
    auto const& keyring = account.keyring;
    return {
        {"make", "account"},
        {"vault", to_hex(vault.view())},
        {"as", to_hex(as)},
        {"kr", to_hex(kr)},
        {"pw", to_hex(pw)},
        {"version", version},
        {"passSlot", to_hex(plan.id.view())},
        {"kitSlot", to_hex(account.slots.at(1).id.view())},
        {"salt", to_hex(plan.salt)},
        {"krk", to_hex(account.ring_key.view())},
        {"isk", to_hex(keyring.identity.seed())},
        {"iek", to_hex(keyring.newest_inbox_key().key.seed())},
        {"opk", to_hex(keyring.officer_key.seed())},
        {"cardVersion", keyring.card_version},
        {"bytes", to_hex(make_account_object(account_keys(as, vault), vault, account, version))}};
}

SignedCard random_card(VaultId const& vault, crypto::SigningKey const& identity)
{
    Card card{
        .identity = identity.public_key(),
        .version = 1 + crypto::random_below(100),
        .devices =
            {{.key = crypto::SigningKey::generate().public_key()},
             {.key = crypto::SigningKey::generate().public_key(), .state = DeviceState::Lost}},
        .generation = crypto::random_below(9),
        .inbox_key = crypto::KemKey::generate().public_key(),
        .acceptances = {
            {.what = AcceptedText::Charter, .version = 2, .text = crypto::random_id<TextHash>(), .at = {9}}}};
    if (crypto::random_below(2) == 0)
        card.officer_key = crypto::KemKey::generate().public_key();
    return sign_card(std::move(card), identity, vault);
}

Json make_mails_line()
{
    auto const vault = crypto::random_id<VaultId>();
    auto const secret = random_bytes(32);
    auto const keys = invite_keys(secret);
    auto const identity = crypto::SigningKey::generate();
    auto const card = random_card(vault, identity);
    InvitationTexts const texts{
        .charter = {.text = "Charte déontologique « essai »", .version = 3},
        .rules = {.text = "Règlement intérieur", .version = 1}};
    auto const request = make_join_request(card, "Maëlle Œuvrard", keys.join, vault);
    return {
        {"make", "mails"},
        {"vault", to_hex(vault.view())},
        {"secret", to_hex(secret)},
        {"invite", to_hex(keys.id.view())},
        {"charter", texts.charter.text},
        {"charterHash", to_hex(texts.charter.hash().view())},
        {"name", request.name},
        {"member", to_hex(card.card.member().view())},
        {"device", to_hex(card.card.device_id(card.card.devices.at(0)).view())},
        {"card", to_hex(encode_card(card))},
        {"texts", to_hex(make_texts_mail(keys, vault, texts).value())},
        {"join", to_hex(make_join_mail(keys, vault, request).value())}};
}

Json make_kit_line()
{
    Kit const kit{
        .store = {.url = "https://magasin.exemple/é/", .token = "jeton"},
        .vault = crypto::random_id<VaultId>(),
        .account_secret = crypto::random_secret(16),
        .recovery_key = crypto::random_secret(16)};
    std::string words;
    for (auto const& word : kit_words(kit.vault, kit.account_secret.view(), kit.recovery_key.view()))
        words += (words.empty() ? "" : " ") + word;
    auto const identity = crypto::SigningKey::generate().public_key();
    return {
        {"make", "kit"},
        {"vault", to_hex(kit.vault.view())},
        {"as", to_hex(kit.account_secret.view())},
        {"kr", to_hex(kit.recovery_key.view())},
        {"url", kit.store.url},
        {"token", kit.store.token},
        {"number", kit_number(kit.vault)},
        {"words", words},
        {"text", kit_text(kit)},
        {"identity", to_hex(identity.view())},
        {"sixWords", crypto::six_words(crypto::fingerprint(kit.vault, identity))}};
}

/// A record created in a segment, with one field set.
Json make_segment_line()
{
    auto const vault = crypto::random_id<VaultId>();
    auto const es = random_bytes(32);
    auto const rk = random_bytes(32);
    auto const device_key = crypto::SigningKey::generate();
    auto const author = crypto::random_id<MemberId>();
    SegmentAddress const address{
        .device = crypto::device_id(author, device_key.public_key()),
        .cid = crypto::random_id<CompartmentId>(),
        .seq = 1};
    auto const rkc = record_commitment(rk, address.cid);
    auto const record = record_id(address.cid, author, rkc);
    auto const create = wrap_record_key(rk, record, address.cid, es);
    auto const nonce = random_bytes(16);
    OpPlace place{.device = address.device, .seq = 1, .index = 1};
    std::ranges::copy(nonce, place.nonce.begin());
    CborWriter inner;
    inner.map(2).key(1).unsigned_int(10).key(2).text("huis clos");
    OpDraft const ops[] = {
        {.kind = OpKind::Create, .t = 1, .target = to_bytes(record.view()), .payload = encode_create(create)},
        {.kind = OpKind::Set,
         .t = 2,
         .target = to_bytes(record.view()),
         .payload = encrypt_inner(rk, record, place, inner.view())}};
    SegmentDraft const draft{
        .address = address,
        .eid = crypto::epoch_id(crypto::commit_to(es, address.cid)),
        .nonce = place.nonce,
        .ops = ops};
    auto const sealed = seal_segment(vault, draft, device_key, es).value();
    return {
        {"make", "segment"},
        {"vault", to_hex(vault.view())},
        {"es", to_hex(es)},
        {"rk", to_hex(rk)},
        {"author", to_hex(author.view())},
        {"deviceKey", to_hex(device_key.public_key().view())},
        {"device", to_hex(address.device.view())},
        {"cid", to_hex(address.cid.view())},
        {"inner", to_hex(inner.view())},
        {"name", to_hex(sealed.name.view())},
        {"bytes", to_hex(sealed.object)}};
}

Json make_week_line()
{
    std::vector<ActHash> tips(1 + crypto::random_below(30));
    for (auto& tip : tips)
        tip = crypto::random_id<ActHash>();
    std::ranges::sort(tips);
    Json line{{"make", "week"}, {"tips", Json::array()}};
    for (auto const& tip : tips)
        line["tips"].push_back(to_hex(tip.view()));
    line["words"] = crypto::six_words(Registry::week_hash_of(tips));
    return line;
}

}  // namespace

std::vector<Json> make_round()
{
    return {make_envelope_line(), make_seal_line(), make_account_line(), make_mails_line(),
            make_kit_line(),      make_week_line(), make_segment_line()};
}

}  // namespace huisclos::checker
