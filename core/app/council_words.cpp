#include "core/app/council_words.hpp"

#include <algorithm>

#include "core/app/facts.hpp"
#include "core/base/heap_sort.hpp"
#include "core/base/utf8.hpp"
#include "core/crypto/words.hpp"
#include "core/domain/places.hpp"
#include "core/law/readers.hpp"

namespace huisclos::app {

namespace {

/// On the ground of the law; where it names none for that function, the function itself.
Phrase ground_of(std::optional<law::Place> const& place, domain::Profile profile)
{
    if (place) {
        for (auto const& line : law::readers_of(*place)) {
            if (line.profile == profile)
                return phrase(line.why);
        }
    }
    return phrase(domain::text_key(profile));
}

/// The mayor and the coordinator read by their function, the others for as long as they sit in the group: the end of a
/// mandate is a date that an act draws the consequence of.
Phrase end_of_reading(Context const& context, MemberId const& id, domain::Profile profile)
{
    if (auto const* const known = context.council.member(id); known != nullptr && known->fin.is_known()) {
        bool const is_over = known->fin.is_complete() && known->fin < context.today();
        return phrase(is_over ? "situation.reader.mandate_over" : "situation.reader.mandate").with("date", known->fin);
    }
    if (profile == domain::Profile::Maire)
        return phrase("situation.reader.while_mayor");
    bool const is_named = profile == domain::Profile::Coordonnateur;
    return phrase(is_named ? "situation.reader.while_named" : "situation.reader.while_member");
}

}  // namespace

PhraseArg plain_name(Context const& context, MemberId const& member)
{
    auto const name = context.council.name_of(member);
    if (is_verbatim(name))
        return name.args[0].second;
    for (auto const& [key, value] : name.args) {
        if (key == "words")
            return value;
    }
    return TextRef{name.key};
}

PhraseArg author_name(Context const& context, MemberId const& author)
{
    bool const is_member = context.registry().member(author) != nullptr;
    return is_member ? plain_name(context, author) : PhraseArg(TextRef{"council.act.officers"});
}

std::string identity_words(Context const& context, crypto::PublicKey const& identity)
{
    return crypto::six_words(crypto::fingerprint(context.vault.id(), identity));
}

Phrase say_removal(Context const& context, MemberId const& member)
{
    return phrase("council.change.remove").with("name", plain_name(context, member));
}

void sort_by_name(Context const& context, std::vector<MemberId>& members)
{
    heap_sort(members, {}, [&context](MemberId const& id) {
        auto const* const known = context.council.member(id);
        return std::pair{known == nullptr ? std::string{} : fold(known->nom), id};
    });
}

std::vector<std::string> known_names(Context const& context, std::vector<MemberId> members)
{
    sort_by_name(context, members);
    std::vector<std::string> names;
    for (auto const& id : members) {
        auto const* const member = context.council.member(id);
        if (member != nullptr && !member->nom.empty())
            names.push_back(member->nom);
    }
    return names;
}

std::string in_a_row(std::span<std::string const> items)
{
    std::string list;
    for (auto const& item : items)
        list += (list.empty() ? "" : ", ") + item;
    return list;
}

PhraseArg whom_to_ask(Context const& context)
{
    ledger::Member const* found = nullptr;
    if (context.has_registry()) {
        context.registry().members().for_each([&](MemberId const& id, ledger::Member const& member) {
            bool const can_help = !member.is_out() && member.rank != ledger::k_no_rank && id != context.vault.self();
            bool const is_better = found == nullptr || found->rank == ledger::k_mayor_rank ||
                                   (member.rank != ledger::k_mayor_rank && member.rank < found->rank);
            if (can_help && is_better)
                found = &member;
        });
    }
    auto const* const known = found == nullptr ? nullptr : context.council.member(found->id);
    if (known == nullptr || known->nom.empty())
        return TextRef{"session.ask.somebody"};
    return known->nom;
}

Phrase ask_whom(Context const& context, std::string_view key)
{
    return phrase(key).with("who", whom_to_ask(context));
}

PhraseArg plain_group(Context const& context, GroupId const& group)
{
    auto const name = context.council.group_name(group);
    return is_verbatim(name) ? name.args[0].second : PhraseArg(TextRef{name.key});
}

PhraseArg say_place(Context const& context, CompartmentId const& cid)
{
    if (cid == k_dir)
        return TextRef{"council.place.registry"};
    if (cid == k_log)
        return TextRef{"council.place.log"};
    auto const* const compartment = context.registry().compartment(cid);
    auto const place = place_of(context.registry(), cid);
    if (compartment == nullptr || !place)
        return TextRef{"council.place.unknown"};
    if (place->formation == domain::Formation::Groupe) {
        // Both spaces of a group bear its name: which one is said.
        auto const name = plain_group(context, compartment->shape.group);
        auto const* const text = std::get_if<std::string>(&name);
        bool const is_nominative = place->compartment == domain::CompartmentClass::Nominatif;
        return text == nullptr ? name
                               : TextRef{is_nominative ? "council.place.nominative" : "council.place.plain", *text};
    }
    if (place->compartment == domain::CompartmentClass::General)
        return TextRef{std::string(domain::text_key(place->formation))};
    return TextRef{std::string(domain::text_key(place->compartment))};
}

ReaderView reader_in(Context const& context, CompartmentId const& cid, MemberId const& id)
{
    auto const place = place_of(context.registry(), cid);
    auto const* const member = context.registry().member(id);
    auto const code = member == nullptr ? 0 : member->right_in(cid).profile;
    auto const profile = domain::profile_from(code).value_or(domain::Profile::None);
    auto const page = context.council.member(id) == nullptr ? std::nullopt : std::optional(id);
    auto why = ground_of(place, profile);
    // Who has not accepted the texts opens nothing.
    auto const facts = member_facts(context, id, std::nullopt);
    bool const is_nominative = place && place->compartment == domain::CompartmentClass::Nominatif;
    if (is_nominative && !(facts.charter_accepted && facts.rules_accepted))
        why = phrase("situation.reader.not_yet").with("why", TextRef{why.key});
    return {context.council.name_of(id), std::move(why), end_of_reading(context, id, profile), page};
}

std::vector<ReaderView> readers_in(Context const& context, CompartmentId const& cid)
{
    std::vector<ReaderView> readers;
    for (auto const& id : context.registry().readers(cid))
        readers.push_back(reader_in(context, cid, id));
    return readers;
}

}  // namespace huisclos::app
