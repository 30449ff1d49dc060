// Groups and this device, as a member may see them.

#include <algorithm>
#include <utility>

#include "core/app/council_clone.hpp"
#include "core/app/council_composition.hpp"
#include "core/app/council_conflicts.hpp"
#include "core/app/council_devices.hpp"
#include "core/app/council_store.hpp"
#include "core/app/council_week.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/field_views.hpp"
#include "core/app/idle.hpp"
#include "core/app/situation_state.hpp"
#include "core/base/utf8.hpp"
#include "core/law/abilities.hpp"
#include "core/ledger/week.hpp"

namespace huisclos::app {

namespace {

/// Of what is in force, else of what is written and waits to be adopted; null when there is none.
domain::Texte const* text_to_tell(Context const& context, domain::TypeTexte kind)
{
    auto const what = static_cast<std::uint32_t>(kind);
    auto const* const in_force = context.council.text_in_force(what);
    return in_force == nullptr ? context.council.latest_text(what) : in_force;
}

/// Its version, with the day of its adoption where it has one.
Phrase state_of(Context const& context, domain::Texte const* text)
{
    if (text == nullptr)
        return phrase("council.text.missing");
    auto const* const in_force = context.council.text_in_force(static_cast<std::uint32_t>(*text->type));
    auto const version = static_cast<std::int64_t>(text->version);
    if (in_force == nullptr)
        return phrase("council.text.not_in_force").with("version", version);
    if (!text->adoption.is_known())
        return phrase("council.text.in_force").with("version", version);
    return phrase("council.text.adopted_on").with("version", version).with("date", text->adoption);
}

void add_documents(Context const& context, GroupId const& group, GroupDetailView& detail)
{
    auto const* const rules = text_to_tell(context, domain::TypeTexte::ReglementInterieur);
    auto const* const charter = text_to_tell(context, domain::TypeTexte::Charte);
    detail.documents.push_back(shown("council.text.rules", state_of(context, rules)));
    if (rules != nullptr) {
        auto const proposed = rules->proposed_by(group);
        detail.documents.push_back(shown(
            "council.text.rules_proposed",
            proposed.is_known() ? date_phrase(proposed) : phrase("council.text.not_proposed")));
    }
    detail.documents.push_back(shown("council.text.charter", state_of(context, charter)));
}

/// Who reads the nominative space, and who reads the general one alone.
void add_readers(Context const& context, GroupCompartments const& group, GroupDetailView& detail)
{
    if (group.nominative)
        detail.readers = readers_in(context, *group.nominative);
    if (!group.plain)
        return;
    for (auto const& id : context.registry().readers(*group.plain)) {
        auto const* const member = context.registry().member(id);
        bool const reads_both = group.nominative && member != nullptr && member->right_in(*group.nominative).role > 0;
        if (!reads_both)
            detail.general_readers.push_back(reader_in(context, *group.plain, id));
    }
}

/// Of a group whose list this member may see; of another, nothing: not even that it has some.
Phrase counts_in(Context const& context, GroupCompartments const& group)
{
    if (!group.nominative || context.vault.knowledge().records(*group.nominative) == nullptr)
        return {};
    law::Request const request{
        .action = law::Action::ListGroup, .place = law::k_groupe_nominatif, .today = context.today()};
    if (!law::decide(request, facts_in(context, *group.nominative)).allowed)
        return {};
    return say_counts(sheets_of(context, group));
}

GroupDetailView detail_of(Context const& context, GroupCompartments const& group, Phrase counts)
{
    GroupDetailView detail;
    detail.group = group.group;
    auto const* const known = context.council.group(group.group);
    if (known != nullptr) {
        detail.name = known->nom;
        auto const vocation = known->vocation ? static_cast<std::uint64_t>(*known->vocation) : 0;
        detail.fields.push_back(shown("council.field.vocation", label_of(domain::ListId::Vocation, vocation)));
        detail.fields.push_back(
            shown("council.field.perimeter", known->perimetre.empty() ? Phrase{} : verbatim(known->perimetre)));
        if (known->animateur)
            detail.fields.push_back(shown("council.field.animator", context.council.name_of(*known->animateur)));
        detail.form = group_form_of(context, group, *known);
        detail.conflicts = conflicts_of(context, *known);
    }
    add_documents(context, group.group, detail);
    add_readers(context, group, detail);
    if (!group.nominative) {
        law::Facts facts = facts_of_signer(context);
        facts.group = group_facts(context, group.group);
        law::Request const request{
            .action = law::Action::CreateCompartment, .place = law::k_groupe_nominatif, .today = context.today()};
        auto const decision = law::decide(request, facts);
        if (!decision.allowed)
            detail.refusal = RefusalView{decision.message, decision.article};
        return detail;
    }
    law::Request const request{
        .action = law::Action::OpenGroup, .place = law::k_groupe_nominatif, .today = context.today()};
    auto const decision = law::decide(request, facts_in(context, *group.nominative));
    if (decision.allowed) {
        detail.situations = count_current(context, group);
        // Of none, the way to them says so.
        if (detail.situations > 0)
            detail.counts = std::move(counts);
        detail.see_situations = show_list(SituationsRoute{.group = group.group});
    } else {
        detail.refusal = RefusalView{decision.message, decision.article};
    }
    if (decision.allowed && is_for_newer(context, *group.nominative))
        detail.refusal = RefusalView{phrase("situation.for_newer"), Phrase{}};
    return detail;
}

std::vector<FieldView> new_group_fields(GroupDraft const& draft)
{
    std::vector<FieldView> fields{
        text_field(group_field::k_name, "council.field.group_name", draft.name, k_group_name_length),
        choice_field(group_field::k_vocation, "council.field.vocation", domain::ListId::Vocation, draft.vocation),
        text_field(group_field::k_perimeter, "council.field.perimeter", draft.perimeter, k_perimeter_length)};
    fields.back().kind = FieldKind::Note;
    for (auto& field : fields)
        field.required = true;
    fields.push_back(date_field(group_field::k_proposed, phrase("founding.group.proposed"), draft.proposed));
    fields.back().help = phrase("council.group.proposed_help");
    put_errors(fields, draft.errors);
    return fields;
}

Phrase vocation_and_perimeter(domain::Groupe const* group)
{
    if (group == nullptr)
        return {};
    auto const vocation = group->vocation ? static_cast<std::uint64_t>(*group->vocation) : 0;
    auto const key = domain::text_key(domain::ListId::Vocation, vocation);
    return phrase("council.group.detail")
        .with("vocation", TextRef{std::string(key)})
        .with("perimeter", group->perimetre);
}

/// Why no group lists its situations to this member; none where one does, or where no group has any.
std::optional<RefusalView> refusal_of_lists(Context const& context)
{
    std::optional<RefusalView> refusal;
    for (auto const& group : context.map().groups) {
        if (!group.nominative)
            continue;
        auto const facts = facts_in(context, *group.nominative);
        auto const list = law::group_abilities(law::k_groupe_nominatif, facts, context.today()).list;
        if (list.allowed)
            return std::nullopt;
        choose_refusal(refusal, list, facts);
    }
    return refusal;
}

}  // namespace

GroupsView present_groups(Context const& context)
{
    GroupsView view;
    if (!context.has_registry())
        return view;
    auto const* const route = std::get_if<GroupsRoute>(&context.route);
    for (auto const& group : context.map().groups) {
        if (!may_see_group(context, group))
            continue;
        auto const* const known = context.council.group(group.group);
        bool const selected = route != nullptr && route->group == group.group;
        view.rows.push_back(
            {group.group, known == nullptr ? std::string{} : known->nom, vocation_and_perimeter(known), selected,
             counts_in(context, group)});
        if (selected)
            view.detail = detail_of(context, group, view.rows.back().counts);
    }
    std::ranges::stable_sort(view.rows, {}, [](GroupsView::Row const& row) { return fold(row.name); });
    auto const facts = facts_of_signer(context);
    law::Request const request{
        .action = law::Action::CreateCompartment, .place = law::k_groupe, .today = context.today()};
    view.may_create = law::decide(request, facts).allowed;
    if (view.may_create)
        view.new_group = new_group_fields(context.acts.group);
    // to others a group comes with their entry in it.
    if (view.rows.empty() && facts.actor.profile == domain::Profile::Dpo)
        view.refusal = refusal_of_lists(context);
    return view;
}

DeviceView present_device(Context const& context)
{
    DeviceView view;
    auto const status = context.vault.status();
    view.is_cloned = status.is_cloned;
    view.is_head_closed = !view.is_cloned && status.impasse == sync::Impasse::HeadClosed;
    view.is_end_lost = !view.is_cloned && status.impasse == sync::Impasse::EndLost;
    if (context.vault.may_continue())
        view.clone_refusal = bar_to_continue(context);
    if (context.has_registry())
        present_store(context, view.store);
    view.device_link = context.acts.device_link;
    view.own = own_devices(context);
    auto const& local = context.vault.knowledge();
    view.fields.push_back(shown("council.device.store", verbatim(context.vault.keys().address.url)));
    view.fields.push_back(
        shown("council.device.auto_lock", phrase("council.device.auto_lock.after").with("n", k_idle_minutes)));
    if (auto const* const registry = local.registry()) {
        auto const week = ledger::weekly_words(*registry);
        view.weekly_words = week.words;
        view.week = week_check(context);
        if (week.newest)
            view.weekly_date = phrase("council.device.week_date")
                                   .with("date", paris_date(*week.newest))
                                   .with("time", TimeOfDay{*week.newest});
    }
    return view;
}

}  // namespace huisclos::app
