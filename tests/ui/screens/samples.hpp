// Sample views, filled as the presenters would: of invented people only. For tests of the screens and for their pictures.

#pragma once

#include <string>
#include <utility>

#include "core/app/app.hpp"

namespace huisclos::samples {

template <typename AnyId>
[[nodiscard]] AnyId an_id(std::uint8_t number)
{
    AnyId id;
    id.bytes[0] = number;
    id.bytes[1] = 0x5a;
    return id;
}

[[nodiscard]] inline app::OptionView option(std::uint32_t code, std::string label, bool chosen = false)
{
    return {code, verbatim(std::move(label)), chosen};
}

[[nodiscard]] inline app::FieldView fact(std::string label, std::string value)
{
    app::FieldView field;
    field.label = verbatim(std::move(label));
    if (!value.empty())
        field.value = verbatim(std::move(value));
    return field;
}

[[nodiscard]] inline app::FieldView a_field(std::uint32_t number, app::FieldKind kind, std::string label, std::string text)
{
    app::FieldView field = fact(std::move(label), text);
    field.field = number;
    field.kind = kind;
    field.text = std::move(text);
    field.max_length = kind == app::FieldKind::Note ? 300 : 100;
    field.may_edit = true;
    return field;
}

[[nodiscard]] inline app::FieldView a_choice(
    std::uint32_t number, app::FieldKind kind, std::string label, std::vector<app::OptionView> options)
{
    app::FieldView field = a_field(number, kind, std::move(label), {});
    for (app::OptionView const& one : options) {
        if (one.chosen)
            field.value = one.label;
    }
    field.options = std::move(options);
    return field;
}

[[nodiscard]] inline app::RefusalView a_refusal()
{
    return {phrase("law.r_12.representant"), phrase("law.r_12.article")};
}

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

[[nodiscard]] inline app::HomeView home()
{
    app::HomeView view;
    view.greeting = verbatim("Bonjour Claire, voici ce qui vous attend");
    view.today = verbatim("Lundi 23\u00a0novembre 2026 · CLSPD de Saint-Aubin");
    view.stats = {
        {verbatim("Situations suivies"), 7, verbatim("3 à examiner"), app::Tone::Info, app::SituationsRoute{}},
        {verbatim("Actions en retard"), 2, verbatim("sur 14 en cours"), app::Tone::Error, app::SituationsRoute{}},
        {verbatim("Signalements à qualifier"), 1, verbatim("reçu il y a 3 jours"), app::Tone::Warning,
         app::SituationsRoute{}},
        {verbatim("Fins de conservation"), 1, verbatim("dans moins de 6 mois"), app::Tone::Archive,
         app::SituationsRoute{}}};
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
        an_id<RecordId>(number), verbatim(std::move(title)), verbatim(std::move(subtitle)),
        {tone, std::move(icon), verbatim(std::move(status))}, false, false};
}

[[nodiscard]] inline app::SituationListView situations()
{
    app::SituationListView view;
    view.title = verbatim("Situations · groupe Centre");
    view.summary = verbatim("7 situations suivies, 3 à examiner à la réunion du 3\u00a0décembre 2026");
    view.groups = {option(0, "Centre", true), option(1, "Gare")};
    view.group_ids = {an_id<GroupId>(1), an_id<GroupId>(2)};
    view.filters = {
        {1, verbatim("Statut"), {option(0, "toutes", true), option(1, "en suivi"), option(2, "à examiner")}},
        {2, verbatim("Référent"), {option(0, "tous"), option(1, "moi", true)}}};
    view.rows = {
        a_row(1, "Mathis R., 15\u00a0ans", "2026-K7F3 · Action en retard de 4 jours", "En suivi", app::Tone::Success,
              "user-follow-line"),
        a_row(2, "Inès B., 16\u00a0ans", "2026-M2QD · Réunion du 3\u00a0décembre", "À examiner", app::Tone::Info,
              "calendar-event-line"),
        a_row(3, "Yanis T., 14\u00a0ans", "2026-P9XA · À qualifier avant le 30\u00a0novembre", "Signalée",
              app::Tone::Warning, "alert-line"),
        a_row(4, "Lina D., 13\u00a0ans", "2026-B4HC · Liaison collège attendue", "En suivi", app::Tone::Success,
              "user-follow-line"),
        a_row(5, "Kevin M., 17\u00a0ans", "2025-T8WE · Revue le 14\u00a0janvier 2027", "En veille", app::Tone::Neutral,
              "time-line"),
        a_row(6, "Sarah O., 18\u00a0ans", "2025-R3LK · Parcours\u00a0: mission locale", "En suivi", app::Tone::Success,
              "user-follow-line"),
        a_row(7, "Adam P., 13\u00a0ans", "2025-D6NB · Réunion du 3\u00a0décembre", "À examiner", app::Tone::Info,
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
        a_choice(4, FieldKind::Choice, "Scolarité",
                 {option(1, "Collège", true), option(2, "Lycée"), option(3, "Déscolarisé")})};
}

[[nodiscard]] inline app::SheetView sheet()
{
    using app::FieldKind;
    app::SheetView view;
    view.record = an_id<RecordId>(1);
    view.reference = verbatim("Situation 2026-K7F3 · nature confidentielle, non secrète");
    view.title = verbatim("Mathis R., 15\u00a0ans");
    view.tags = {
        {app::Tone::Success, "user-follow-line", verbatim("En suivi")},
        {app::Tone::Archive, "time-line", verbatim("Conservée jusqu’au 12\u00a0mars 2036 au plus tard")}};
    view.summary = {
        fact("Origine du signalement", "Établissement scolaire"), fact("Motifs", "Absentéisme, errance"),
        fact("Prise en charge", "Sociale\u00a0: oui · Judiciaire\u00a0: non"),
        fact("Programme", "Jeunes exposés à la délinquance"),
        fact("Référente de parcours", "Nadia Ferrand, mission locale"), fact("Information des parents", "")};
    view.identity = identity_fields();
    view.representative = {a_field(11, FieldKind::Text, "Nom du représentant", "Rivoire")};
    app::FieldView note = a_field(22, FieldKind::Note, "Précisions", "Absent trois jours sur cinq depuis la rentrée.");
    note.help = phrase("law.r_03.rappel");
    note.warnings = {phrase("law.r_03.mot.opinion").with("mot", std::string("errance"))};
    view.follow_up = {
        a_choice(20, FieldKind::Choices, "Motifs",
                 {option(1, "Absentéisme", true), option(2, "Errance", true), option(3, "Dégradations")}),
        a_choice(21, FieldKind::Member, "Référent de parcours",
                 {option(1, "Nadia Ferrand", true), option(2, "Anne Leroy")}),
        note};
    view.callouts = {{phrase("law.r_07.espace"), phrase("law.r_07.article")}};
    view.next_steps = {
        {verbatim("19\u00a0nov."), verbatim("Entretien avec la famille"), verbatim("Nadia Ferrand · en retard de 4 jours"),
         app::Tone::Error},
        {verbatim("3\u00a0déc."), verbatim("Examen en réunion du groupe Centre"), verbatim("Point 2 de l’ordre du jour"),
         app::Tone::Info},
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
        a_choice(2, FieldKind::Choice, "Résultat", {option(1, "Réalisée"), option(2, "Non tenue"), option(3, "Reportée")}),
        a_field(3, FieldKind::Date, "Échéance de l’action", "19/11/2026")};
    view.actions = {action};
    app::ActionView fresh;
    fresh.fields = {
        a_choice(1, FieldKind::Choice, "Type d’action", {option(1, "Entretien"), option(2, "Rappel à l’ordre")}),
        a_field(3, FieldKind::Date, "Échéance", "")};
    view.new_action = fresh;
    view.liaisons = {
        {an_id<OpId>(8), verbatim("L’assiduité s’améliore-t-elle\u202f?"), verbatim("Collège Jean-Moulin, Anne Leroy"),
         verbatim("Attendue depuis le 20\u00a0novembre 2026"), true,
         {option(1, "Oui"), option(2, "Non"), option(3, "Sans objet")}}};
    view.new_liaison = {
        a_choice(1, FieldKind::Choice, "Question", {option(1, "Assiduité"), option(2, "Insertion")}),
        a_choice(2, FieldKind::Member, "Demandée à", {option(1, "Anne Leroy")})};
    view.chronology = {
        {verbatim("23\u00a0nov."), verbatim("Motifs modifiés"), verbatim("Claire Vasseur"), app::Tone::Neutral},
        {verbatim("20\u00a0nov."), verbatim("Liaison demandée au collège Jean-Moulin"), verbatim("Claire Vasseur"),
         app::Tone::Info},
        {verbatim("5\u00a0nov."), verbatim("Passée en suivi"), verbatim("Claire Vasseur"), app::Tone::Success},
        {verbatim("2\u00a0nov."), verbatim("Signalée"), verbatim("Anne Leroy, collège Jean-Moulin"), app::Tone::Warning}};
    view.readers = {
        {verbatim("Claire Vasseur"), verbatim("Coordonnatrice du groupe"), verbatim("Tant que dure la situation")},
        {verbatim("Nadia Ferrand"), verbatim("Membre du groupe Centre"), verbatim("Tant que dure la situation")}};
    view.readers_note = verbatim("Qui a lu apparaîtra ici quand l’appareil d’un auditeur l’aura publié.");
    view.statuses = {
        {3, verbatim("Mettre en veille"), std::nullopt}, {4, verbatim("Clôturer"), a_refusal()}};
    view.may_edit = true;
    view.saved = verbatim("Enregistré à 14\u00a0h\u00a005");
    return view;
}

[[nodiscard]] inline app::ReportFormView report()
{
    using app::FieldKind;
    app::ReportFormView view;
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
        a_choice(20, FieldKind::Choices, "Motifs",
                 {option(1, "Absentéisme"), option(2, "Errance"), option(3, "Dégradations")}),
        note};
    view.information = {
        a_choice(30, FieldKind::Choice, "Parents informés", {option(1, "Oui"), option(2, "Non"), option(3, "À faire")})};
    view.reminder = phrase("law.r_03.rappel");
    return view;
}

[[nodiscard]] inline app::GroupsView groups()
{
    app::GroupsView view;
    view.rows = {
        {an_id<GroupId>(1), "Centre", verbatim("Groupe territorial · 9 membres"), true},
        {an_id<GroupId>(2), "Gare", verbatim("Groupe thématique · 5 membres"), false}};
    app::GroupDetailView detail;
    detail.group = an_id<GroupId>(1);
    detail.name = "Centre";
    detail.fields = {
        fact("Vocation", "Échange d’informations sur les situations individuelles"), fact("Périmètre", "Quartiers du centre")};
    detail.situations = 7;
    detail.readers = {
        {verbatim("Claire Vasseur"), verbatim("Coordonnatrice du groupe"), verbatim("Sans limite")},
        {verbatim("Nadia Ferrand"), verbatim("Mission locale"), verbatim("Sans limite")},
        {verbatim("Anne Leroy"), verbatim("Collège Jean-Moulin"), verbatim("Sans limite")}};
    detail.documents = {
        fact("Règlement intérieur", "Proposé le 4\u00a0mai 2026, adopté le 2\u00a0juin 2026"),
        fact("Charte déontologique", "Version du 2\u00a0juin 2026")};
    detail.repairs = {
        {1, app::Tone::Warning, "key-2-line", verbatim("Anne Leroy n’a pas encore la clé de ce groupe"),
         verbatim("Elle ne peut lire aucune situation"), verbatim("Remettre la clé"),
         app::GrantMissingKeys{an_id<CompartmentId>(1), an_id<MemberId>(3)}}};
    view.detail = detail;
    view.may_create = true;
    view.new_group = {
        a_field(1, app::FieldKind::Text, "Nom du groupe", ""),
        a_choice(2, app::FieldKind::Choice, "Vocation", {option(1, "Territoriale"), option(2, "Thématique")}),
        a_field(3, app::FieldKind::Text, "Périmètre", "")};
    return view;
}

[[nodiscard]] inline app::MembersView members()
{
    using app::FieldKind;
    app::MembersView view;
    view.rows = {
        {an_id<MemberId>(1), "Claire Vasseur", verbatim("Coordonnatrice"), "Ville de Saint-Aubin",
         {{app::Tone::Success, "", verbatim("Charte acceptée")}}, false},
        {an_id<MemberId>(2), "Nadia Ferrand", verbatim("Conseillère"), "Mission locale",
         {{app::Tone::Success, "", verbatim("Charte acceptée")}}, true},
        {an_id<MemberId>(3), "Anne Leroy", verbatim("Principale"), "Collège Jean-Moulin",
         {{app::Tone::Warning, "", verbatim("Charte à accepter")}}, false}};
    view.invitations = {
        {an_id<InviteId>(1), "Samir Haddad", verbatim("Bailleur, groupe Centre"),
         {app::Tone::Warning, "", verbatim("A répondu")}, true, "balcon oiseau citron tunnel plume orage",
         "balcon oiseau citron tunnel plume orage", "", true, true},
        {an_id<InviteId>(2), "Louise Petit", verbatim("Prévention spécialisée, groupe Gare"),
         {app::Tone::Info, "mail-send-line", verbatim("Lien à envoyer")}, false, "", "",
         "https://saint-aubin.example/huisclos/#i=k7f3m2qdp9xab4hct8wer3lk", false, true}};
    app::MemberDetailView detail;
    detail.member = an_id<MemberId>(2);
    detail.name = "Nadia Ferrand";
    detail.fields = {
        fact("Qualité", "Conseillère"), fact("Organisation", "Mission locale"), fact("Profil", "Membre de groupe"),
        fact("Depuis", "9\u00a0juin 2026")};
    detail.groups = {{an_id<GroupId>(1), "Centre", verbatim("Membre"), true}};
    detail.groups_to_add = {option(0, "Gare")};
    detail.group_ids = {an_id<GroupId>(2)};
    detail.devices = {fact("Ordinateur du bureau", "Ajouté le 9\u00a0juin 2026")};
    detail.signatures = {
        fact("Charte déontologique", "Version 1, acceptée le 9\u00a0juin 2026"),
        fact("Règlement intérieur", "Version 1, accepté le 9\u00a0juin 2026")};
    detail.may_remove = true;
    view.detail = detail;
    view.may_invite = true;
    view.invite_fields = {
        a_field(1, FieldKind::Text, "Nom de la personne", ""), a_field(2, FieldKind::Text, "Organisation", ""),
        a_choice(3, FieldKind::Choice, "Profil", {option(1, "Membre de groupe"), option(2, "Coordonnateur")})};
    view.invite_groups = {option(0, "Groupe Centre"), option(1, "Groupe Gare", true)};
    view.group_ids = {an_id<GroupId>(1), an_id<GroupId>(2)};
    return view;
}

[[nodiscard]] inline app::ActsView acts()
{
    app::ActsView view;
    view.title = verbatim("Acte n°\u00a012");
    view.draft = {
        {11, verbatim("Samir Haddad, bailleur Habitat 12, entre au groupe Centre"), true},
        {12, verbatim("Anne Leroy quitte le groupe Gare, dont la clé change"), true}};
    view.may_sign = true;
    view.signed_acts = {
        {1, verbatim("Acte n°\u00a011, 9\u00a0juin 2026\u00a0: Nadia Ferrand entre au groupe Centre"), false},
        {2, verbatim("Acte n°\u00a010, 2\u00a0juin 2026\u00a0: le règlement intérieur est adopté"), false}};
    view.without_effect = {
        {1, app::Tone::Error, "refresh-line", verbatim("Acte n°\u00a09\u00a0: signé en même temps qu’un autre"),
         verbatim("Il n’a pas d’effet tant qu’il n’est pas signé de nouveau"), verbatim("Préparer de nouveau"),
         app::PrepareSignAgain{an_id<ActHash>(9)}}};
    return view;
}

[[nodiscard]] inline app::TextsView texts()
{
    app::TextsView view;
    view.texts = {
        {1, verbatim("Charte déontologique"),
         "Article\u00a01. Les membres du groupe échangent les seules informations nécessaires au suivi.\n\n"
         "Article\u00a02. Ce qui est échangé reste dans le groupe.\n\nArticle\u00a03. Chacun répond de ce qu’il écrit.",
         verbatim("Adoptée le 2\u00a0juin 2026"), true, false},
        {2, verbatim("Règlement intérieur"), "Article\u00a01. Le groupe se réunit chaque mois.",
         verbatim("Proposé le 4\u00a0mai 2026, adopté le 2\u00a0juin 2026"), false, true}};
    return view;
}

[[nodiscard]] inline app::DeviceView device()
{
    app::DeviceView view;
    view.fields = {
        fact("Nom de l’appareil", "Ordinateur de la mairie"), fact("Ajouté", "9\u00a0juin 2026"),
        fact("Kit de secours", "Vérifié le 9\u00a0juin 2026"), fact("Dépôt", "conseil.saint-aubin.example")};
    view.others = {fact("Téléphone", "Ajouté le 14\u00a0septembre 2026")};
    return view;
}

[[nodiscard]] inline app::FoundingView founding(std::uint8_t step)
{
    using app::FieldKind;
    app::FoundingView view;
    view.step = step;
    app::FieldView commune = a_field(2, FieldKind::Text, "Nom de la commune", "Saint-Aubin");
    commune.required = true;
    view.commune = {
        a_choice(1, FieldKind::Choice, "Type de conseil", {option(1, "CLSPD", true), option(2, "CISPD")}), commune,
        a_field(3, FieldKind::Text, "Code INSEE", "35251"), a_field(4, FieldKind::Text, "Population", "12500")};
    view.duties = verbatim("À partir de 5\u202f000 habitants, le conseil est obligatoire.");
    view.formations = {
        a_choice(6, FieldKind::Choice, "Formation restreinte", {option(1, "Oui", true), option(2, "Non")})};
    view.groups = {{"Centre", verbatim("Groupe territorial"), "Quartiers du centre"}};
    view.new_group = {
        a_field(1, FieldKind::Text, "Nom du groupe", ""),
        a_choice(2, FieldKind::Choice, "Vocation", {option(1, "Territoriale"), option(2, "Thématique")}),
        a_field(3, FieldKind::Text, "Périmètre", "")};
    view.charter = {
        a_field(10, FieldKind::Text, "Titre de la charte", "Charte déontologique"),
        a_field(11, FieldKind::Note, "Texte de la charte", "Article\u00a01. Les membres échangent le nécessaire."),
        a_field(12, FieldKind::Date, "Adoptée le", "02/06/2026")};
    view.rules = {
        a_field(13, FieldKind::Text, "Titre du règlement", "Règlement intérieur"),
        a_field(14, FieldKind::Note, "Texte du règlement", "Article\u00a01. Le groupe se réunit chaque mois."),
        a_field(15, FieldKind::Date, "Adopté le", "")};
    view.invitees = {
        a_field(20, FieldKind::Text, "Fonction du coordonnateur", "Coordonnatrice du CLSPD"),
        a_field(21, FieldKind::Note, "Fonctions à inviter", "Principal du collège Jean-Moulin")};
    view.summary = {
        verbatim("Le conseil local de sécurité et de prévention de la délinquance de Saint-Aubin."),
        verbatim("Un groupe de travail\u00a0: Centre.")};
    view.draft_link = "https://saint-aubin.example/huisclos/#b=pWdjb21tdW5lZ1NhaW50";
    view.may_found = true;
    return view;
}

[[nodiscard]] inline app::AboutView about()
{
    app::AboutView view;
    view.version = "0.1.0";
    view.build = "2026-11-25, web-release";
    view.components = {
        {"Dear ImGui", "1.92.2b", "MIT", "73c3fa2d…"},
        {"libsodium", "1.0.20", "ISC", "9f1c02aa…"},
        {"Atkinson Hyperlegible Next", "2.001", "OFL-1.1", "51ab77e0…"}};
    view.counters = {fact("Première image", "412\u00a0ms"), fact("Ouverture du coffre", "1\u202f240\u00a0ms")};
    return view;
}

/// Everything that the shell needs to show `route`.
[[nodiscard]] inline app::Views views(app::Route route)
{
    app::Views all;
    all.signed_in = true;
    all.route = route;
    all.shell = shell(route);
    all.home = home();
    all.situations = situations();
    if (auto const* const at = std::get_if<app::SituationsRoute>(&route); at != nullptr && at->situation) {
        all.sheet = sheet();
        all.sheet->tab = at->tab;
        all.situations->rows.front().selected = true;
    }
    all.report = report();
    all.groups = groups();
    all.members = members();
    all.acts = acts();
    all.texts = texts();
    all.device = device();
    all.about = about();
    return all;
}

}  // namespace huisclos::samples
