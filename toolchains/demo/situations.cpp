#include "toolchains/demo/situations.hpp"

#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"

namespace huisclos::demo {

namespace {

namespace field = domain::field;
using domain::Statut;

app::FieldInput text(std::string typed_text)
{
    return {std::move(typed_text), {}, std::nullopt};
}

template <typename... Codes>
app::FieldInput codes(Codes... chosen)
{
    return {{}, {static_cast<std::uint32_t>(chosen)...}, std::nullopt};
}

app::FieldInput member(MemberId const& id)
{
    return {{}, {}, id};
}

/// What becomes of the ten that follow each other.
constexpr std::array k_paths{
    Statut::AExaminer, Statut::EnSuivi,  Statut::EnSuivi, Statut::EnSuivi,  Statut::EnSuivi,
    Statut::EnSuivi,   Statut::EnVeille, Statut::EnSuivi, Statut::Cloturee, Statut::AExaminer,
};
constexpr std::size_t k_redirected = 10;  ///< The one that goes elsewhere.
constexpr std::size_t k_late = 1;         ///< With an action that is late.
constexpr std::size_t k_ending = 3;       ///< Whose retention ends within six months.
constexpr int k_months_to_end = 4;
constexpr int k_reports = 4;

constexpr std::array<std::string_view, 6> k_notes{
    "Entretien avec la famille, qui accepte un rendez-vous le mois prochain.",
    "Présent à l’accueil jeunes deux fois cette semaine.",
    "Le contact est repris ; un point sera fait au prochain groupe.",
    "La famille demande un soutien pour les démarches.",
    "Absences en baisse depuis la reprise.",
    "Orientation proposée vers la mission locale, réponse attendue.",
};

constexpr std::array k_motives{
    domain::Motif::Absenteisme, domain::Motif::Decrochage,         domain::Motif::Errance,
    domain::Motif::Incivilites, domain::Motif::TroublesVoisinage,  domain::Motif::ConduitesRisque,
    domain::Motif::Victime,     domain::Motif::AbsenceEncadrement,
};
constexpr std::array k_origins{
    domain::Origine::EtablissementScolaire, domain::Origine::Mediateurs,   domain::Origine::Bailleur,
    domain::Origine::PoliceMunicipale,      domain::Origine::Transporteur, domain::Origine::PreventionSpecialisee,
};

bool is_followed_by_school(std::size_t index)
{
    return index != k_redirected && index % k_groups.size() == k_school_group &&
           k_paths[index % k_paths.size()] == Statut::EnSuivi;
}

bool is_minor(Invented const& person, Date today)
{
    return years_between(person.birth, today) < 18;
}

/// Everything of the form, as one types it.
void fill_report(Client& client, Draw& draw, Invented const& person, Date today)
{
    auto const set = [&client](std::uint32_t number, app::FieldInput value) {
        client.queue(app::EditReport{number, std::move(value)});
    };
    auto const start = add_days(today, -draw.between(20, 300));
    set(field::k_nom, text(person.family));
    set(field::k_prenom, text(person.given));
    set(field::k_sexe, codes(person.sex));
    set(field::k_naissance, text(typed(person.birth)));
    set(field::k_adresse, text(person.address));
    set(field::k_debut, text(typed(start)));
    set(field::k_origine, codes(k_origins[draw.below(k_origins.size())]));
    auto const first = draw.below(k_motives.size());
    set(field::k_motifs, codes(k_motives[first], k_motives[(first + 3) % k_motives.size()]));
    set(field::k_activite,
        codes(is_minor(person, today) ? domain::Activite::College : domain::Activite::RechercheEmploi));
    if (is_minor(person, today)) {
        // A-08, in the order of.
        set(field::k_representant_1, text(person.family));
        set(field::k_representant_1 + 1, text(person.parent_given));
        set(field::k_representant_1 + 5, text(person.parent_phone));
    }
}

}  // namespace

SituationWriter::SituationWriter(
    Client& coordinator, Client& school, Council const& council, Draw& draw, Date today, std::size_t count)
    : m_coordinator(coordinator), m_school(school), m_draw(draw), m_today(today)
{
    // The one that stands first in the list is left for a newcomer to ask about (first_steps.txt).
    for (std::size_t i = 0; i < count; ++i) {
        if (is_followed_by_school(i))
            m_not_asked = i;
    }
    for (std::size_t i = 0; i < k_groups.size(); ++i)
        m_groups[i] = find_group(m_coordinator, k_groups[i]);
    m_coordinator_id = find_member(m_coordinator, council.coordinator.name);
    m_school_id = find_member(m_coordinator, council.school.name);
}

RecordId SituationWriter::send_report(Client& client, std::size_t group, Invented const& person, bool as_situation)
{
    client.queue(app::Go{app::ReportRoute{m_groups[group]}});
    if (as_situation)
        client.queue(app::EditReport{0, codes(1)});
    fill_report(client, m_draw, person, m_today);
    client.send(app::SendReport{});
    auto const* const route = std::get_if<app::SituationsRoute>(&client.views().route);
    if (route == nullptr || !route->situation) {
        std::string said = "the signalement is not accepted";
        if (client.views().report) {
            for (auto const& [number, error] : client.views().report->errors)
                said += "; field " + std::to_string(number) + " " + describe(error);
        }
        client.fail(said);
    }
    if (group == k_school_group)
        ++m_written.in_school_group;
    return *route->situation;
}

void SituationWriter::open(std::size_t index)
{
    auto const group = index % k_groups.size();
    auto person = draw_person(m_draw, m_draw.between(11, 22), m_today);
    if (index == k_ending)
        person.birth = add_months(add_years(m_today, -25), k_months_to_end);
    auto const record = send_report(m_coordinator, group, person, true);
    advance(index, record, person);
}

/// From « À examiner » to where this one has come.
void SituationWriter::advance(std::size_t index, RecordId record, Invented const& person)
{
    auto const set = [&](std::uint32_t number, app::FieldInput value) {
        m_coordinator.queue(app::SetField{record, number, std::move(value)});
    };
    auto const pass_to = [&](Statut status, std::uint32_t reason) {
        m_coordinator.queue(app::SetStatus{record, static_cast<std::uint32_t>(status), reason});
    };
    auto const path = k_paths[index % k_paths.size()];
    if (index == k_redirected) {
        pass_to(Statut::Reorientee, static_cast<std::uint32_t>(domain::Canal::DroitCommun));
    } else if (path != Statut::AExaminer) {
        auto const informed = typed(add_days(m_today, -m_draw.between(5, 19)));
        set(field::k_referent, member(m_coordinator_id));
        set(field::k_programme, codes(domain::Programme::JeunesExposes));
        set(field::k_information_mode, codes(domain::ModeInformation::Entretien));
        set(field::k_information_date, text(informed));
        if (is_minor(person, m_today)) {
            set(field::k_information_parents_mode, codes(domain::ModeInformation::CourrierRemis));
            set(field::k_information_parents_date, text(informed));
        }
        pass_to(Statut::EnSuivi, 0);
        set(field::k_elements_suivi, text(std::string(k_notes[m_draw.below(k_notes.size())])));
        add_actions(index, record);
        if (path == Statut::EnVeille)
            pass_to(Statut::EnVeille, 0);
        if (path == Statut::Cloturee)
            pass_to(Statut::Cloturee, static_cast<std::uint32_t>(domain::MotifFin::SortiePositive));
        if (is_followed_by_school(index) && index != m_not_asked)
            ask_school(record);
    }
    m_coordinator.settle();
}

void SituationWriter::add_actions(std::size_t index, RecordId record)
{
    namespace part = domain::action_part;
    auto const set = [this](std::uint32_t number, app::FieldInput value) {
        m_coordinator.queue(app::EditNewAction{number, std::move(value)});
    };
    bool const is_late = index == k_late;
    set(part::k_type, codes(domain::TypeAction::EntretienFamille));
    set(part::k_responsable, member(m_coordinator_id));
    set(part::k_debut, text(typed(add_days(m_today, -40))));
    set(part::k_fin, text(typed(add_days(m_today, is_late ? -9 : m_draw.between(10, 60)))));
    m_coordinator.queue(app::AddAction{record});
    if (index % 2 == 0) {
        set(part::k_type, codes(domain::TypeAction::PriseContact));
        set(part::k_responsable, member(m_coordinator_id));
        set(part::k_debut, text(typed(add_days(m_today, -60))));
        set(part::k_fin, text(typed(add_days(m_today, -50))));
        set(part::k_resultat, codes(domain::ResultatAction::Atteint));
        m_coordinator.queue(app::AddAction{record});
    }
}

void SituationWriter::ask_school(RecordId record)
{
    namespace part = domain::question_part;
    m_coordinator.queue(app::EditNewLiaison{part::k_question, codes(domain::QuestionLiaison::Assiduite)});
    m_coordinator.queue(app::EditNewLiaison{part::k_membre, member(m_school_id)});
    m_coordinator.queue(app::AskLiaison{record});
    m_asked.push_back(record);
}

void SituationWriter::report_and_retain()
{
    m_school.synchronise();
    std::vector<RecordId> reports;
    for (int i = 0; i < k_reports; ++i) {
        auto const person = draw_person(m_draw, m_draw.between(12, 16), m_today);
        reports.push_back(send_report(m_school, k_school_group, person, false));
    }
    m_school.synchronise();
    m_coordinator.synchronise();
    auto const first = reports.front();
    m_coordinator.go(app::SituationsRoute{m_groups[k_school_group], first, app::SheetTab::Parcours});
    m_coordinator.send(app::SetStatus{first, static_cast<std::uint32_t>(Statut::Retenue), 0});
    auto const* const route = std::get_if<app::SituationsRoute>(&m_coordinator.views().route);
    if (route == nullptr || !route->situation || *route->situation == first)
        m_coordinator.fail("the signalement of the school is not retained");
    // Lists show the situation in the place of the signalement that it comes from.
    m_coordinator.synchronise();
}

void SituationWriter::answer()
{
    if (m_asked.size() < 2)
        m_coordinator.fail("too few questions were asked of the school");
    m_school.synchronise();
    for (std::size_t i = 0; i + 1 < m_asked.size(); ++i) {
        m_school.go(app::SituationsRoute{m_groups[k_school_group], m_asked[i], app::SheetTab::Chronologie});
        auto const& sheet = m_school.views().sheet;
        if (!sheet || sheet->liaisons.empty() || !sheet->liaisons.front().may_answer)
            m_school.fail("a question may not be answered");
        auto const question = sheet->liaisons.front().question;
        m_school.send(
            app::AnswerLiaison{m_asked[i], question, static_cast<std::uint32_t>(domain::ReponseLiaison::Oui)});
    }
    m_written.awaiting_school = 1;
    m_school.synchronise();
    m_coordinator.synchronise();
}

}  // namespace huisclos::demo
