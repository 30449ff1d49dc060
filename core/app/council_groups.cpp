// Groups and the formation restreinte: a new group, who enters, who leaves. Each is a change of the act in draft.

#include <algorithm>

#include "core/app/council_commands.hpp"
#include "core/app/council_composition.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/founding_internal.hpp"
#include "core/app/new_record.hpp"
#include "core/base/utf8.hpp"
#include "core/crypto/random.hpp"

namespace huisclos::app {

namespace {

/// The group's entry in the annuaire.
sync::RecordWrite write_groupe(CompartmentId const& directory, GroupId const& group, GroupDraft const& draft)
{
    return {directory, [=](ledger::RecordWriter& writer, ledger::RecordStore const&) -> Result<void> {
                write_new_groupe(
                    writer, group, visible_line(draft.name), draft.vocation, visible_line(draft.perimeter));
                return {};
            }};
}

/// The day on which the new group proposed the règlement intérieur in force, beside those of the other groups.
sync::RecordWrite write_proposition(
    CompartmentId const& plenary, RecordId const& rules, GroupId const& group, Date date)
{
    return {plenary, [=](ledger::RecordWriter& writer, ledger::RecordStore const& store) -> Result<void> {
                ledger::RecordHandle const handle{rules, store.record_key(rules), store.find(rules)};
                if (handle.state == nullptr || handle.key.empty())
                    return fail(ErrorCode::NoKey, "the record is not open");
                writer.add(
                    handle, domain::texte_field::k_propositions,
                    encode_parts(
                        {{domain::proposition_part::k_groupe, group.view()},
                         {domain::proposition_part::k_date, std::uint64_t{date.to_number()}}}));
                return {};
            }};
}

std::vector<sync::RecordWrite> records_of(Context const& context, GroupId const& group, GroupDraft const& draft)
{
    auto const map = context.map();
    std::vector<sync::RecordWrite> writes;
    if (map.directory)
        writes.push_back(write_groupe(*map.directory, group, draft));
    auto const* const rules =
        context.council.text_in_force(static_cast<std::uint32_t>(domain::TypeTexte::ReglementInterieur));
    auto const proposed = founding::read_date(draft.proposed);
    if (map.plenary && rules != nullptr && proposed)
        writes.push_back(write_proposition(*map.plenary, rules->record, group, *proposed));
    return writes;
}

/// the nominative space is made with the group when its members proposed the règlement intérieur in force.
bool may_open_new_group(Context& context, GroupDraft& draft, Date proposed)
{
    auto facts = facts_of_signer(context);
    auto const* const rules =
        context.council.text_in_force(static_cast<std::uint32_t>(domain::TypeTexte::ReglementInterieur));
    law::add_rules(facts, proposed, rules == nullptr ? Date{} : rules->adoption);
    law::Request const request{
        .action = law::Action::CreateCompartment, .place = law::k_groupe_nominatif, .today = context.today()};
    auto const decision = law::decide(request, facts);
    if (decision.allowed)
        return true;
    draft.errors.emplace(group_field::k_proposed, decision.message);
    context.toasts.refuse(decision);
    return false;
}

std::optional<Date> check_new_group(Context const& context, GroupDraft& draft)
{
    draft.errors.clear();
    draft.name = visible_line(draft.name);
    if (auto bar = bar_to_group_name(context, draft.name); !bar.empty())
        draft.errors.emplace(group_field::k_name, std::move(bar));
    if (draft.perimeter.empty())
        draft.errors.emplace(group_field::k_perimeter, phrase("council.group.error.perimeter"));
    auto const typed = founding::clean(draft.proposed);
    auto const proposed = founding::read_date(typed);
    if (!typed.empty() && !proposed)
        draft.errors.emplace(group_field::k_proposed, founding::wrong_with_date(typed));
    return proposed;
}

/// False: refused, and said.
bool may_give_access(Context& context, MemberId const& member, GroupId const& group)
{
    auto const map = context.map();
    auto const* const of = map.group(group);
    if (of == nullptr)
        return false;
    auto const decision = decide_entry(context, member, *of);
    if (!decision.allowed) {
        context.toasts.refuse(decision);
        context.changed();
    }
    return decision.allowed;
}

void add_part(Context& context, Phrase text, MemberId const& member, std::vector<ledger::ActOp> ops)
{
    DraftChange change;
    change.text = std::move(text);
    change.ops = std::move(ops);
    change.member = member;
    add_change(context, std::move(change));
    context.route = ActsRoute{};
}

}  // namespace

law::Decision decide_entry(Context const& context, MemberId const& member, GroupCompartments const& group)
{
    auto const decide_for = [&](CompartmentId const& cid, law::Place const& place) {
        auto facts = facts_in(context, cid);
        facts.subject = member_facts(context, member, std::nullopt);
        law::Request const request{.action = law::Action::GiveAccess, .place = place, .today = context.today()};
        return law::decide(request, facts);
    };
    if (group.plain) {
        auto of_plain = decide_for(*group.plain, law::k_groupe);
        auto const profile = profile_of(context.registry(), member);
        auto const in_space =
            domain::default_role(domain::CompartmentClass::Nominatif, domain::Formation::Groupe, profile);
        // The secrétariat enters the general space of a group alone.
        if (!of_plain.allowed || !group.nominative || in_space == domain::Role::None)
            return of_plain;
    }
    return group.nominative ? decide_for(*group.nominative, law::k_groupe_nominatif) : law::Decision{};
}

Phrase bar_to_group_name(Context const& context, std::string const& name, std::optional<GroupId> const& self)
{
    if (name.empty())
        return phrase("council.group.error.name");
    auto const bears_it = [&](domain::Groupe const& group) {
        return group.id != self && founding::is_same_name(group.nom, name);
    };
    auto const makes_it = [&name](DraftChange const& change) {
        return change.new_group && founding::is_same_name(*change.new_group, name);
    };
    if (std::ranges::any_of(context.council.groups(), bears_it))
        return phrase("council.group.error.exists");
    if (std::ranges::any_of(context.acts.draft, makes_it))
        return phrase("council.group.error.prepared");
    return {};
}

bool has_room_for(Context const& context, std::vector<ledger::ActOp> const& ops)
{
    auto const made_by = [](std::vector<ledger::ActOp> const& some) {
        return static_cast<std::size_t>(std::ranges::count_if(
            some, [](ledger::ActOp const& op) { return std::holds_alternative<ledger::CompartmentOp>(op); }));
    };
    auto count = context.registry().compartments().size() + made_by(ops);
    for (auto const& change : context.acts.draft)
        count += made_by(change.ops);
    return count <= ledger::k_max_compartments;
}

void edit_group(Context& context, EditNewGroup const& command)
{
    auto& draft = context.acts.group;
    draft.errors.erase(command.field);
    if (command.field == group_field::k_name)
        draft.name = command.value.text;
    else if (command.field == group_field::k_vocation)
        draft.vocation = first_code(command.value);
    else if (command.field == group_field::k_perimeter)
        draft.perimeter = command.value.text;
    else if (command.field == group_field::k_proposed)
        draft.proposed = command.value.text;
    context.changed();
}

void prepare_new_group(Context& context)
{
    auto& draft = context.acts.group;
    auto const proposed = check_new_group(context, draft);
    context.changed();
    if (!draft.errors.empty())
        return;
    law::Request const request{
        .action = law::Action::CreateCompartment, .place = law::k_groupe, .today = context.today()};
    if (!decide_or_refuse(context, request, facts_of_signer(context)))
        return;
    if (proposed && !may_open_new_group(context, draft, *proposed))
        return;
    auto const group = crypto::random_id<GroupId>();
    // A group that has not proposed the règlement intérieur has no nominative space.
    auto const rules = proposed ? RulesState::Adopted : RulesState::NotAdopted;
    DraftChange change;
    change.text =
        phrase(proposed ? "council.change.new_group_open" : "council.change.new_group").with("group", draft.name);
    change.new_group = draft.name;
    change.ops = new_group_ops(context.registry(), context.vault.self(), group, rules);
    if (!has_room_for(context, change.ops)) {
        draft.errors.emplace(
            group_field::k_name,
            phrase("council.group.error.full").with("n", static_cast<std::int64_t>(ledger::k_max_compartments)));
        return;
    }
    auto const kept = draft;
    change.records = [group, kept](Context& later) {
        return records_of(later, group, kept);
    };
    add_change(context, std::move(change));
    draft = GroupDraft{};
    context.route = ActsRoute{};
}

void prepare_join(Context& context, PrepareJoinGroup const& command)
{
    if (is_function_prepared(context, command.member) || !may_give_access(context, command.member, command.group))
        return;
    auto said = phrase("council.change.join")
                    .with("name", plain_name(context, command.member))
                    .with("group", plain_group(context, command.group));
    add_part(
        context, std::move(said), command.member, join_group_ops(context.registry(), command.member, command.group));
}

void prepare_leave(Context& context, PrepareLeaveGroup const& command)
{
    auto ops = leave_group_ops(context.registry(), command.member, command.group);
    if (!may_remove(context, ops))
        return;
    auto said = phrase("council.change.leave")
                    .with("name", plain_name(context, command.member))
                    .with("group", plain_group(context, command.group));
    add_part(context, std::move(said), command.member, std::move(ops));
}

void prepare_join_restricted(Context& context, MemberId const& member)
{
    auto facts = facts_of_signer(context);
    facts.subject = member_facts(context, member, std::nullopt);
    law::Request const request{.action = law::Action::GiveAccess, .place = law::k_restreinte, .today = context.today()};
    if (is_function_prepared(context, member) || !decide_or_refuse(context, request, facts))
        return;
    auto said = phrase("council.change.join_restricted").with("name", plain_name(context, member));
    add_part(context, std::move(said), member, join_restricted_ops(context.registry(), member));
}

void prepare_leave_restricted(Context& context, MemberId const& member)
{
    auto ops = leave_restricted_ops(context.registry(), member);
    if (!may_remove(context, ops))
        return;
    auto said = phrase("council.change.leave_restricted").with("name", plain_name(context, member));
    add_part(context, std::move(said), member, std::move(ops));
}

}  // namespace huisclos::app
