// Sample frame, home, list, sheet and report, filled as the presenters would: of invented people only.

#pragma once

#include "tests/ui/screens/sample_fields.hpp"

namespace huisclos::samples {

[[nodiscard]] inline app::ShellView shell(app::Route const& route)
{
    app::ShellView view;
    view.council = verbatim("CLSPD de Saint-Aubin");
    view.member_name = "Claire Vasseur";
    view.member_quality = verbatim("Coordonnatrice du CLSPD");
    view.navigation = {
        {app::HomeRoute{}, verbatim("Accueil"), "home-line", 0, false},
        {app::SituationsRoute{}, verbatim("Situations"), "folder-user-line", 7, false},
        {app::GroupsRoute{}, verbatim("Groupes"), "group-line", 0, false},
        {app::MembersRoute{}, verbatim("Membres"), "team-line", 1, false},
        {app::ActsRoute{}, verbatim("Actes"), "scales-3-line", 2, false},
        {app::TextsRoute{}, verbatim("Charte et règlement"), "book-open-line", 0, false},
        {app::DeviceRoute{}, verbatim("Cet appareil"), "computer-line", 0, false},
        {app::AboutRoute{}, verbatim("À propos"), "information-line", 0, false}};
    for (app::NavEntry& entry : view.navigation)
        entry.current = entry.route.index() == route.index();
    view.sync.label = verbatim("À jour à 14\u00a0h\u00a005");
    view.sync.detail = verbatim("Tout ce que vous avez écrit est enregistré et envoyé.");
    view.viewer_mark = verbatim("Consulté par Claire Vasseur le 23\u00a0novembre 2026 à 14\u00a0h\u00a005");
    return view;
}

/// What a figure of Home asks for.
[[nodiscard]] inline std::vector<app::Command> filtered(std::uint32_t filter, std::uint32_t choice)
{
    return {app::SetFilter{filter, choice}, app::Go{app::SituationsRoute{}}};
}

[[nodiscard]] inline app::HomeView home()
{
    app::HomeView view;
    view.greeting = verbatim("Bonjour Claire, voici ce qui vous attend");
    view.today = verbatim("Lundi 23\u00a0novembre 2026 · CLSPD de Saint-Aubin");
    view.stats = {
        {verbatim("Situations suivies"), 7, verbatim("en plus\u00a0: 3 à examiner · 1 en veille"), app::Tone::Info,
         filtered(1, 3)},
        {verbatim("Situations en retard"), 2, verbatim("3 actions en retard, sur 14 en cours"), app::Tone::Error,
         filtered(3, 1)},
        {verbatim("Signalements à qualifier"), 1, verbatim("reçu il y a 3 jours"), app::Tone::Warning, filtered(1, 1)},
        {verbatim("Fins de conservation"), 1, verbatim("dans moins de 6 mois"), app::Tone::Archive, filtered(3, 2)}};
    app::SituationsRoute const report{.situation = an_id<RecordId>(3)};
    view.todo = {
        {1, app::Tone::Warning, "alert-line", verbatim("Qualifier le signalement 2026-P9XA"),
         verbatim("Établissement scolaire · reçu il y a 3 jours"), verbatim("Qualifier"), app::Go{report}},
        {2, app::Tone::Error, "time-line", verbatim("Relancer\u00a0: entretien avec la famille"),
         verbatim("2026-K7F3 · Nadia Ferrand · en retard de 4 jours"), verbatim("Ouvrir"),
         app::Go{app::SituationsRoute{.situation = an_id<RecordId>(1)}}},
        {3, app::Tone::Success, "team-line", verbatim("Accueillir Samir Haddad, bailleur Habitat 12"),
         verbatim("Comparer les six mots par téléphone"), verbatim("Vérifier"), app::Go{app::MembersRoute{}}},
        {4, app::Tone::Archive, "scales-3-line", verbatim("Signer l’acte en préparation"),
         verbatim("2 changements préparés"), verbatim("Relire"), app::Go{app::ActsRoute{}}}};
    view.store = {
        fact("État", "À jour à 14\u00a0h\u00a005"), fact("Modifications en attente", "Aucune"),
        fact("Dépôt", "conseil.saint-aubin.example"), fact("Accès au dépôt", "jusqu’au 31\u00a0mars 2027")};
    return view;
}

[[nodiscard]] inline app::SituationRow a_row(
    std::uint8_t number, std::string title, std::string subtitle, std::string status, app::Tone tone, std::string icon)
{
    return {
        an_id<RecordId>(number),
        verbatim(std::move(title)),
        verbatim(std::move(subtitle)),
        {tone, std::move(icon), verbatim(std::move(status))},
        false,
        false};
}

[[nodiscard]] inline app::SituationListView situations()
{
    app::SituationListView view;
    view.print.refusal = {phrase("law.r_34.liste"), phrase("law.r_34.article")};
    view.title = verbatim("Situations · groupe Centre");
    view.summary = verbatim("7 suivies · 2 à qualifier · 3 à examiner · 1 en veille");
    view.groups = {option(0, "Centre", true), option(1, "Gare")};
    view.group_ids = {an_id<GroupId>(1), an_id<GroupId>(2)};
    view.filters = {
        {1, verbatim("Statut"), {option(0, "toutes", true), option(1, "en suivi"), option(2, "à examiner")}},
        {2, verbatim("Référent"), {option(0, "tous"), option(1, "moi", true)}}};
    view.rows = {
        a_row(
            1, "Mathis R., 15\u00a0ans", "2026-K7F3 · Action en retard de 4 jours", "En suivi", app::Tone::Success,
            "user-follow-line"),
        a_row(
            2, "Inès B., 16\u00a0ans", "2026-M2QD · Réunion du 3\u00a0décembre", "À examiner", app::Tone::Info,
            "calendar-event-line"),
        a_row(
            3, "Yanis T., 14\u00a0ans", "2026-P9XA · À qualifier avant le 30\u00a0novembre", "Signalée",
            app::Tone::Warning, "alert-line"),
        a_row(
            4, "Lina D., 13\u00a0ans", "2026-B4HC · Liaison collège attendue", "En suivi", app::Tone::Success,
            "user-follow-line"),
        a_row(
            5, "Kevin M., 17\u00a0ans", "2025-T8WE · Revue le 14\u00a0janvier 2027", "En veille", app::Tone::Neutral,
            "time-line"),
        a_row(
            6, "Sarah O., 18\u00a0ans", "2025-R3LK · Parcours\u00a0: mission locale", "En suivi", app::Tone::Success,
            "user-follow-line"),
        a_row(
            7, "Adam P., 13\u00a0ans", "2025-D6NB · Réunion du 3\u00a0décembre", "À examiner", app::Tone::Info,
            "calendar-event-line")};
    view.may_report = true;
    view.empty = verbatim("Aucune situation ne correspond à ces filtres");
    return view;
}

[[nodiscard]] inline std::vector<app::FieldView> identity_fields()
{
    using app::FieldKind;
    app::FieldView birth = a_field(3, FieldKind::Date, "Date de naissance", "12/03/2011");
    birth.value = verbatim("12\u00a0mars 2011");
    return {
        a_field(1, FieldKind::Text, "Nom", "Rivoire"), a_field(2, FieldKind::Text, "Prénom", "Mathis"), birth,
        a_choice(
            4, FieldKind::Choice, "Scolarité",
            {option(1, "Collège", true), option(2, "Lycée"), option(3, "Déscolarisé")})};
}

[[nodiscard]] inline app::SheetView sheet()
{
    using app::FieldKind;
    app::SheetView view;
    view.print.refusal = {phrase("law.r_34.fiche"), phrase("law.r_34.article")};
    view.record = an_id<RecordId>(1);
    view.reference = verbatim("Situation 2026-K7F3 · nature confidentielle, non secrète");
    view.title = verbatim("Mathis R., 15\u00a0ans");
    view.tags = {
        {app::Tone::Success, "user-follow-line", verbatim("En suivi")},
        {app::Tone::Archive, "time-line", verbatim("Conservée jusqu’au 12\u00a0mars 2036 au plus tard")}};
    view.summary = {
        fact("Origine du signalement", "Établissement scolaire"),
        fact("Motifs", "Absentéisme, errance"),
        fact("Prise en charge", "Sociale, scolaire"),
        fact("Programme", "Jeunes exposés à la délinquance"),
        fact("Référente de parcours", "Nadia Ferrand, mission locale"),
        fact("Information des parents", "")};
    view.identity = identity_fields();
    view.representative = {a_field(11, FieldKind::Text, "Nom du représentant", "Rivoire")};
    app::FieldView note = a_field(22, FieldKind::Note, "Précisions", "Absent trois jours sur cinq depuis la rentrée.");
    note.help = phrase("law.r_03.rappel");
    note.warnings = {phrase("law.r_03.mot.opinion").with("mot", std::string("errance"))};
    view.follow_up = {
        a_choice(
            20, FieldKind::Choices, "Motifs",
            {option(1, "Absentéisme", true), option(2, "Errance", true), option(3, "Dégradations")}),
        a_choice(
            21, FieldKind::Member, "Référent de parcours", {option(1, "Nadia Ferrand", true), option(2, "Anne Leroy")}),
        note};
    view.callouts = {{{phrase("law.r_07.espace"), phrase("law.r_07.article")}}};
    view.next_steps = {
        {verbatim("19\u00a0nov."), verbatim("Entretien avec la famille"),
         verbatim("Nadia Ferrand · en retard de 4 jours"), app::Tone::Error},
        {verbatim("3\u00a0déc."), verbatim("Examen en réunion du groupe Centre"),
         verbatim("Point 2 de l’ordre du jour"), app::Tone::Info},
        {verbatim("15\u00a0déc."), verbatim("Retour du collège sur l’assiduité"),
         verbatim("Collège Jean-Moulin · liaison demandée"), app::Tone::Success}};
    app::ActionView action;
    action.element = an_id<OpId>(1);
    action.type = verbatim("Entretien avec la famille");
    action.owner = verbatim("Nadia Ferrand, mission locale");
    action.start = verbatim("5\u00a0novembre 2026");
    action.end = verbatim("19\u00a0novembre 2026");
    action.result = verbatim("En retard de 4 jours");
    action.tone = app::Tone::Error;
    action.may_edit = true;
    action.fields = {
        a_choice(
            2, FieldKind::Choice, "Résultat", {option(1, "Réalisée"), option(2, "Non tenue"), option(3, "Reportée")}),
        a_field(3, FieldKind::Date, "Échéance de l’action", "19/11/2026")};
    view.actions = {action};
    app::ActionView fresh;
    fresh.fields = {
        a_choice(1, FieldKind::Choice, "Type d’action", {option(1, "Entretien"), option(2, "Rappel à l’ordre")}),
        a_field(3, FieldKind::Date, "Échéance", "")};
    view.new_action = fresh;
    view.liaisons = {
        {an_id<OpId>(8),
         verbatim("L’assiduité s’améliore-t-elle\u202f?"),
         verbatim("Collège Jean-Moulin, Anne Leroy"),
         verbatim("Attendue depuis le 20\u00a0novembre 2026"),
         true,
         {option(1, "Oui"), option(2, "Non"), option(3, "Sans objet")}}};
    view.new_liaison = {
        a_choice(1, FieldKind::Choice, "Question", {option(1, "Assiduité"), option(2, "Insertion")}),
        a_choice(2, FieldKind::Member, "Demandée à", {option(1, "Anne Leroy")})};
    view.chronology = {
        {verbatim("23\u00a0nov."), verbatim("Motifs modifiés"), verbatim("Claire Vasseur"), app::Tone::Neutral},
        {verbatim("20\u00a0nov."), verbatim("Liaison demandée au collège Jean-Moulin"), verbatim("Claire Vasseur"),
         app::Tone::Info},
        {verbatim("5\u00a0nov."), verbatim("Passée en suivi"), verbatim("Claire Vasseur"), app::Tone::Success},
        {verbatim("2\u00a0nov."), verbatim("Signalée"), verbatim("Anne Leroy, collège Jean-Moulin"),
         app::Tone::Warning}};
    view.readers = {
        {verbatim("Claire Vasseur"), verbatim("Coordonnatrice du groupe"), verbatim("Tant que dure la situation")},
        {verbatim("Nadia Ferrand"), verbatim("Membre du groupe Centre"), verbatim("Tant que dure la situation")}};
    view.readers_note = phrase("situation.readers_note");
    view.statuses = {{3, verbatim("Mettre en veille"), {}, {}, {}}, {4, verbatim("Clôturer"), {a_refusal()}, {}, {}}};
    view.may_edit = true;
    view.saved = verbatim("Enregistré à 14\u00a0h\u00a005");
    return view;
}

[[nodiscard]] inline app::ReportFormView report()
{
    using app::FieldKind;
    app::ReportFormView view;
    view.read_by = phrase("report.subtitle");
    view.print.refusal = {phrase("law.r_34.fiche"), phrase("law.r_34.article")};
    view.groups = {option(0, "Centre", true), option(1, "Gare")};
    view.group_ids = {an_id<GroupId>(1), an_id<GroupId>(2)};
    app::FieldView name = a_field(1, FieldKind::Text, "Nom de naissance", "");
    name.required = true;
    view.person = {
        name, a_field(2, FieldKind::Text, "Prénoms", ""), a_field(3, FieldKind::Date, "Date de naissance", "")};
    view.representative = {a_field(11, FieldKind::Text, "Nom du représentant", "")};
    app::FieldView note = a_field(22, FieldKind::Note, "Précisions", "");
    note.help = phrase("law.r_03.rappel");
    view.facts = {
        a_choice(
            20, FieldKind::Choices, "Motifs",
            {option(1, "Absentéisme"), option(2, "Errance"), option(3, "Dégradations")}),
        note};
    view.information = {a_choice(
        30, FieldKind::Choice, "Parents informés", {option(1, "Oui"), option(2, "Non"), option(3, "À faire")})};
    view.reminder = phrase("law.r_03.rappel");
    return view;
}

}  // namespace huisclos::samples
