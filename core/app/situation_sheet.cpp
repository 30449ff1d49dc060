// One sheet, as this member may see and change it. Shown only once its opening is in the access log.

#include <algorithm>
#include <iterator>

#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/field_views.hpp"
#include "core/app/record_values.hpp"
#include "core/app/shown_time.hpp"
#include "core/app/situation_entries.hpp"
#include "core/app/situation_parts.hpp"
#include "core/app/situation_status.hpp"
#include "core/app/situation_versions.hpp"
#include "core/app/situation_write.hpp"
#include "core/app/waiting_words.hpp"
#include "core/domain/age.hpp"
#include "core/law/retention.hpp"

namespace huisclos::app {

namespace {

namespace field = domain::field;

std::vector<FieldView> fields_in(
    Context const& context, Located const& located, domain::Fiche const& fiche,
    std::initializer_list<std::uint8_t> numbers)
{
    std::vector<FieldView> views;
    for (auto const number : numbers) {
        if (auto const* const one = domain::find_field(fiche.type, number))
            views.push_back(field_view(context, located, fiche, *one));
    }
    return views;
}

/// The seven of, for one representative.
std::vector<FieldView> representative(
    Context const& context, Located const& located, domain::Fiche const& fiche, std::uint8_t first)
{
    std::vector<FieldView> views;
    for (std::uint8_t part = 0; part < 7; ++part) {
        auto one = fields_in(context, located, fiche, {static_cast<std::uint8_t>(first + part)});
        std::ranges::move(one, std::back_inserter(views));
    }
    return views;
}

std::vector<FieldView> cares(Context const& context, Located const& located, domain::Fiche const& fiche)
{
    std::vector<FieldView> views;
    auto const* const one = domain::find_field(fiche.type, field::k_prises_en_charge);
    if (one == nullptr)
        return views;
    bool const may_edit = field_view(context, located, fiche, *one).may_edit;
    for (auto const& type : domain::values_of(domain::ListId::TypePriseEnCharge)) {
        std::optional<domain::OuiNonInconnu> answer;
        for (auto const& care : fiche.prises_en_charge) {
            if (static_cast<std::uint32_t>(care.type) == type.code)
                answer = care.reponse;
        }
        // M-09: one that stands there may only be taken away.
        if (type.code == static_cast<std::uint32_t>(domain::TypePriseEnCharge::Judiciaire) && !answer)
            continue;
        views.push_back(care_view(type.code, answer, may_edit));
    }
    return views;
}

Phrase information_phrase(domain::Information const& information)
{
    if (information.person_informed())
        return phrase("situation.informed")
            .with(
                "mode", TextRef{std::string(domain::text_key(
                            domain::ListId::ModeInformation, static_cast<std::uint64_t>(*information.mode)))})
            .with("date", information.date);
    if (information.is_deferred())
        return phrase("situation.deferred").with("date", information.report_date);
    return {};
}

/// What other sheets say of this one, looked for once a view.
struct Neighbours {
    References numbers{};
    std::vector<Located> situations{};  ///< situations_around it.
};

/// The reading view of Parcours: what is said in a glance.
std::vector<FieldView> summary_of(
    Context const& context, Located const& located, domain::Fiche const& fiche, Neighbours const& near)
{
    std::vector<FieldView> views;
    if (auto const report = shown_origin(context, located, fiche)) {
        auto const made = written_of(*report->state->create);
        views.push_back(shown(
            "situation.field.origin", phrase("situation.origin")
                                          .with("reference", near.numbers.at(report->state->record))
                                          .with("date", say_day(context, made.at))
                                          .with("name", plain_name(context, made.author))));
    }
    if (fiche.type == domain::RecordType::Signalement && fiche.statut() == domain::Statut::Retenue) {
        for (auto const& made : near.situations)
            views.push_back(shown("situation.field.made", verbatim(near.numbers.at(made.state->record))));
    }
    for (auto& view : fields_in(
             context, located, fiche,
             {field::k_canal, field::k_motif_refus, field::k_motif_fin, field::k_origine, field::k_motifs,
              field::k_programme, field::k_referent})) {
        // The reason of a status only where that status stands.
        auto const explained = domain::status_explained_by(view.field);
        if (explained && *explained != fiche.statut())
            continue;
        view.kind = FieldKind::ReadOnly;
        views.push_back(std::move(view));
    }
    std::vector<std::string> keys;
    for (auto const& care : fiche.prises_en_charge) {
        auto const key = domain::text_key(domain::ListId::TypePriseEnCharge, static_cast<std::uint64_t>(care.type));
        // Two members may have answered for the same one at once.
        if (care.reponse == domain::OuiNonInconnu::Oui && std::ranges::find(keys, key) == keys.end())
            keys.emplace_back(key);
    }
    views.push_back(shown("situation.field.cares", listed(keys)));
    views.push_back(shown("situation.field.information", information_phrase(fiche.information)));
    return views;
}

/// a signalement that was refused or reoriented has a day of its own, from that decision on. Erasing it is not
/// built: the words ask for it and promise nothing.
std::optional<TagView> not_retained_tag(Context const& context, Located const& located, domain::Fiche const& fiche)
{
    bool const is_retained = fiche.statut() != domain::Statut::Refusee && fiche.statut() != domain::Statut::Reorientee;
    auto const decided = located.state->at(ledger::Space::Field, field::k_statut);
    if (is_retained || decided.empty())
        return std::nullopt;
    auto const until = law::not_retained_end(paris_date(written_of(*decided.back().op).at));
    auto const tone = context.today() < until ? Tone::Archive : Tone::Error;
    return TagView{tone, "time-line", phrase("situation.erase_before").with("date", until)};
}

std::vector<TagView> tags_of(Context const& context, Located const& located, domain::Fiche const& fiche)
{
    std::vector<TagView> tags{status_tag(fiche.statut())};
    if (auto tag = not_retained_tag(context, located, fiche)) {
        tags.push_back(std::move(*tag));
        return tags;
    }
    auto const until = kept_until(fiche);
    if (!until)
        tags.push_back({Tone::Warning, "time-line", phrase("situation.kept_unknown")});
    else if (*until <= context.today())
        tags.push_back({Tone::Error, "time-line", phrase("situation.eliminate_since").with("date", *until)});
    else
        tags.push_back({Tone::Archive, "time-line", phrase("situation.kept_until").with("date", *until)});
    return tags;
}

/// A tombstone or an attachment: nothing of this version writes or shows one.
bool has_newer_parts(ledger::RecordState const& state)
{
    return state.life() == ledger::Life::Closed ||
           std::ranges::any_of(state.entries, [](auto const& entry) { return entry.space == ledger::Space::File; });
}

/// What was written of this sheet and has no effect, with what to do.
void add_sheet_anomalies(Context const& context, Located const& located, SheetView& view)
{
    for (auto const* const op : located.store->anomalies()) {
        bool const is_here =
            op->view->target.size() == RecordId::k_size && *RecordId::from(op->view->target) == located.state->record;
        auto const code = ledger::code_of(op->status);
        if (!is_here || !code)
            continue;
        auto const name = context.council.name_of(op->member());
        auto const who = is_verbatim(name) ? name.args[0].second : PhraseArg(TextRef{"council.member.unknown"});
        if (*code == ErrorCode::Upgrade)
            view.anomalies.push_back(phrase("situation.anomaly.newer").with("name", who));
        else
            view.anomalies.push_back(
                phrase("situation.anomaly").with("name", who).with("code", static_cast<std::int64_t>(*code)));
    }
}

void warn(SheetView& view, Phrase message, Phrase article = {}, std::uint32_t field = 0)
{
    view.callouts.push_back({{std::move(message), std::move(article)}, CalloutView::Kind::Warning, field});
}

void add_callouts(
    Context const& context, Located const& located, domain::Fiche const& fiche, Neighbours const& near, SheetView& view)
{
    // First: only a choice settles it.
    auto const question = phrase("situation.callout.conflict");
    for (auto const* const field : conflicts_of(*located.state))
        warn(view, Phrase(question).with("field", TextRef{std::string(field->key)}), {}, field->number);
    if (has_action_conflict(*located.state))
        warn(view, phrase("situation.callout.action_conflict"), {}, field::k_actions);
    if (is_for_newer(context, located.cid))
        warn(view, phrase("situation.for_newer"));
    else if (context.vault.waits_for_key(located.cid))
        warn(view, say_whom_to_ask(context, located.cid));
    view.unsent = unsent_of(context, located.state->record);
    // What the group may not write is said where one would look for it (M-12).
    view.callouts.push_back(
        {{phrase("situation.social_outside"), phrase("law.m_12.article")}, CalloutView::Kind::Reminder, 0});
    auto const age = domain::minority(fiche.personne.naissance, context.today());
    bool const lacks = !fiche.has_representative() && !fiche.absence_representant;
    auto const article = phrase("law.r_12.article");
    // Said once: with what it bars, where it bars something.
    bool const is_told = std::ranges::any_of(view.statuses, [&article](StatusChoice const& choice) {
        return std::ranges::find(choice.refusals, article, &RefusalView::article) != choice.refusals.end();
    });
    if (age != domain::Minority::Adult && lacks && domain::is_open(fiche.statut()) && !is_told)
        warn(
            view, phrase(age == domain::Minority::Minor ? "situation.representative_needed" : "law.r_12.age_inconnu"),
            article);
    if (days_uninformed(fiche, context.today()))
        warn(view, phrase("law.r_80.report_passe"), phrase("law.r_80.article"));
    if (has_newer_parts(*located.state))
        warn(view, phrase("situation.callout.newer_parts"));
    add_twins(located, fiche, near.situations, near.numbers, view);
    add_sheet_anomalies(context, located, view);
}

/// it is asked of nobody who gave no such reason.
bool waits_for_approval(Located const& located, domain::Fiche const& fiche)
{
    return fiche.has_motif(domain::Motif::Autre) || located.state->is_conflict(field::k_accord_autre);
}

void add_fields(Context const& context, Located const& located, domain::Fiche const& fiche, SheetView& view)
{
    view.identity = fields_in(
        context, located, fiche,
        {field::k_nom, field::k_prenom, field::k_sexe, field::k_naissance, field::k_adresse, field::k_telephone,
         field::k_courriel, field::k_activite});
    view.representative = representative(context, located, fiche, field::k_representant_1);
    std::ranges::move(
        fields_in(context, located, fiche, {field::k_absence_representant}), std::back_inserter(view.representative));
    if (fiche.has_representative())
        view.second_representative = representative(context, located, fiche, field::k_representant_2);
    view.follow_up = fields_in(
        context, located, fiche,
        {field::k_groupe, field::k_debut, field::k_auteur, field::k_origine, field::k_motifs, field::k_accord_autre,
         field::k_programme, field::k_referent, field::k_elements_suivi, field::k_canal, field::k_motif_refus,
         field::k_date_fin, field::k_motif_fin, field::k_motif_reouverture});
    if (!waits_for_approval(located, fiche))
        std::erase_if(view.follow_up, [](FieldView const& one) { return one.field == field::k_accord_autre; });
    // The status is no field: it stands here while somebody has to choose among several.
    if (located.state->is_conflict(field::k_statut)) {
        auto status = fields_in(context, located, fiche, {field::k_statut});
        view.follow_up.insert(view.follow_up.begin(), status.begin(), status.end());
    }
    view.cares = cares(context, located, fiche);
    view.information = fields_in(
        context, located, fiche,
        {field::k_information_mode, field::k_information_date, field::k_information_parents_mode,
         field::k_information_parents_date, field::k_information_report, field::k_information_report_date});
    view.may_edit = std::ranges::any_of(view.identity, &FieldView::may_edit) ||
                    std::ranges::any_of(view.follow_up, &FieldView::may_edit) ||
                    std::ranges::any_of(view.cares, &FieldView::may_edit);
}

/// Nothing while all that was typed is on the disk. What is refused as typed does not hide that the others are.
Phrase unsaved_of(SituationState const& state, RecordId const& record, domain::RecordType type)
{
    domain::Field const* first = nullptr;
    std::int64_t refused_fields = 0;
    for (auto const& [key, typed] : state.typed) {
        if (key.first != record)
            continue;
        if (!typed.is_refused)
            return phrase("app.typing");
        if (first == nullptr && key.second <= 255)
            first = domain::find_field(type, static_cast<std::uint8_t>(key.second));
        ++refused_fields;
    }
    if (first == nullptr)
        return {};
    if (refused_fields > 1)
        return phrase("app.saved_but_many").with("n", refused_fields);
    return phrase("app.saved_but").with("field", TextRef{std::string(first->key)});
}

std::optional<SheetView> refused(law::Decision const& decision, RecordId const& record, PrintView print)
{
    SheetView view;
    view.record = record;
    view.print = std::move(print);
    view.callouts.push_back({{decision.message, decision.article}, CalloutView::Kind::Refusal, 0});
    return view;
}

}  // namespace

std::optional<SheetView> present_sheet(Context const& context)
{
    auto const* const route = std::get_if<SituationsRoute>(&context.route);
    if (route == nullptr || !route->situation)
        return std::nullopt;
    auto const located = locate(context, *route->situation);
    if (!located)
        return std::nullopt;
    auto const fiche = read_fiche(*located->state);
    auto const request = request_for(context, law::Action::ShowSheet, fiche, 0);
    auto const facts = facts_about(context, *located, fiche);
    auto const decision = law::decide(request, facts);
    auto print = print_view(request_for(context, law::Action::Print, fiche, 0), facts);
    if (!decision.allowed)
        return refused(decision, fiche.record, std::move(print));

    Neighbours const near{references(context), situations_around(context, *located, fiche)};
    auto const& number = near.numbers.at(fiche.record);
    SheetView view;
    view.record = fiche.record;
    view.print = std::move(print);
    view.is_report = fiche.type == domain::RecordType::Signalement;
    view.reference =
        phrase(view.is_report ? "situation.reference.report" : "situation.reference").with("reference", number);
    view.title = title_of(context, fiche, number);
    view.tags = tags_of(context, *located, fiche);
    view.tab = route->tab;
    view.summary = summary_of(context, *located, fiche, near);
    add_fields(context, *located, fiche, view);
    view.statuses = statuses_offered(context, *located, fiche, near.situations);
    view.closed = closed_words(fiche, facts.actor.profile, context.today(), view);
    add_callouts(context, *located, fiche, near, view);
    view.readers = readers_in(context, located->cid);
    view.readers_note = phrase("situation.readers_note");
    present_own_entries(context, *located, fiche, view);
    present_actions(context, *located, fiche, view);
    present_liaisons(context, *located, fiche, view);
    view.chronology = chronology_of(context, *located, fiche, near.numbers);
    view.next_steps = next_steps_of(context, fiche);
    view.choices = context.situations.choices;
    if (!context.situations.saved_at)
        return view;
    view.unsaved = unsaved_of(context.situations, fiche.record, fiche.type);
    if (view.unsaved.empty())
        view.saved = phrase("app.saved_at").with("time", TimeOfDay{*context.situations.saved_at});
    return view;
}

}  // namespace huisclos::app
