#include "core/app/founding_internal.hpp"

#include <algorithm>

// Models of the two texts, in the project's own words: a starting point that the council reads, completes and adopts.
// They are contents to be edited, not words of the interface; their titles say that they are models. They quote no
// article of the « charte type » and claim nothing that docs/law.md does not.

namespace huisclos::app::founding {

namespace {

constexpr std::string_view k_model_mark = "(modèle à compléter)";
/// Both bodies have it.
constexpr std::string_view k_model_sentence = "Ce modèle est une base de travail";
constexpr std::string_view k_charter_model_title = "Charte déontologique (modèle à compléter)";

constexpr std::string_view k_charter_body =
    R"(Charte déontologique pour l’échange d’informations
{council}

Ce modèle est une base de travail. Le conseil le complète, le relit et l’adopte.

1. Objet
Les membres des groupes de travail échangent, pour prévenir la délinquance, des faits et des informations à caractère confidentiel, comme le permet l’article L. 132-5 du code de la sécurité intérieure. La présente charte dit comment. Elle ne couvre pas les informations à caractère secret : les professionnels de l’action sociale les partagent entre eux, dans un autre cadre.

2. Qui participe
Prend part aux échanges d’un groupe qui y est nommément désigné, a accepté la présente charte et le règlement intérieur, et a qualité pour connaître des situations examinées. Chacun reste soumis aux règles de son métier et à l’autorité dont il dépend ; nul n’est tenu de communiquer ce qu’il estime ne pas devoir l’être.

3. Ce qui s’échange
Seulement ce qui est nécessaire pour comprendre la situation et trouver une réponse : qui, quel fait, quelle action. Ni le contenu d’un suivi social, éducatif ou médical, ni un élément de procédure judiciaire, ni une opinion sur la personne, ni une donnée de santé, d’origine, de religion ou de conviction.

4. Ce qui en sort
Rien n’est communiqué à un tiers. Les convocations, les comptes rendus et les tableaux de bord ne portent aucun nom. Ce qui s’échange n’est employé à aucune autre fin que le suivi de la situation.

5. La personne concernée
Elle est informée, ainsi que les parents s’il s’agit d’un mineur, que sa situation est examinée, par qui, et de ses droits. Si l’information doit être différée, la raison et une date sont notées.

6. La trace
Le traitement est placé sous la responsabilité {of_president}. Chaque lecture d’une fiche est inscrite dans un journal. Les fiches sont effacées ou archivées aux échéances prévues.

7. Manquement
Un membre qui ne respecte pas la charte peut être exclu du groupe, sans préjudice des suites prévues par la loi.

8. Révision
La charte est relue chaque année par le conseil. Chaque version est acceptée par chaque membre.)";

constexpr std::string_view k_rules_model_title = "Règlement intérieur (modèle à compléter)";

constexpr std::string_view k_rules_body =
    R"(Règlement intérieur
{council}

Ce modèle est une base de travail. Les groupes de travail le proposent, le conseil le complète, le relit et l’adopte.

1. Le conseil
Le conseil siège en formation plénière et en formation restreinte. Aucune situation individuelle n’y est examinée.

2. Les groupes de travail
Le conseil crée des groupes de travail et d’échange d’informations à vocation territoriale ou thématique. Pour chacun, le présent règlement nomme un périmètre, un animateur et les organismes qui désignent des membres.

3. Désignation des membres
Chaque organisme désigne nommément un membre et, s’il y a lieu, un suppléant. La désignation prend fin à la date fixée, à la demande de l’organisme ou du membre, ou par exclusion.

4. Signalement et examen
Un membre du groupe signale une situation par un formulaire à choix fermés. Le coordonnateur décide de la retenir, de la réorienter ou de la refuser, et dit pourquoi. Une situation retenue a un référent, des actions, et une date à laquelle elle est revue.

5. Réunions
Le groupe se réunit au moins {{à compléter}} fois par an. Les convocations et les ordres du jour désignent les situations par leur référence, jamais par un nom. Les notes personnelles sont détruites {{30}} jours après la diffusion du compte rendu.

6. Durées
Les fiches sont conservées le temps du suivi, puis effacées ou placées en archive intermédiaire dans les délais prévus. Le journal des accès est conservé douze mois.

7. Droits des personnes
Les demandes d’accès, de rectification, d’effacement et d’opposition sont adressées {to_president} ou au délégué à la protection des données : {{adresse à compléter}}.

8. Outil
Les échanges passent par un outil chiffré de bout en bout. Un membre qui perd un appareil ou soupçonne un accès le dit aussitôt au coordonnateur.

9. Charte
La charte déontologique est annexée au présent règlement. Elle est acceptée par chaque membre avant toute participation.)";

std::string replaced(std::string_view text, std::string_view what, std::string_view with)
{
    std::string out(text);
    for (auto at = out.find(what); at != std::string::npos; at = out.find(what, at + with.size()))
        out.replace(at, what.size(), with);
    return out;
}

std::string completed(std::string_view body, std::uint32_t kind, std::string const& commune)
{
    bool const is_cispd = kind == static_cast<std::uint32_t>(domain::TypeInstance::Cispd);
    auto const council = commune.empty() ? std::string("[nom du conseil]")
                                         : "Conseil de sécurité et de prévention de la délinquance, " + commune;
    auto text = replaced(body, "{council}", council);
    text = replaced(text, "{of_president}", is_cispd ? "du président" : "du maire");
    text = replaced(text, "{to_president}", is_cispd ? "au président" : "au maire");
    return replaced(replaced(text, "{{", "["), "}}", "]");
}

}  // namespace

TextModel text_model(std::uint32_t what, std::uint32_t kind, std::string const& commune)
{
    if (what == static_cast<std::uint32_t>(domain::TypeTexte::Charte))
        return {std::string(k_charter_model_title), completed(k_charter_body, kind, commune)};
    if (what == static_cast<std::uint32_t>(domain::TypeTexte::ReglementInterieur))
        return {std::string(k_rules_model_title), completed(k_rules_body, kind, commune)};
    return {};
}

bool replaces(TextModel const& model, std::string_view title, std::string_view body)
{
    return (!title.empty() && title != model.title) || (!body.empty() && body != model.body);
}

std::vector<Phrase> unfinished(std::string_view title, std::string_view body)
{
    // A bracket that opens after the last one that closes is none: its end is looked for once.
    auto const end = body.rfind(']');
    auto const closed = end == std::string_view::npos ? std::string_view{} : body.substr(0, end);
    std::int64_t const holes = std::ranges::count(closed, '[');
    std::vector<Phrase> all;
    if (holes > 0)
        all.push_back(phrase("founding.text.holes").with("n", holes));
    if (body.contains(k_model_sentence))
        all.push_back(phrase("founding.text.model_sentence"));
    if (title.contains(k_model_mark))
        all.push_back(phrase("founding.text.model_title"));
    return all;
}

}  // namespace huisclos::app::founding
