#include "core/ledger/mail.hpp"

#include "core/base/require.hpp"
#include "core/crypto/envelope.hpp"
#include "core/crypto/hash.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::ledger {

namespace {

enum class MailNumber : std::uint64_t { Texts = 0, Request = 1 };

crypto::Context mail_context(InviteKeys const& keys, VaultId const& vault, MailNumber number)
{
    return {
        .type = crypto::ObjectType::Mail, .vault = vault, .id = keys.id.bytes, .n = static_cast<std::uint64_t>(number)};
}

Result<Bytes> make_mail(InviteKeys const& keys, VaultId const& vault, MailNumber number, BytesView plain)
{
    using crypto::ObjectType;
    if (crypto::padded_size(ObjectType::Mail, plain.size()) > crypto::limit_of(ObjectType::Mail))
        return fail(ErrorCode::Input, "longer than a mail may be");
    return crypto::make_envelope(keys.box.view(), mail_context(keys, vault, number), plain);
}

Result<VersionedText> text_and_version_at(CborValue const& map, std::uint64_t key)
{
    HUISCLOS_TRY_ASSIGN(pair, map.at(key));
    HUISCLOS_TRY_ASSIGN(parts, parts_of(pair, 2));
    HUISCLOS_TRY_ASSIGN(text, parts[0].as_text());
    HUISCLOS_TRY_ASSIGN(version, as_u32(parts[1]));
    return VersionedText{.text = std::string(text), .version = version};
}

}  // namespace

InviteKeys invite_keys(BytesView secret)
{
    require(secret.size() == k_invite_secret_size, "an invitation secret of 32 bytes");
    using crypto::derive;
    using crypto::KeyLabel;
    return {
        .id = *InviteId::from(derive(secret, KeyLabel::InviteId, BytesView{}, InviteId::k_size).view()),
        .box = derive(secret, KeyLabel::InviteBox, BytesView{}, 32),
        .join = crypto::SigningKey::from_seed(derive(secret, KeyLabel::InviteSign, BytesView{}, 32).view())};
}

TextHash VersionedText::hash() const
{
    return crypto::text_hash(text);
}

namespace {

/// A reader that does not know them ignores them: keys from 64 on (docs/protocol.md 3.0).
constexpr std::uint64_t k_council_key = 64;
constexpr std::uint64_t k_inviter_key = 65;
constexpr std::uint64_t k_expiry_key = 66;
constexpr std::uint64_t k_rules_not_adopted_key = 67;
constexpr std::uint64_t k_charter_title_key = 68;
constexpr std::uint64_t k_rules_title_key = 69;

void write_title(CborWriter& writer, std::uint64_t key, VersionedText const& text)
{
    if (!text.title.empty())
        writer.key(key).array(2).text(text.title).unsigned_int(text.adoption.to_number());
}

Result<void> read_title(CborValue const& map, std::uint64_t key, VersionedText& text)
{
    auto const pair = map.find(key);
    if (!pair)
        return {};
    HUISCLOS_TRY_ASSIGN(parts, parts_of(*pair, 2));
    HUISCLOS_TRY_ASSIGN(title, parts[0].as_text());
    HUISCLOS_TRY_ASSIGN(number, as_u32(parts[1]));
    auto const adoption = Date::from_number(number);
    if (title.empty() || (number != 0 && !adoption))
        return fail(ErrorCode::Encoding, "a text without its title or with no date");
    text.title = std::string(title);
    text.adoption = number == 0 ? Date{} : *adoption;
    return {};
}

}  // namespace

Bytes encode_texts(InvitationTexts const& texts)
{
    CborWriter writer;
    bool const says_expiry = texts.expiry.ms != 0;
    writer.map(
        2 + (texts.council.empty() ? 0U : 1U) + (texts.inviter.empty() ? 0U : 1U) + (says_expiry ? 1U : 0U) +
        (texts.rules_not_adopted ? 1U : 0U) + (texts.charter.title.empty() ? 0U : 1U) +
        (texts.rules.title.empty() ? 0U : 1U));
    writer.key(1).array(2).text(texts.charter.text).unsigned_int(texts.charter.version);
    writer.key(2).array(2).text(texts.rules.text).unsigned_int(texts.rules.version);
    if (!texts.council.empty())
        writer.key(k_council_key).array(2).unsigned_int(texts.council_kind).text(texts.council);
    if (!texts.inviter.empty())
        writer.key(k_inviter_key).text(texts.inviter);
    if (says_expiry)
        writer.key(k_expiry_key).unsigned_int(static_cast<std::uint64_t>(texts.expiry.ms));
    if (texts.rules_not_adopted)
        writer.key(k_rules_not_adopted_key).unsigned_int(1);
    write_title(writer, k_charter_title_key, texts.charter);
    write_title(writer, k_rules_title_key, texts.rules);
    return writer.take();
}

Result<InvitationTexts> decode_texts(BytesView plain)
{
    HUISCLOS_TRY_ASSIGN(map, parse_cbor(plain));
    HUISCLOS_TRY(map.check_keys({1, 2}));
    InvitationTexts texts;
    HUISCLOS_TRY_ASSIGN(charter, text_and_version_at(map, 1));
    HUISCLOS_TRY_ASSIGN(rules, text_and_version_at(map, 2));
    texts.charter = std::move(charter);
    texts.rules = std::move(rules);
    HUISCLOS_TRY(read_title(map, k_charter_title_key, texts.charter));
    HUISCLOS_TRY(read_title(map, k_rules_title_key, texts.rules));
    if (auto const council = map.find(k_council_key)) {
        HUISCLOS_TRY_ASSIGN(parts, parts_of(*council, 2));
        HUISCLOS_TRY_ASSIGN(kind, as_u32(parts[0]));
        HUISCLOS_TRY_ASSIGN(name, parts[1].as_text());
        texts.council_kind = kind;
        texts.council = std::string(name);
    }
    if (auto const inviter = map.find(k_inviter_key)) {
        HUISCLOS_TRY_ASSIGN(name, inviter->as_text());
        texts.inviter = std::string(name);
    }
    if (map.find(k_expiry_key)) {
        HUISCLOS_TRY_ASSIGN(expiry, instant_at(map, k_expiry_key));
        texts.expiry = expiry;
    }
    if (auto const not_adopted = map.find(k_rules_not_adopted_key)) {
        HUISCLOS_TRY_ASSIGN(one, as_u32(*not_adopted));
        if (one != 1)
            return fail(ErrorCode::Encoding, "rules neither adopted nor not");
        texts.rules_not_adopted = true;
    }
    // An empty name is no name, and no date a date: absence is their one form.
    if ((map.find(k_council_key) && texts.council.empty()) || (map.find(k_inviter_key) && texts.inviter.empty()))
        return fail(ErrorCode::Encoding, "an empty name in an invitation");
    if (map.find(k_expiry_key) && texts.expiry.ms == 0)
        return fail(ErrorCode::Encoding, "an invitation without its date");
    return texts;
}

JoinRequest make_join_request(SignedCard card, std::string name, crypto::SigningKey const& join, VaultId const& vault)
{
    auto const signature = join.sign(crypto::SignLabel::Join, vault, card.hash);
    return {.card = std::move(card), .name = std::move(name), .join = signature};
}

Bytes encode_join_request(JoinRequest const& request)
{
    CborWriter writer;
    writer.map(4).key(1).bytes(request.card.body).key(2).id(request.card.signature);
    writer.key(3).text(request.name).key(4).id(request.join);
    return writer.take();
}

Result<JoinRequest> decode_join_request(BytesView plain, crypto::PublicKey const& join, VaultId const& vault)
{
    HUISCLOS_TRY_ASSIGN(map, parse_cbor(plain));
    HUISCLOS_TRY(map.check_keys({1, 2, 3, 4}));
    HUISCLOS_TRY_ASSIGN(body, bytes_at(map, 1));
    HUISCLOS_TRY_ASSIGN(signature, id_at<crypto::Signature>(map, 2));
    HUISCLOS_TRY_ASSIGN(name, text_at(map, 3));
    HUISCLOS_TRY_ASSIGN(join_signature, id_at<crypto::Signature>(map, 4));
    HUISCLOS_TRY_ASSIGN(card, check_card(body, signature, vault));
    if (!crypto::verify(join, crypto::SignLabel::Join, vault, card.hash, join_signature))
        return fail(ErrorCode::Signature, "a request not signed with the invitation");
    return JoinRequest{.card = std::move(card), .name = std::string(name), .join = join_signature};
}

Result<Bytes> make_texts_mail(InviteKeys const& keys, VaultId const& vault, InvitationTexts const& texts)
{
    return make_mail(keys, vault, MailNumber::Texts, encode_texts(texts));
}

Result<InvitationTexts> open_texts_mail(InviteKeys const& keys, VaultId const& vault, BytesView object)
{
    auto const context = mail_context(keys, vault, MailNumber::Texts);
    HUISCLOS_TRY_ASSIGN(plain, crypto::open_envelope(keys.box.view(), context, object));
    return decode_texts(plain.view());
}

Result<Bytes> make_join_mail(InviteKeys const& keys, VaultId const& vault, JoinRequest const& request)
{
    return make_mail(keys, vault, MailNumber::Request, encode_join_request(request));
}

Result<JoinRequest> open_join_mail(InviteKeys const& keys, VaultId const& vault, BytesView object)
{
    auto const context = mail_context(keys, vault, MailNumber::Request);
    HUISCLOS_TRY_ASSIGN(plain, crypto::open_envelope(keys.box.view(), context, object));
    return decode_join_request(plain.view(), keys.join.public_key(), vault);
}

bool is_answer(InviteKeys const& keys, VaultId const& vault, BytesView object)
{
    auto const opened = open_join_mail(keys, vault, object);
    return opened || opened.error().code == ErrorCode::Upgrade;
}

}  // namespace huisclos::ledger
