#include "core/app/council_op_words.hpp"

#include <utility>

#include "core/app/council_acts.hpp"
#include "core/app/council_conflicts.hpp"
#include "core/app/council_devices.hpp"
#include "core/app/council_words.hpp"
#include "core/app/founding_internal.hpp"
#include "core/base/store_url.hpp"
#include "core/domain/places.hpp"

namespace huisclos::app {

namespace {

using ledger::ActOpKind;
using ledger::OpDescription;

/// One that is there by its name; one that the act makes as it will be called.
PhraseArg said_place(Context const& context, ActNames const& names, OpDescription const& op)
{
    bool const is_there =
        op.cid && (*op.cid == k_dir || *op.cid == k_log || context.registry().compartment(*op.cid) != nullptr);
    if (is_there)
        return said_place(context, names, *op.cid);
    auto const of = op.shape ? domain::compartment_class_from(op.shape->class_number) : std::nullopt;
    if (!of)
        return TextRef{"council.place.unknown"};
    auto const group = said_group(context, names, op.shape->group);
    auto const* const name = std::get_if<std::string>(&group);
    if (name != nullptr && *of == domain::CompartmentClass::Nominatif)
        return TextRef{"council.place.nominative", *name};
    if (name != nullptr && *of == domain::CompartmentClass::GroupeNonNominatif)
        return TextRef{"council.place.plain", *name};
    return TextRef{std::string(domain::text_key(*of))};
}

Phrase with_member(Context const& context, ActNames const& names, std::string_view key, OpDescription const& op)
{
    return op.member ? phrase(key).with("name", said_name(context, names, *op.member)) : phrase(key);
}

/// After the name of who gains it. A role of a newer version is at least read.
std::string_view gained_key(std::optional<domain::Role> role)
{
    switch (role.value_or(domain::Role::Read)) {
    case domain::Role::Contribute:
        return "council.op.can.contribute";
    case domain::Role::Write:
        return "council.op.can.write";
    case domain::Role::Manage:
        return "council.op.can.manage";
    default:
        return "council.op.can.read";
    }
}

Phrase say_role(Context const& context, ActNames const& names, OpDescription const& op)
{
    auto said = with_member(context, names, op.right_after.role == 0 ? "council.op.leaves" : "council.op.enters", op);
    if (op.cid)
        said.with("place", said_place(context, names, op));
    said.with("role", TextRef{std::string(gained_key(domain::role_from(op.right_after.role)))});
    return said;
}

Phrase say_rank(Context const& context, ActNames const& names, OpDescription const& op)
{
    if (op.rank_after == ledger::k_no_rank)
        return with_member(context, names, "council.op.loses_rank", op);
    if (op.rank_after <= k_coordinator_rank)
        return with_member(context, names, "council.op.rank", op);
    // No function has it.
    return with_member(context, names, "council.op.rank_numbered", op).with("rank", std::int64_t{op.rank_after});
}

/// Of one setting: each is told alone.
Phrase say_policy(ledger::PolicyOp const& policy)
{
    if (policy.store_token)
        return phrase("council.op.token");
    if (policy.store_url && !is_store_url(*policy.store_url))
        return phrase("council.op.store_none");
    if (policy.store_url)
        return phrase("council.op.store").with("url", *policy.store_url);
    if (policy.log_months)
        return phrase("council.op.log_months").with("n", static_cast<std::int64_t>(*policy.log_months));
    if (policy.epoch_days)
        return phrase("council.op.key_days").with("n", static_cast<std::int64_t>(*policy.epoch_days));
    if (policy.rules)
        return phrase("council.op.policy_rules").with("n", static_cast<std::int64_t>(*policy.rules));
    if (policy.min_suite)
        return phrase("council.op.policy_suite").with("n", static_cast<std::int64_t>(*policy.min_suite));
    if (policy.builds)
        return phrase("council.op.policy_builds").with("n", static_cast<std::int64_t>(policy.builds->size()));
    if (policy.iek_days)
        return phrase("council.op.policy_sealing").with("n", static_cast<std::int64_t>(*policy.iek_days));
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
    if (rules == 0 && charter == 0)
        return phrase("council.op.settings");
    auto const key = rules == 0 ? "council.op.charter" : charter == 0 ? "council.op.rules" : "council.op.texts";
    return phrase(key).with("charter", charter).with("rules", rules);
}

/// A setting of `all` alone, while there is one: what people know of first, the technical rest at the end.
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
        takes(&Policy::log_months) || takes(&Policy::epoch_days) || takes(&Policy::rules) ||
        takes(&Policy::min_suite) || takes(&Policy::builds) || takes(&Policy::iek_days))
        return one;
    if (ledger::encode_act_op(all) == ledger::encode_act_op(Policy{}))
        return std::nullopt;
    return std::exchange(all, {});
}

/// `fields`: bit (field - 1).
ledger::PolicyOp settings_in(ledger::PolicyOp op, unsigned fields)
{
    auto const keep = [&fields](auto& field) {
        if ((fields & 1U) == 0)
            field.reset();
        fields >>= 1U;
    };
    // In the order of their numbers (docs/protocol.md 3.7).
    keep(op.rules);
    keep(op.min_suite);
    keep(op.log_months);
    keep(op.epoch_days);
    keep(op.store_url);
    keep(op.store_token);
    keep(op.builds);
    keep(op.iek_days);
    keep(op.texts);
    return op;
}

}  // namespace

ActNames names_in(std::span<DraftChange const> changes)
{
    ActNames names;
    for (auto const& change : changes) {
        if (change.member && !change.entering.empty())
            names.members.emplace(*change.member, change.entering);
        if (change.text_in_force)
            names.texts.emplace_back(*change.text_in_force, change.text);
        if (!change.new_group)
            continue;
        for (auto const& op : change.ops) {
            if (auto const* const made = std::get_if<ledger::CompartmentOp>(&op))
                names.groups.emplace(made->shape.group, *change.new_group);
        }
    }
    return names;
}

PhraseArg said_name(Context const& context, ActNames const& names, MemberId const& id)
{
    auto const named = names.members.find(id);
    return named == names.members.end() ? plain_name(context, id) : PhraseArg(named->second);
}

PhraseArg said_group(Context const& context, ActNames const& names, GroupId const& id)
{
    auto const named = names.groups.find(id);
    return named == names.groups.end() ? plain_group(context, id) : PhraseArg(named->second);
}

PhraseArg said_place(Context const& context, ActNames const& names, CompartmentId const& cid)
{
    auto said = say_place(context, cid);
    auto const* const compartment = context.registry().compartment(cid);
    auto* const place = std::get_if<TextRef>(&said);
    // Of a group, whose name stands in it.
    if (compartment == nullptr || place == nullptr || place->name.empty())
        return said;
    auto const named = names.groups.find(compartment->shape.group);
    if (named != names.groups.end())
        place->name = named->second;
    return said;
}

bool is_unknown_op(OpDescription const& op)
{
    return op.unknown_kind != 0 || (op.kind == ActOpKind::Visa && op.skipped);
}

bool is_passed_by_departure(ledger::RegistryState const& before, OpDescription const& op)
{
    if (!op.skipped || op.skipped->reason != ledger::SkipReason::NotAMember || !op.member)
        return false;
    auto const* const member = before.member(*op.member);
    return member != nullptr && !member->is_out();
}

ledger::PolicyOp passed_over(ledger::PolicyOp op, ledger::OpSkip const& skip)
{
    return settings_in(std::move(op), skip.refused_fields | static_cast<unsigned>(skip.held_fields));
}

ledger::PolicyOp set_all_the_same(ledger::PolicyOp op, ledger::OpSkip const& skip)
{
    return settings_in(std::move(op), ~(skip.refused_fields | static_cast<unsigned>(skip.held_fields)));
}

std::vector<Phrase> say_settings(ledger::PolicyOp policy)
{
    std::vector<Phrase> said;
    while (auto const one = take_setting(policy))
        said.push_back(say_policy(*one));
    return said;
}

Phrase say_proposition(Context const& context, ActNames const& names, domain::Proposition const& proposition)
{
    return phrase("council.change.proposed")
        .with("group", said_group(context, names, proposition.groupe))
        .with("date", proposition.date);
}

namespace {

Phrase say_title(domain::Texte const& text, std::string_view key)
{
    auto said = phrase(key).with("title", text.titre).with("version", static_cast<std::int64_t>(text.version));
    return text.adoption.is_known() ? std::move(said).with("date", text.adoption) : said;
}

/// Below the line of a text that replaces `former`, or none: as it was prepared (council_texts.cpp).
std::vector<Phrase> say_of_text(Context const& context, domain::Texte const& text, ledger::TextInForce const* former)
{
    auto said = founding::unfinished(text.titre, text.texte);
    auto const before = former == nullptr ? std::nullopt : find_text(context, *former);
    if (before && before->titre == text.titre && before->texte == text.texte)
        said.push_back(phrase("council.change.text_same").with("version", static_cast<std::int64_t>(before->version)));
    if (former != nullptr)
        said.push_back(phrase("council.change.text_closes"));
    return said;
}

/// Those in force that it does not name: its list takes the place of the whole one.
std::vector<ledger::TextInForce> ended_texts(
    ledger::RegistryState const& before, std::vector<ledger::TextInForce> const& texts)
{
    std::vector<ledger::TextInForce> ended;
    for (auto const& former : before.policy().texts) {
        if (std::ranges::find(texts, former.what, &ledger::TextInForce::what) == texts.end())
            ended.push_back(former);
    }
    return ended;
}

/// The texts that a policy changes; they take the place of the line of their versions when each is said by its words.
void say_texts(
    Context const& context, ActNames const& names, ledger::RegistryState const& before,
    std::vector<ledger::TextInForce> const& texts, std::vector<SaidSetting>& said)
{
    bool const is_founding = before.compartments().size() == 0;
    std::vector<SaidSetting> all;
    bool is_each_said = !is_founding;
    for (auto const& named : texts) {
        auto const* const former = before.policy().text_in_force(named.what);
        if (former != nullptr && *former == named)
            continue;
        auto const drafted = std::ranges::find(names.texts, named, &std::pair<ledger::TextInForce, Phrase>::first);
        auto const text = find_text(context, named);
        bool const is_dated = text && text->adoption.is_known();
        if (drafted != names.texts.end()) {
            all.push_back({.text = drafted->second});
        } else if (is_dated && !is_founding) {
            all.push_back({.text = say_title(*text, "council.change.text")});
            for (auto& line : say_of_text(context, *text, former))
                all.push_back({.text = std::move(line), .is_below = true});
        } else {
            is_each_said = false;
            if (text)
                all.push_back({.text = say_title(*text, is_dated ? "council.op.text" : "council.op.text_undated")});
        }
        for (auto const& proposition : text ? text->propositions : std::vector<domain::Proposition>{})
            all.push_back({.text = say_proposition(context, names, proposition), .is_below = true});
    }
    // What stands from then on is said then too: one that is not readable here ends without a name.
    for (auto const& former : ended_texts(before, texts)) {
        is_each_said = false;
        if (auto const text = find_text(context, former))
            all.push_back({.text = say_title(*text, "council.change.text_ends")});
    }
    // The line of their versions is the first.
    if (is_each_said && !all.empty())
        said.erase(said.begin());
    auto const place = is_each_said && !all.empty() ? said.begin() : said.begin() + 1;
    said.insert(place, all.begin(), all.end());
}

}  // namespace

std::vector<SaidSetting> say_settings(
    Context const& context, ActNames const& names, ledger::RegistryState const& before, ledger::PolicyOp policy)
{
    auto const texts = policy.texts;
    bool const is_other_token = policy.store_token && !before.policy().store_token.empty();
    std::vector<SaidSetting> said;
    for (auto& one : say_settings(std::move(policy)))
        said.push_back({.text = std::move(one)});
    if (texts)
        say_texts(context, names, before, *texts, said);
    else if (is_other_token && said.size() == 1) {
        said.front().is_below = true;
        said.insert(said.begin(), {.text = phrase("council.change.token")});
    }
    return said;
}

std::size_t count_of_settings(ledger::RegistryState const& before, ledger::PolicyOp const& policy)
{
    auto const is_changed = [&before](ledger::TextInForce const& named) {
        auto const* const former = before.policy().text_in_force(named.what);
        return former == nullptr || *former != named;
    };
    auto count = say_settings(policy).size();
    if (policy.texts) {
        count += static_cast<std::size_t>(std::ranges::count_if(*policy.texts, is_changed));
        count += ended_texts(before, *policy.texts).size();
    }
    return count;
}

Phrase say_op(Context const& context, ActNames const& names, OpDescription const& op)
{
    if (is_unknown_op(op))
        return phrase("council.op.unknown");
    switch (op.kind) {
    case ActOpKind::Member:
        return with_member(context, names, "council.change.admit", op);
    case ActOpKind::MemberOut:
        return with_member(context, names, "council.change.remove", op);
    case ActOpKind::DeviceOut:
        return op.member && op.device
                   ? say_device_out(context, said_name(context, names, *op.member), *op.member, *op.device)
                   : with_member(context, names, "council.op.device_out", op);
    case ActOpKind::Rank:
        return say_rank(context, names, op);
    case ActOpKind::Compartment:
        return phrase("council.op.compartment").with("place", said_place(context, names, op));
    case ActOpKind::Role:
        return say_role(context, names, op);
    case ActOpKind::Rotate:
        return op.cid ? phrase("council.change.rotate").with("place", said_place(context, names, op))
                      : phrase("council.op.rotate_unknown");
    case ActOpKind::Policy:
        return say_policy(op.policy.value_or(ledger::PolicyOp{}));
    case ActOpKind::Recovery:
        return phrase("council.op.recovery");
    case ActOpKind::Mayor:
        return with_member(context, names, "council.op.mayor", op);
    case ActOpKind::LogKey:
        return phrase("council.op.log_key");
    case ActOpKind::LogDrop:
        return phrase("council.op.log_drop");
    case ActOpKind::Visa:
        return phrase("council.op.visa");
    }
    return phrase("council.op.unknown");
}

}  // namespace huisclos::app
