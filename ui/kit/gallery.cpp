#include "ui/kit/gallery.hpp"

#include <array>

namespace huisclos::kit {

using ui::value;

namespace {

void figures(GalleryDraft& draft)
{
    Columns columns("stats", {1, 1, 1, 1}, 230);
    Stat const stats[] = {
        {value("Situations suivies"), value("12"), value("3 à examiner"), Tone::Info},
        {value("Actions en retard"), value("2"), value("sur 14 en cours"), Tone::Error},
        {value("Signalements à qualifier"), value("1"), value("avant le 30\u00a0novembre"), Tone::Warning},
        {value("Fins de conservation"), value("1"), value("dans moins de 6 mois"), Tone::Archive},
    };
    for (std::size_t i = 0; i < std::size(stats); ++i) {
        columns.next();
        if (stat_card(std::to_string(i), stats[i]))
            ++draft.presses;
    }
}

void todo_card(GalleryDraft& draft)
{
    Card card("todo");
    heading(value("À faire"));
    Rows rows("rows", value("À faire"));
    ActionRow const todo[] = {
        {Tone::Warning,
         {},
         value("Qualifier le signalement 2026-P9XA"),
         value("Établissement scolaire · reçu il y a 3 jours"),
         value("Qualifier")},
        {Tone::Error, icon("time-line"), value("Relancer\u00a0: entretien avec la famille"),
         value("2026-K7F3 · en retard de 4 jours"), value("Relancer")},
        {Tone::Info, icon("calendar-event-line"), value("Envoyer la convocation du groupe Centre"),
         value("Réunion du 3\u00a0décembre · 9 membres, 4 situations"), value("Préparer")},
        {Tone::Success, icon("team-line"), value("Accueillir Samir Haddad, bailleur Habitat 12"),
         value("Comparer les six mots par téléphone"), value("Vérifier")},
        {Tone::Archive, icon("scales-3-line"), value("Visa des archives\u00a0: 1 situation clôturée"),
         value("Fin de conservation le 12\u00a0février 2027"), value("Ouvrir")},
    };
    for (std::size_t i = 0; i < std::size(todo); ++i) {
        if (action_row(std::to_string(i), todo[i]))
            ++draft.presses;
    }
}

void next_meeting_card(GalleryDraft& draft)
{
    Card card("next");
    heading(value("Prochaine réunion"));
    paragraph(value("Groupe territorial Centre"), Weight::Strong);
    space(Space::Tiny);
    paragraph(
        value("Jeudi 3\u00a0décembre 2026, 14\u00a0h\u00a000 – 16\u00a0h\u00a000 · salle des commissions"),
        Weight::Small);
    paragraph(value("4 situations à l’ordre du jour · 7 présences confirmées sur 9"));
    progress("progress", value("Préparation\u00a0: 3 étapes sur 5"), 3, 5);
    if (primary_button("go", value("Poursuivre la préparation")))
        ++draft.presses;
}

void chart_card()
{
    Card card("chart");
    heading(value("Signalements reçus par mois"));
    paragraph(value("12 derniers mois, tous groupes\u202f; effectifs de moins de 5 masqués"), Weight::Small);
    Bar const bars[] = {{value("déc."), 6},   {value("janv."), 8},       {value("févr."), 5},
                        {value("mars"), 9},   {value("avr."), 11},       {value("mai"), 7},
                        {value("juin"), 6},   {value("juil."), 3, true}, {value("août"), 10},
                        {value("sept."), 12}, {value("oct."), 9},        {value("nov."), 7, false, true}};
    bar_chart("bars", value("Signalements reçus par mois"), bars);
}

void home_page(GalleryDraft& draft)
{
    page_title(
        value("Bonjour Claire, voici ce qui vous attend"),
        value("Lundi 23\u00a0novembre 2026 · dernière visite vendredi à 17\u00a0h\u00a040\u00a0: 6 changements"));
    figures(draft);
    space(Space::Large);
    Columns columns("body", {56, 44}, 380);
    columns.next();
    todo_card(draft);
    columns.next();
    next_meeting_card(draft);
    chart_card();
}

struct Person {
    char const* name;
    char const* detail;
    char const* status;
    Tone tone;
    char const* icon_name;
};

constexpr std::array<Person, 7> k_people{{
    {"Mathis R., 15\u00a0ans", "2026-K7F3 · Action en retard de 4 jours", "En suivi", Tone::Success,
     "user-follow-line"},
    {"Inès B., 16\u00a0ans", "2026-M2QD · Réunion du 3\u00a0décembre", "À examiner", Tone::Info, "calendar-event-line"},
    {"Yanis T., 14\u00a0ans", "2026-P9XA · À qualifier avant le 30\u00a0novembre", "Signalée", Tone::Warning,
     "alert-line"},
    {"Lina D., 13\u00a0ans", "2026-B4HC · Liaison collège attendue", "En suivi", Tone::Success, "user-follow-line"},
    {"Kevin M., 17\u00a0ans", "2025-T8WE · Revue le 14\u00a0janvier 2027", "En veille", Tone::Neutral, "time-line"},
    {"Sarah O., 18\u00a0ans", "2025-R3LK · Parcours\u00a0: mission locale", "En suivi", Tone::Success,
     "user-follow-line"},
    {"Adam P., 13\u00a0ans", "2025-D6NB · Réunion du 3\u00a0décembre", "À examiner", Tone::Info, "calendar-event-line"},
}};

void sheet_head(GalleryDraft& draft)
{
    paragraph(value("Situation 2026-K7F3 · nature confidentielle, non secrète"), Weight::Small);
    sheet_title(value(k_people[draft.selected % k_people.size()].name), value("Situation"));
    {
        Row row;
        tag(Tone::Success, value("En suivi"), icon("user-follow-line"));
        tag(Tone::Archive, value("Conservée jusqu’au 12\u00a0mars 2036 au plus tard"), icon("time-line"));
    }
    {
        Row row;
        if (primary_button("add", value("Ajouter une action")))
            ++draft.presses;
        if (button("ask", value("Demander une liaison")))
            draft.dialog = true;
        if (button(
                "plan", value("Inscrire à une réunion"),
                {.enabled = Enabled::No, .reason = value("Aucune réunion n’est prévue.")}))
            ++draft.presses;
    }
}

void parcours()
{
    Fact const list[] = {
        {value("Origine du signalement"), value("Établissement scolaire")},
        {value("Motifs"), value("Absentéisme, errance")},
        {value("Prise en charge"), value("Sociale\u00a0: oui · Judiciaire\u00a0: non")},
        {value("Programme"), value("Jeunes exposés à la délinquance")},
        {value("Référente de parcours"), value("Nadia Ferrand, mission locale")},
        {value("Information des parents"), {}}};
    if (auto const copied = facts("facts", list))
        copy_value(list[*copied].value.view());
    refusal(
        value("Détails du suivi social\u00a0: hors du cadre de ce groupe"),
        value("Règle R-07 · article L.\u00a0121-6-2 du code de l’action sociale et des familles"));
    space(Space::Wide);
    heading(value("Prochaines étapes"));
    TimelineStep const next[] = {
        {value("19\u00a0nov."), value("Entretien avec la famille"), value("Nadia Ferrand · en retard de 4 jours"),
         Tone::Error},
        {value("3\u00a0déc."), value("Examen en réunion du groupe Centre"), value("Point 2 de l’ordre du jour"),
         Tone::Info},
        {value("15\u00a0déc."), value("Retour du collège sur l’assiduité"),
         value("Collège Jean-Moulin · liaison demandée"), Tone::Success},
    };
    timeline("next", value("Prochaines étapes"), next);
}

void sheet(GalleryDraft& draft)
{
    Card card("sheet", {.height = CardHeight::Fill});
    sheet_head(draft);
    TabItem const items[] = {
        {"parcours", value("Parcours")},
        {"actions", value("Actions (3)")},
        {"chronologie", value("Chronologie")},
        {"acces", value("Accès")}};
    Tabs tabs("tabs", value("Fiche"), items, draft.tab);
    if (tabs.picked())
        draft.tab = *tabs.picked();
    if (draft.tab != 0) {
        empty_state(
            icon("folder-open-line"), value("Rien à cet endroit"),
            value("Cette page n’a de contenu que sous Parcours."));
        return;
    }
    parcours();
}

void list_page(GalleryDraft& draft)
{
    Panes panes("panes", 42, 58, PaneShown::Master);
    if (panes.master()) {
        page_title(
            value("Situations · groupe territorial Centre"),
            value("12 situations suivies, 3 à examiner à la réunion du 3\u00a0décembre 2026"));
        space(Space::Medium);
        {
            Row row;
            (void)chip("statut", value("Statut\u00a0: toutes"), icon("filter-3-line"), Active::No);
            (void)chip("examen", value("À examiner"), icon("calendar-event-line"), Active::No);
            (void)chip("moi", value("Référent\u00a0: moi"), icon("user-follow-line"), Active::Yes);
        }
        Card card("list", {.height = CardHeight::Fill, .padding = CardPadding::Rows});
        std::string id;
        auto const opened = list("rows", value("Situations"), draft.rows, [&](std::size_t index) {
            Person const& person = k_people[index % k_people.size()];
            id = std::to_string(index);
            return ListRow{
                .id = id,
                .title = value(person.name),
                .detail = value(person.detail),
                .tag = value(person.status),
                .tag_tone = person.tone,
                .tag_icon = find_icon(person.icon_name),
                .selected = index == draft.selected};
        });
        if (opened)
            draft.selected = *opened;
    }
    if (panes.detail())
        sheet(draft);
}

void closed_lists(GalleryDraft& draft)
{
    ChoiceItem const statuses[] = {
        {"suivi", value("En suivi"), draft.status == "suivi"},
        {"veille", value("En veille"), draft.status == "veille"},
        {"close", value("Close"), draft.status == "close"}};
    if (auto const picked =
            choice("status", value("Statut"), statuses, {.help = value("La clôture demande un motif.")}))
        draft.status = statuses[*picked].id;
    ChoiceItem const answers[] = {
        {"oui", value("Oui"), draft.answer == "oui"},
        {"non", value("Non"), draft.answer == "non"},
        {"inconnu", value("Je ne sais pas"), draft.answer == "inconnu"}};
    if (auto const picked = radios("answer", value("Prise en charge sociale"), answers))
        draft.answer = answers[*picked].id;
    std::array<ChoiceItem, 3> reasons{
        {{"absence", value("Absentéisme")}, {"errance", value("Errance")}, {"degradation", value("Dégradations")}}};
    for (ChoiceItem& item : reasons)
        item.chosen = draft.reasons.contains(item.id);
    if (auto const toggled = choices("reasons", value("Motifs"), reasons, {.help = value("Un à trois motifs.")})) {
        std::string const& id = reasons[*toggled].id;
        if (!draft.reasons.erase(id))
            draft.reasons.insert(id);
    }
    checkbox("agreed", value("Les parents ont été informés"), draft.agreed, {.need = Need::Required});
}

void fields_page(GalleryDraft& draft)
{
    page_title(value("Champs et choix"), value("Chaque champ a une étiquette, une aide et, au besoin, une erreur."));
    Step const parts[] = {
        {value("Commune"), true},
        {value("Formations"), true},
        {value("Groupes")},
        {value("Textes")},
        {value("Résumé")}};
    steps("steps", value("Étapes"), parts, 2);
    if (draft.errors) {
        FieldError const errors[] = {
            {"columns/typed/action", value("Indiquez l’action décidée")},
            {"columns/typed/date", value("Indiquez une échéance")}};
        error_summary("errors", errors, false);
    }
    Columns columns("columns", {1, 1}, 360);
    columns.next();
    {
        Card card("typed");
        heading(value("Décision du groupe"));
        text_field(
            "action", value("Action"), draft.action,
            {.error = draft.errors ? value("Indiquez l’action décidée") : Text{},
             .placeholder = value("Entretien avec la famille"),
             .need = Need::Required});
        date_field("date", value("Échéance"), draft.date, {.help = value("Une date ou un mois.")});
        note_field(
            "note", value("Précisions"), draft.note,
            {.field = {.max_length = 300},
             .reminder = value("Des faits, une date. Ni santé, ni opinion, ni mesure judiciaire.")});
        Row row(RowAlign::End);
        if (button("cancel", value("Annuler")))
            ++draft.presses;
        if (primary_button("save", value("Enregistrer"), {.icon = icon("save-line"), .shortcut = "Control+S"}))
            draft.errors = draft.action.empty();
    }
    columns.next();
    Card card("closed");
    heading(value("Listes fermées"));
    closed_lists(draft);
}

void messages_page(GalleryDraft& draft)
{
    page_title(value("Messages et tableaux"), value("Ce que l’interface dit, et comment."));
    callout(
        Tone::Success, value("Vos modifications sont enregistrées"),
        value("Elles seront envoyées au retour du réseau."));
    callout(Tone::Info, value("Écran partagé\u00a0: seule la situation en cours est affichée"));
    callout(
        Tone::Error, value("L’entrepôt a refusé l’accès"), value("Demandez un nouveau lien d’accès à votre mairie."));
    if (link("help", value("Lire l’aide sur les refus"), "#/aide"))
        ++draft.presses;
    refusal(
        value("Détails du suivi social\u00a0: hors du cadre de ce groupe"),
        value("Règle R-07 · article L.\u00a0121-6-2 du code de l’action sociale et des familles"));
    BoxItem const decisions[] = {
        {"suivre", value("Poursuivre le suivi"), true},
        {"referent", value("Désigner un référent")},
        {"liaison", value("Demander une liaison")},
        {"parcours", value("Inscrire au parcours")},
        {"veille", value("Mettre en veille")},
        {.id = "clore",
         .label = value("Clôturer"),
         .enabled = Enabled::No,
         .reason = value("Une action est encore ouverte.")}};
    {
        Card card("decisions");
        heading(value("Décision du groupe"));
        if (boxes("boxes", value("Décision"), decisions))
            ++draft.presses;
    }
    Card card("members");
    heading(value("Membres"));
    TableColumn const columns[] = {
        {value("Nom"), 3}, {value("Organisation"), 3}, {value("Charte"), 2}, {value("Accès"), 2}};
    constexpr std::array<std::array<char const*, 2>, 3> k_members{
        {{"Nadia Ferrand", "Mission locale"}, {"Samir Haddad", "Habitat 12"}, {"Anne Leroy", "Collège Jean-Moulin"}}};
    Table table("table", value("Membres"), columns, k_members.size());
    for (std::size_t i : table) {
        table.row(i, std::to_string(i));
        if (table.link_cell(value(k_members[i][0])))
            ++draft.presses;
        table.cell(value(k_members[i][1]));
        table.tag_cell(i == 1 ? Tone::Warning : Tone::Success, i == 1 ? value("À signer") : value("Signée"));
        if (table.button_cell("retirer", value("Retirer")))
            draft.dialog = true;
    }
}

void confirm(GalleryDraft& draft)
{
    Dialog dialog("confirm", value("Demander une liaison au collège\u00a0?"));
    paragraph(
        value("Le collège Jean-Moulin verra la question et la référence 2026-K7F3, jamais le reste de la fiche."));
    qr_code("qr", value("lien d’invitation"), "https://exemple.fr/huisclos/#i=k7f3");
    {
        Row row(RowAlign::End);
        if (button("cancel", value("Annuler")))
            draft.dialog = false;
        if (primary_button("send", value("Envoyer la demande"))) {
            draft.dialog = false;
            ++draft.toast;
        }
    }
    if (dialog.dismissed())
        draft.dialog = false;
}

}  // namespace

void draw_gallery(GalleryDraft& draft)
{
    constexpr PageKind k_kinds[] = {PageKind::Flow, PageKind::Panes, PageKind::Flow, PageKind::Flow};
    NavItem items[] = {
        {"accueil", icon("home-line"), value("Accueil")},
        {"situations", icon("folder-user-line"), value("Situations"), 12},
        {"champs", icon("edit-line"), value("Champs et choix"), 2},
        {"messages", icon("mail-send-line"), value("Messages et tableaux")}};
    draft.page = draft.page < std::size(items) ? draft.page : 0;
    items[draft.page].current = true;
    ShellFrame frame;
    frame.product = value("Huis Clos");
    frame.council = value("CLSPD de Saint-Aubin");
    frame.navigation = items;
    frame.user = value("Claire Vasseur");
    frame.user_detail = value("Coordonnatrice du CLSPD");
    frame.sync = value("À jour à 14\u00a0h\u00a005");
    frame.search = &draft.search;
    frame.search_label = value("Rechercher");
    frame.search_placeholder = value("Rechercher une situation, une réunion…");
    frame.page = k_kinds[draft.page];
    if (draft.page == 1)
        frame.mark = value("Consulté par Claire Vasseur le 23\u00a0novembre 2026 à 14\u00a0h\u00a005");
    Shell shell(frame);
    if (shell.opened())
        draft.page = *shell.opened();
    constexpr std::array<void (*)(GalleryDraft&), std::size(k_kinds)> k_pages{
        home_page, list_page, fields_page, messages_page};
    k_pages[draft.page](draft);
    if (draft.dialog)
        confirm(draft);
    if (draft.toast > 0) {
        Toast const toast[] = {{draft.toast, Tone::Success, value("Demande envoyée au collège Jean-Moulin"), {}}};
        (void)toasts(toast);
    }
}

}  // namespace huisclos::kit
