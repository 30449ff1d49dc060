// Sample groups, members, acts, texts, device, founding and about: of invented people only.

#pragma once

#include "tests/ui/screens/sample_fields.hpp"

namespace huisclos::samples {

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
        fact("Vocation", "Échange d’informations sur les situations individuelles"),
        fact("Périmètre", "Quartiers du centre")};
    detail.form = {
        a_choice(1, app::FieldKind::Member, "Animateur", {option(1, "Claire Vasseur"), option(2, "Nadia Ferrand")})};
    detail.situations = 7;
    detail.see_situations = {app::SetSearch{}, app::Go{app::SituationsRoute{.group = an_id<GroupId>(1)}}};
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
    view.print.allowed = true;
    view.invitations_print.refusal = {phrase("law.droit.diffusion"), phrase("law.m_24.article")};
    view.rows = {
        {an_id<MemberId>(1),
         "Claire Vasseur",
         verbatim("Coordonnatrice"),
         "Ville de Saint-Aubin",
         {{app::Tone::Success, "", verbatim("Charte acceptée")}},
         false},
        {an_id<MemberId>(2),
         "Nadia Ferrand",
         verbatim("Conseillère"),
         "Mission locale",
         {{app::Tone::Success, "", verbatim("Charte acceptée")}},
         true},
        {an_id<MemberId>(3),
         "Anne Leroy",
         verbatim("Principale"),
         "Collège Jean-Moulin",
         {{app::Tone::Warning, "", verbatim("Charte à accepter")}},
         false}};
    view.invitations = {
        {an_id<InviteId>(1),
         "Samir Haddad",
         verbatim("Bailleur, groupe Centre"),
         {app::Tone::Warning, "", verbatim("A répondu")},
         true,
         "balcon oiseau citron tunnel plume orage",
         "vitrail cerise moulin hiver sable lampe",
         "",
         true,
         true},
        {an_id<InviteId>(2),
         "Louise Petit",
         verbatim("Prévention spécialisée, groupe Gare"),
         {app::Tone::Info, "mail-send-line", verbatim("Lien à envoyer")},
         false,
         "",
         "",
         "https://saint-aubin.example/huisclos/#i=k7f3m2qdp9xab4hct8wer3lk",
         false,
         true}};
    view.invitations[1].fields = {
        fact("Fonction dans l’outil", "Membre"), fact("Qualité", "Prévention spécialisée"),
        fact("Organisme", "Association Passerelle"), fact("Groupes", "Gare")};
    app::MemberDetailView detail;
    detail.member = an_id<MemberId>(2);
    detail.name = "Nadia Ferrand";
    detail.fields = {
        fact("Qualité", "Conseillère"), fact("Organisme", "Mission locale"), fact("Profil", "Membre de groupe"),
        fact("Depuis", "9\u00a0juin 2026")};
    detail.form = {
        a_choice(
            1, FieldKind::Choice, "Fonction dans l’outil",
            {option(3, "Référent de parcours"), option(4, "Membre", true), option(6, "Secrétariat")}),
        a_field(2, FieldKind::Text, "Arrêté", "Arrêté municipal 2026-117"),
        a_field(3, FieldKind::Date, "Début du mandat", "09/06/2026"), a_field(4, FieldKind::Date, "Fin du mandat", "")};
    detail.groups = {{an_id<GroupId>(1), "Centre", verbatim("Membre"), true}};
    detail.restricted = {.sits = false, .may_join = true, .may_leave = false};
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
        a_field(1, FieldKind::Text, "Nom de la personne", ""), a_field(2, FieldKind::Text, "Organisme", ""),
        a_choice(3, FieldKind::Choice, "Profil", {option(1, "Membre de groupe"), option(2, "Coordonnateur")})};
    view.invite_groups = {option(0, "Groupe Centre"), option(1, "Groupe Gare", true)};
    view.group_ids = {an_id<GroupId>(1), an_id<GroupId>(2)};
    return view;
}

[[nodiscard]] inline app::CouncilView council()
{
    app::CouncilView view;
    view.name = verbatim("CLSPD de Saint-Aubin");
    view.fields = {
        fact("Type de conseil", "Conseil local de sécurité et de prévention de la délinquance"),
        fact("Commune", "Saint-Aubin"), fact("Arrêté", "Arrêté municipal 2026-117"),
        fact("Préside le conseil", "Hélène Marchand"), fact("Coordonnateur", "Claire Vasseur")};
    view.form = {a_field(1, app::FieldKind::Text, "Arrêté", "Arrêté municipal 2026-117")};
    return view;
}

/// By Hélène Marchand, in the afternoon.
[[nodiscard]] inline app::ActView signed_act(std::uint8_t number, Date date, std::vector<app::ChangeLine> lines)
{
    auto title = phrase("council.act.signed_title")
                     .with("n", std::int64_t{number})
                     .with("name", std::string("Hélène Marchand"))
                     .with("date", date)
                     .with("time", TimeOfDay{Instant{1'780'000'000'000}});
    return {an_id<ActHash>(number), std::move(title), std::move(lines)};
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
        signed_act(11, Date{2026, 6, 9}, {{1, verbatim("Nadia Ferrand entre au groupe Centre"), false}}),
        signed_act(
            10, Date{2026, 6, 2},
            {{1, verbatim("Le règlement intérieur est adopté"), false},
             {2, verbatim("Anne Leroy quitte le conseil"), false, false}})};
    view.signed_count = 11;
    auto lost = signed_act(9, Date{2026, 6, 1}, {{1, verbatim("Anne Leroy quitte le groupe Gare"), false}});
    lost.title.key = "council.act.lost_title";
    view.without_effect = {lost};
    view.without_effect_count = 1;
    view.to_see = {
        {1, app::Tone::Neutral, "eye-line", phrase("council.todo.to_see").with("n", std::int64_t{2}),
         phrase("council.visa.detail").with("n", std::int64_t{2}),
         phrase("council.visa.button").with("n", std::int64_t{2}), app::PrepareVisa{}}};
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
    view.may_write = {option(1, "Charte déontologique"), option(2, "Règlement intérieur")};
    return view;
}

[[nodiscard]] inline app::DeviceView device()
{
    app::DeviceView view;
    view.fields = {
        fact("Nom de l’appareil", "Ordinateur de la mairie"), fact("Ajouté", "9\u00a0juin 2026"),
        fact("Kit de secours", "Vérifié le 9\u00a0juin 2026"), fact("Dépôt", "conseil.saint-aubin.example")};
    app::OwnDeviceView office;
    office.title = phrase("council.device.number_this").with("n", 1);
    office.state = phrase("council.device.this");
    office.is_this = true;
    office.refusal = phrase("council.device.lost.this");
    app::OwnDeviceView phone;
    phone.device.bytes.fill(7);
    phone.title = phrase("council.device.number_other").with("n", 2);
    phone.state = phrase("council.device.since_seen_at")
                      .with("since", Date{2026, 6, 9})
                      .with("date", Date{2026, 9, 14})
                      .with("time", TimeOfDay{Instant{1'789'000'000'000}});
    phone.may_declare_lost = true;
    view.own = {office, phone};
    return view;
}

[[nodiscard]] inline app::FoundingView founding(std::uint8_t step)
{
    using app::FieldKind;
    app::FoundingView view;
    view.step = step;
    view.complete = {true, true, true, true, false};
    app::FieldView commune = a_field(2, FieldKind::Text, "Nom de la commune", "Saint-Aubin");
    commune.required = true;
    view.commune = {
        a_choice(1, FieldKind::Choice, "Type de conseil", {option(1, "CLSPD", true), option(2, "CISPD")}), commune,
        a_field(3, FieldKind::Text, "Code INSEE", "35251"), a_field(4, FieldKind::Text, "Population", "12500")};
    view.duties = verbatim("À partir de 5\u202f000 habitants, le conseil est obligatoire.");
    view.formations = {
        a_choice(6, FieldKind::Choice, "Formation restreinte", {option(1, "Oui", true), option(2, "Non")})};
    view.groups = {
        {"Centre", verbatim("Groupe territorial"), "Quartiers du centre",
         verbatim("Règlement intérieur proposé le 4\u00a0mai 2026")}};
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
    view.link = a_field(30, FieldKind::Text, "Lien reçu", "");
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

}  // namespace huisclos::samples
