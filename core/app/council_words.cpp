#include "core/app/council_words.hpp"

#include <algorithm>

#include "core/app/council_act_records.hpp"
#include "core/app/facts.hpp"
#include "core/app/shown_time.hpp"
#include "core/base/heap_sort.hpp"
#include "core/base/utf8.hpp"
#include "core/domain/places.hpp"
#include "core/law/readers.hpp"

namespace huisclos::app {

namespace {

using ledger::ActOpKind;

Phrase with_member(Context const& context, std::string_view key, ledger::OpDescription const& op)
{
    return op.member ? phrase(key).with("name", plain_name(context, *op.member)) : phrase(key);
}

Phrase say_role(Context const& context, ledger::OpDescription const& op)
{
    auto said = with_member(context, op.right_after.role == 0 ? "council.op.leaves" : "council.op.enters", op);
    if (op.cid)
        said.with("place", say_place(context, *op.cid));
    auto const role = domain::role_from(op.right_after.role).value_or(domain::Role::None);
    said.with("role", TextRef{std::string(domain::text_key(role))});
    return said;
}

Phrase say_rank(Context const& context, ledger::OpDescription const& op)
{
    if (op.rank_after == ledger::k_no_rank)
        return with_member(context, "council.op.loses_rank", op);
    return with_member(context, "council.op.rank", op);
}

/// Of one setting: told_ops gives each alone.
Phrase say_policy(ledger::PolicyOp const& policy)
{
    if (policy.store_token)
        return phrase("council.op.token");
    if (policy.store_url)
        return phrase("council.op.store");
    if (policy.log_months)
        return phrase("council.op.log_months").with("n", static_cast<std::int64_t>(*policy.log_months));
    if (policy.epoch_days)
        return phrase("council.op.key_days").with("n", static_cast<std::int64_t>(*policy.epoch_days));
    if (!policy.texts)
        return phrase("council.op.policy");
    auto const version = [&policy](ledger::AcceptedText what) -> std::int64_t {
        for (auto const& text : *policy.texts) {
            if (text.what == static_cast<std::uint64_t>(what))
                return static_cast<std::int64_t>(text.version);
        }
        return 0;
    };
    auto const charter = version(ledger::AcceptedText::Charter);
    auto const rules = version(ledger::AcceptedText::RulesOfProcedure);
    auto const key = rules == 0 ? "council.op.charter" : charter == 0 ? "council.op.rules" : "council.op.texts";
    return phrase(key).with("charter", charter).with("rules", rules);
}

/// A setting of `all` alone, while there is one: what people know of first, the technical rest at the end as one.
std::optional<ledger::PolicyOp> take_setting(ledger::PolicyOp& all)
{
    ledger::PolicyOp one;
    auto const takes = [&](auto member) {
        if (!(all.*member))
            return false;
        std::swap(one.*member, all.*member);
        return true;
    };
    using Policy = ledger::PolicyOp;
    if (takes(&Policy::texts) || takes(&Policy::store_url) || takes(&Policy::store_token) ||
        takes(&Policy::log_months) || takes(&Policy::epoch_days))
        return one;
    if (ledger::encode_act_op(all) == ledger::encode_act_op(Policy{}))
        return std::nullopt;
    return std::exchange(all, {});
}

void add_settings(ledger::OpDescription const& op, std::vector<ledger::OpDescription>& told)
{
    auto rest = op.policy.value_or(ledger::PolicyOp{});
    auto const before = told.size();
    while (auto one = take_setting(rest)) {
        told.push_back(op);
        told.back().policy = std::move(one);
    }
    if (told.size() == before)
        told.push_back(op);
}

/// One that is there by its name; one that an act without effect would have made, by its kind.
Phrase say_compartment(Context const& context, ledger::OpDescription const& op)
{
    auto said = phrase("council.op.compartment");
    if (op.cid && context.registry().compartment(*op.cid) != nullptr)
        return std::move(said).with("place", say_place(context, *op.cid));
    auto const of = op.shape ? domain::compartment_class_from(op.shape->class_number) : std::nullopt;
    return std::move(said).with("place", TextRef{of ? std::string(domain::text_key(*of)) : "council.place.unknown"});
}

/// What does not read has no kind of its own; a visa is never without effect.
bool is_unknown(ledger::OpDescription const& op)
{
    return op.unknown_kind != 0 || (op.kind == ActOpKind::Visa && op.skipped);
}

/// What an act with no op of effect was signed for, where nothing that was written with it is found. Any act of the
/// mayor is a visa; another person signs such an act for the records alone.
Phrase say_visa(ledger::RegistryState const& before, ledger::Act const& act, ActRecords const& records)
{
    auto const* const author = before.member(ledger::as_member(act.author));
    if (author == nullptr || author->rank != ledger::k_mayor_rank)
        return phrase("council.op.record_unread");
    return phrase(records.reads_all() ? "council.op.visa_seen" : "council.op.visa");
}

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
/// mandate is a date that an act draws the consequence of. Who has not accepted the texts opens nothing.
Phrase end_of_reading(
    Context const& context, std::optional<law::Place> const& place, MemberId const& id, domain::Profile profile)
{
    auto const facts = member_facts(context, id, std::nullopt);
    bool const is_nominative = place && place->compartment == domain::CompartmentClass::Nominatif;
    if (is_nominative && !(facts.charter_accepted && facts.rules_accepted))
        return phrase("situation.reader.not_yet");
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

void sort_by_name(Context const& context, std::vector<MemberId>& members)
{
    heap_sort(members, {}, [&context](MemberId const& id) {
        auto const* const known = context.council.member(id);
        return std::pair{known == nullptr ? std::string{} : fold(known->nom), id};
    });
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
    return {context.council.name_of(id), ground_of(place, profile), end_of_reading(context, place, id, profile)};
}

std::vector<ReaderView> readers_in(Context const& context, CompartmentId const& cid)
{
    std::vector<ReaderView> readers;
    for (auto const& id : context.registry().readers(cid))
        readers.push_back(reader_in(context, cid, id));
    return readers;
}

Phrase say_op(Context const& context, ledger::OpDescription const& op)
{
    if (is_unknown(op))
        return phrase("council.op.unknown");
    switch (op.kind) {
    case ActOpKind::Member:
        return with_member(context, "council.op.member", op);
    case ActOpKind::MemberOut:
        return with_member(context, "council.op.member_out", op);
    case ActOpKind::DeviceOut:
        return with_member(context, "council.op.device_out", op);
    case ActOpKind::Rank:
        return say_rank(context, op);
    case ActOpKind::Compartment:
        return say_compartment(context, op);
    case ActOpKind::Role:
        return say_role(context, op);
    case ActOpKind::Rotate:
        return op.cid ? phrase("council.op.rotate").with("place", say_place(context, *op.cid))
                      : phrase("council.op.rotate_unknown");
    case ActOpKind::Policy:
        return say_policy(op.policy.value_or(ledger::PolicyOp{}));
    case ActOpKind::Recovery:
        return phrase("council.op.recovery");
    case ActOpKind::Mayor:
        return with_member(context, "council.op.mayor", op);
    case ActOpKind::LogKey:
        return phrase("council.op.log_key");
    case ActOpKind::LogDrop:
        return phrase("council.op.log_drop");
    case ActOpKind::Visa:
        return phrase("council.op.visa");
    }
    return phrase("council.op.unknown");
}

std::vector<ledger::OpDescription> told_ops(
    ledger::RegistryState const& before, ledger::Act const& act, std::vector<ledger::OpSkip> const& skips)
{
    auto const all = ledger::describe_act(before, act, skips);
    std::vector<ledger::OpDescription> told;
    for (auto const& op : all) {
        bool const is_detail = op.kind == ActOpKind::Rotate || op.kind == ActOpKind::Compartment;
        if (op.kind == ActOpKind::Policy && !is_unknown(op))
            add_settings(op, told);
        else if (!is_detail || op.skipped)
            told.push_back(op);
    }
    return told.empty() ? all : told;
}

Phrase act_title(Context const& context, ledger::Act const& act, std::string_view key)
{
    auto const at = instant_of(act.t);
    auto const author = ledger::as_member(act.author);
    // An id that is no member's is that of a recovery set.
    bool const is_member = context.registry().member(author) != nullptr;
    return phrase(key)
        .with("name", is_member ? plain_name(context, author) : PhraseArg(TextRef{"council.act.officers"}))
        .with("date", say_day(context, at))
        .with("time", TimeOfDay{shown_at(context, at)});
}

std::vector<ChangeLine> act_lines(
    Context const& context, ledger::Act const& act, std::vector<ledger::OpSkip> const& skips, ActRecords const* records)
{
    std::vector<ChangeLine> lines;
    auto const add = [&lines](Phrase text, bool had_effect) {
        lines.push_back({.id = lines.size() + 1, .text = std::move(text), .had_effect = had_effect});
    };
    auto const& registry = *context.vault.knowledge().registry();
    auto const* const before = act.past.empty() ? nullptr : registry.view(act.past.back());
    if (before == nullptr)
        return lines;
    auto const written = records == nullptr ? std::vector<Phrase>{} : records->of(act);
    for (auto const& op : told_ops(*before, act, skips)) {
        bool const is_for_records = records != nullptr && op.kind == ActOpKind::Visa && !is_unknown(op);
        if (!is_for_records)
            add(say_op(context, op), !op.skipped);
        else if (written.empty())
            add(say_visa(*before, act, *records), true);
    }
    for (auto const& text : written)
        add(text, true);
    return lines;
}

}  // namespace huisclos::app
