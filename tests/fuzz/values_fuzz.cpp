// links: app
// What other members write in records. The input is a list of [kind, payload]: each payload is read as that of an op is
// once decrypted, the ops are folded, and the record is read as a sheet and as every record of a council.

#include <cstring>
#include <deque>

#include "core/app/record_values.hpp"
#include "core/base/require.hpp"
#include "core/base/utf8.hpp"
#include "core/domain/value_read.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

namespace {

/// False when no record holds it.
bool read_op(CborValue const& item, KnownOp& op)
{
    auto const parts = item.items();
    if (!parts || parts->size() != 2)
        return false;
    auto const number = (*parts)[0].as_unsigned();
    auto const payload = (*parts)[1].as_bytes();
    auto const kind = number ? known_record_kind(*number) : std::nullopt;
    if (!kind || has_clear_payload(*kind) || !payload)
        return false;
    auto const inner = decode_inner(*kind, *payload);
    if (!inner)
        return false;
    op.kind = *kind;
    op.is_record_kind = true;
    op.inner = *inner;
    return true;
}

/// A record that some member made, with these ops. Two in a row bear one time: several values of one field stand
/// side by side.
struct Record {
    ChainNode node{};
    OpView nothing_replaced{};
    std::deque<KnownOp> ops{};
    RecordState state{};

    explicit Record(std::vector<CborValue> const& items)
    {
        add().kind = OpKind::Create;
        for (auto const& item : items) {
            if (!read_op(item, add()))
                ops.pop_back();
        }
        std::vector<KnownOp const*> all;
        for (auto const& op : ops)
            all.push_back(&op);
        state = fold_record(RecordId{}, all);
    }

    KnownOp& add()
    {
        auto const index = static_cast<std::uint32_t>(ops.size());
        auto& op = ops.emplace_back();
        op.node = &node;
        op.view = &nothing_replaced;
        op.t = index / 2;
        std::memcpy(op.id.bytes.data(), &index, sizeof index);
        return op;
    }
};

/// A reading gives something for whatever stands there, and a value that is known is written as it was read.
void check_value(CborValue const& item)
{
    app::ValueView const view(item);
    auto const& value = view.value();
    if (!std::holds_alternative<domain::Cleared>(value))
        require(same_bytes(app::encode_value(value), item.encoded()), "a value is written as it was read");
    (void)domain::read_number(value);
    (void)domain::read_text(value);
    (void)domain::read_date(value);
    (void)domain::read_id<MemberId>(value);
    for (std::uint8_t number = 0; number < 8; ++number) {
        (void)domain::part_code<domain::TypeAction>(value, number);
        (void)domain::part_id<OpId>(value, number);
        (void)domain::part_date(value, number);
    }
}

void check_text(std::string const& text)
{
    require(to_nfc(text) == text, "a text in NFC");
    require(text.find('\0') == std::string::npos && text.find('\x7f') == std::string::npos, "no control character");
}

void check_date(Date date)
{
    require(Date::from_number(date.to_number()) == date || !date.is_known(), "a date of the calendar");
}

void check_fiche(domain::Fiche const& fiche, RecordState const& state)
{
    for (auto const* person : {&fiche.personne, &fiche.representants[0], &fiche.representants[1]}) {
        for (auto const* text :
             {&person->nom, &person->prenom, &person->adresse, &person->telephone, &person->courriel})
            check_text(*text);
        check_date(person->naissance);
    }
    for (auto const& note : fiche.notes)
        check_text(note.text);
    for (auto const& action : fiche.actions) {
        check_date(action.debut);
        check_date(action.fin);
        require(domain::is_in_list(domain::ListId::TypeAction, static_cast<std::uint64_t>(action.type)), "an action");
    }
    auto const elements = fiche.motifs.size() + fiche.notes.size() + fiche.actions.size() +
                          fiche.prises_en_charge.size() + fiche.questions.size() + fiche.reponses.size();
    require(elements <= state.entries.size(), "one element for an entry at most");
}

template <typename Kept>
void check_council(RecordState const& state)
{
    Kept kept;
    app::read_record(state, kept);
    check_text(kept.nom);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    // Every text is normalised: large inputs would test patience only.
    if (size > 65'536)
        return 0;
    auto const list = parse_cbor(BytesView(data, size));
    auto const items = list ? list->items() : fail(ErrorCode::Encoding, "no list");
    if (!items)
        return 0;
    Record const record(*items);
    for (auto const& entry : record.state.entries)
        check_value(entry.value());
    check_fiche(app::read_fiche(record.state), record.state);
    check_council<domain::Instance>(record.state);
    check_council<domain::Membre>(record.state);
    check_council<domain::Groupe>(record.state);
    check_council<domain::Invitation>(record.state);
    domain::Texte text;
    app::read_record(record.state, text);
    check_text(text.titre);
    check_date(text.adoption);
    return 0;
}
