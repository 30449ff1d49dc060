// What is prepared about a member: his roles change by the act's ops, who he is and his mandate are written in his
// record with the act.

#include "core/app/council_composition.hpp"

#include <algorithm>

#include "core/app/council_audit.hpp"
#include "core/app/council_commands.hpp"
#include "core/app/council_conflicts.hpp"
#include "core/app/council_record_words.hpp"
#include "core/app/council_words.hpp"
#include "core/app/edited_values.hpp"
#include "core/app/facts.hpp"
#include "core/app/founding_internal.hpp"
#include "core/app/new_record.hpp"
#include "core/base/utf8.hpp"

namespace huisclos::app {

void write_with(DraftChange& change, CompartmentId const& cid, RecordId const& record, FieldValues values)
{
    if (values.empty())
        return;
    change.records = [cid, record, values = std::move(values)](Context&) {
        return std::vector{set_fields(cid, record, values)};
    };
}

void say_unchanged(Context& context)
{
    context.toasts.say(Tone::Info, phrase("council.change.nothing"));
    context.changed();
}

namespace {

/// A date that was typed and differs; no date at all is « 0 ».
std::optional<Date> new_date(EditedRecord<MemberId>& edited, std::uint32_t field, Date written)
{
    auto const found = edited.values.find(field);
    if (found == edited.values.end())
        return std::nullopt;
    auto const typed = founding::clean(found->second.text);
    auto const date = typed.empty() ? std::optional(Date{}) : founding::read_date(typed);
    if (!date)
        edited.errors.insert_or_assign(field, founding::wrong_with_date(typed));
    bool const is_same = date == written && !edited.settles.contains(field);
    return is_same ? std::nullopt : date;
}

Bytes encode_date_or_nothing(Date date)
{
    return date.is_known() ? encode_date(date) : encode_cleared();
}

/// What one field of his record becomes.
Phrase say_of_member(std::uint64_t field, std::optional<PhraseArg> now, std::optional<PhraseArg> former)
{
    return say_field_change(change_of(domain::RecordType::Membre, field, std::move(now), std::move(former)));
}

/// Name, quality and organisation as typed: what is written, and how it is said.
FieldValues read_identity(EditedRecord<MemberId>& edited, domain::Membre const& known, std::vector<Phrase>& details)
{
    namespace field = domain::membre_field;
    FieldValues values;
    if (auto const name =
            new_text(edited, member_form::k_name, known.nom, k_name_length, "council.invite.error.name")) {
        values.emplace_back(field::k_nom, encode_text_or_nothing(*name));
        details.push_back(say_of_member(field::k_nom, said_value(*name), said_value(known.nom)));
    }
    auto const former = code_of(known.qualite);
    if (auto const quality =
            new_code(edited, member_form::k_quality, former, domain::ListId::Qualite, "council.invite.error.quality")) {
        values.emplace_back(field::k_qualite, encode_number(*quality));
        details.push_back(say_of_member(
            field::k_qualite, said_value(domain::ListId::Qualite, *quality),
            said_value(domain::ListId::Qualite, former)));
    }
    if (auto const organisation =
            new_text(edited, member_form::k_organisation, known.organisation, k_organisation_length)) {
        values.emplace_back(field::k_organisation, encode_text_or_nothing(*organisation));
        details.push_back(
            say_of_member(field::k_organisation, said_value(*organisation), said_value(known.organisation)));
    }
    return values;
}

/// Mandate and arrêté as typed: what is written, and how it is said. Errors stay beside their fields.
FieldValues read_mandate(EditedRecord<MemberId>& edited, domain::Membre const& known, std::vector<Phrase>& details)
{
    namespace field = domain::membre_field;
    FieldValues values;
    if (auto const order = new_text(edited, member_form::k_order, known.arrete, founding::k_order_length)) {
        values.emplace_back(field::k_arrete, encode_text_or_nothing(*order));
        details.push_back(say_of_member(field::k_arrete, said_value(*order), said_value(known.arrete)));
    }
    auto const start = new_date(edited, member_form::k_start, known.debut);
    auto const end = new_date(edited, member_form::k_end, known.fin);
    auto const begins = start.value_or(known.debut);
    auto const ends = end.value_or(known.fin);
    if ((start || end) && begins.is_complete() && ends.is_complete() && ends < begins)
        edited.errors.insert_or_assign(member_form::k_end, phrase("council.mandate.error.order"));
    if (start) {
        values.emplace_back(field::k_debut, encode_date_or_nothing(*start));
        details.push_back(say_of_member(field::k_debut, said_value(*start), said_value(known.debut)));
    }
    if (end) {
        values.emplace_back(field::k_fin, encode_date_or_nothing(*end));
        details.push_back(say_of_member(field::k_fin, said_value(*end), said_value(known.fin)));
    }
    return values;
}

}  // namespace

bool is_change_prepared(Context const& context, MemberId const& member)
{
    return std::ranges::any_of(
        context.acts.draft, [&member](DraftChange const& change) { return change.member == member; });
}

bool may_enter(Context& context, MemberId const& id, domain::Profile profile, std::vector<ledger::ActOp> const& ops)
{
    auto const* const member = context.registry().member(id);
    for (auto const& op : ops) {
        auto const* const role = std::get_if<ledger::RoleOp>(&op);
        auto const place = role == nullptr ? std::nullopt : place_of(context.registry(), role->cid);
        if (!place || role->role == 0 || member->right_in(role->cid).role > 0)
            continue;
        auto facts = facts_in(context, role->cid);
        facts.subject = member_facts(context, id, std::nullopt);
        facts.subject.profile = profile;
        law::Request const request{.action = law::Action::GiveAccess, .place = *place, .today = context.today()};
        if (!decide_or_refuse(context, request, facts))
            return false;
    }
    return true;
}

namespace {

Phrase say_already(Context const& context, MemberId const& member)
{
    return phrase("council.change.already").with("name", plain_name(context, member));
}

/// False: refused, and said.
bool add_function(Context& context, ledger::Member const& member, domain::Profile profile, DraftChange& change)
{
    auto const decision = decide_function(context, member, profile);
    if (!decision.allowed) {
        context.toasts.refuse(decision);
        context.changed();
        return false;
    }
    if (is_change_prepared(context, member.id)) {
        context.toasts.refuse(say_already(context, member.id));
        context.changed();
        return false;
    }
    auto ops = function_ops(context.registry(), member.id, profile);
    if (!may_enter(context, member.id, profile, ops))
        return false;
    auto const former = profile_of(context.registry(), member.id);
    change.text = phrase("council.change.function")
                      .with("name", plain_name(context, member.id))
                      .with("function", TextRef{std::string(domain::text_key(profile))})
                      .with("former", TextRef{std::string(domain::text_key(former))});
    change.ops = std::move(ops);
    change.function = profile;
    if (former == domain::Profile::Dpo && profile != former)
        add_log_key(context, change, member.id);
    return true;
}

void prepare_member(Context& context, MemberId const& id)
{
    auto const* const member = context.registry().member(id);
    if (member == nullptr || member->is_out())
        return;
    auto& edited = context.acts.edited_member;
    edited.turn_to(id);
    edited.errors.clear();
    DraftChange change;
    change.member = id;
    auto const* const known = context.council.member(id);
    auto const cid = context.map().directory;
    edited.settles = known == nullptr ? std::set<std::uint32_t>{} : numbers_of(conflicts_of(context, *known));
    bool const may_write = may_prepare(context, cid, domain::RecordType::Membre, domain::membre_field::k_arrete);
    std::vector<Phrase> said;
    auto values = known != nullptr && may_write ? read_identity(edited, *known, said) : FieldValues{};
    bool const is_mandate = values.empty();
    if (known != nullptr && may_write)
        std::ranges::move(read_mandate(edited, *known, said), std::back_inserter(values));
    context.changed();
    if (!edited.errors.empty())
        return;
    auto const chosen = edited.values.find(member_form::k_function);
    auto const code = chosen == edited.values.end() ? 0 : first_code(chosen->second);
    auto const profile = domain::profile_from(code).value_or(profile_of(context.registry(), id));
    bool const is_other = profile != profile_of(context.registry(), id);
    if (!is_other && values.empty())
        return say_unchanged(context);
    if (is_other && (!is_above(context, *member) || !add_function(context, *member, profile, change)))
        return;
    if (!is_other)
        change.text = phrase(is_mandate ? "council.change.mandate" : "council.change.member")
                          .with("name", plain_name(context, id));
    change.details.insert(change.details.end(), said.begin(), said.end());
    if (known != nullptr && cid)
        write_with(change, *cid, known->record, std::move(values));
    add_change(context, std::move(change));
    edited = {};
    context.route = ActsRoute{};
}

}  // namespace

bool prepare_function(Context& context, MemberId const& id, domain::Profile profile, Phrase same)
{
    auto const* const member = context.registry().member(id);
    if (member == nullptr || !is_above(context, *member)) {
        say_unchanged(context);
        return false;
    }
    DraftChange change;
    change.member = id;
    if (!add_function(context, *member, profile, change))
        return false;
    if (profile == profile_of(context.registry(), id))
        change.text = std::move(same);
    add_change(context, std::move(change));
    context.route = ActsRoute{};
    return true;
}

Phrase bar_to_entry(Context const& context, MemberId const& member)
{
    auto const changes = [&member](DraftChange const& change) {
        return change.function && change.member == member;
    };
    return std::ranges::any_of(context.acts.draft, changes) ? say_already(context, member) : Phrase{};
}

bool is_function_prepared(Context& context, MemberId const& member)
{
    if (bar_to_entry(context, member).empty())
        return false;
    context.toasts.refuse(say_already(context, member));
    context.changed();
    return true;
}

void add_log_key(Context& context, DraftChange& change, MemberId const& member)
{
    auto const* const known = context.registry().member(member);
    auto const* const self = context.registry().member(context.vault.self());
    bool const reads_log = known != nullptr && known->right_in(k_log).role > 0;
    if (!reads_log || self == nullptr || self->rank != ledger::k_mayor_rank)
        return;
    put_log_key(context, change);
}

namespace {

/// Each is compared with what is signed: of two in one act, the second would undo a part of the first.
bool is_prepared_already(Context& context, Command const& command)
{
    auto const* const group = std::get_if<PrepareGroup>(&command);
    auto const is_same = [&](DraftChange const& change) {
        if (!change.asked)
            return false;
        auto const* const other = std::get_if<PrepareGroup>(&change.asked->command);
        if (group != nullptr)
            return other != nullptr && other->group == group->group;
        return std::holds_alternative<PrepareCouncil>(change.asked->command);
    };
    if (!std::ranges::any_of(context.acts.draft, is_same))
        return false;
    context.toasts.refuse(
        group == nullptr ? phrase("council.change.council_already")
                         : phrase("council.change.group_already").with("group", plain_group(context, group->group)));
    return true;
}

}  // namespace

bool is_composition_command(Command const& command)
{
    return std::holds_alternative<EditMember>(command) || std::holds_alternative<PrepareMember>(command) ||
           std::holds_alternative<KeepCouncilValue>(command) || std::holds_alternative<EditGroup>(command) ||
           std::holds_alternative<PrepareGroup>(command) || std::holds_alternative<EditCouncil>(command) ||
           std::holds_alternative<PrepareCouncil>(command);
}

namespace {

void prepare_composition(Context& context, Command const& command)
{
    auto const last_change = context.acts.last_change;
    if (auto const* const member = std::get_if<PrepareMember>(&command)) {
        prepare_member(context, member->member);
    } else if (!is_prepared_already(context, command)) {
        if (auto const* const group = std::get_if<PrepareGroup>(&command))
            prepare_group(context, group->group);
        else
            prepare_council(context);
    }
    say_prepared_value(context, last_change);
}

}  // namespace

void run_composition_command(Context& context, Command const& command)
{
    if (auto const* const edit = std::get_if<EditMember>(&command)) {
        auto const* const route = std::get_if<MembersRoute>(&context.route);
        context.acts.edited_member.turn_to(route != nullptr ? route->member.value_or(MemberId{}) : MemberId{});
        context.acts.edited_member.edit(edit->field, edit->value);
    } else if (auto const* const of_group = std::get_if<EditGroup>(&command)) {
        auto const* const route = std::get_if<GroupsRoute>(&context.route);
        context.acts.edited_group.turn_to(route != nullptr ? route->group.value_or(GroupId{}) : GroupId{});
        context.acts.edited_group.edit(of_group->field, with_animator(context, *of_group));
    } else if (auto const* const of_council = std::get_if<EditCouncil>(&command)) {
        edit_council(context, *of_council);
    } else if (auto const* const keep = std::get_if<KeepCouncilValue>(&command)) {
        if (!keep_value(context, keep->value))
            say_unchanged(context);
    } else {
        prepare_composition(context, command);
    }
    context.changed();
}

}  // namespace huisclos::app
