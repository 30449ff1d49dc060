// The matrix instance × nature × who (docs/law.md): M-01 to M-25. Rows are in matrix.cpp; here, who.
#include <algorithm>

#include "core/domain/profile_table.hpp"
#include "core/law/rules.hpp"

namespace huisclos::law::rules {

namespace {

using domain::Permit;
using domain::Role;

/// Empty when the place may hold that nature.
Verdict refuse_place(Place const& place, domain::Nature nature)
{
    auto const cell = matrix_cell(place, nature);
    if (cell.writing == Writing::Never)
        return refuse(cell.row, "refus");
    if (cell.writing == Writing::LaterVersion)
        return refuse_right(cell.row, "version");
    return std::nullopt;
}

std::uint64_t kind_of(Action action)
{
    switch (action) {
    case Action::CreateRecord:
        return domain::op_kind::k_create;
    case Action::AddElement:
        return domain::op_kind::k_add;
    case Action::DropElement:
        return domain::op_kind::k_drop;
    case Action::Append:
        return domain::op_kind::k_append;
    default:
        return domain::op_kind::k_set;
    }
}

/// Why the profile table does not let this write, if it does not.
std::optional<std::string_view> refused_by_profile(Request const& request, Facts const& facts)
{
    auto const field = request.action == Action::ChangeStatus ? domain::field::k_statut : request.field;
    auto const permit = domain::permits(
        domain::k_known_rules, request.place.compartment, facts.actor.profile, kind_of(request.action), request.type,
        field);
    switch (permit.value_or(Permit::No)) {
    case Permit::No:
        return "profil";
    case Permit::Yes:
        return std::nullopt;
    case Permit::OwnRecord:
        return facts.record.own ? std::nullopt : std::optional<std::string_view>("auteur");
    case Permit::OwnWhileSignalee:
        if (!facts.record.own)
            return "auteur";
        return facts.record.status == domain::Statut::Signalee ? std::nullopt
                                                               : std::optional<std::string_view>("qualifiee");
    case Permit::NamedReferent:
        return facts.record.names_actor ? std::nullopt : std::optional<std::string_view>("referent");
    }
    return "profil";
}

/// A-23 of that type, whatever the answer.
bool is_judicial_care(domain::Part const& part)
{
    auto const* const code = std::get_if<std::uint64_t>(&part.value);
    return part.number == domain::prise_en_charge_part::k_type && code != nullptr &&
           *code == static_cast<std::uint64_t>(domain::TypePriseEnCharge::Judiciaire);
}

/// M-09: that a person is in the care of justice comes from the procureur or from the service in charge, with its
/// source: it is of nature N4, and the sheet of a group holds none. An element that is there may be taken away.
bool writes_judicial_care(Request const& request, Facts const& facts)
{
    if (request.action == Action::CreateRecord)
        return facts.record.has_judicial_care;
    if (request.action != Action::AddElement || request.field != domain::field::k_prises_en_charge || !request.value)
        return false;
    auto const* const parts = std::get_if<std::span<domain::Part const>>(&*request.value);
    return parts != nullptr && std::ranges::any_of(*parts, is_judicial_care);
}

/// The answer by which who leads says that none is awaited any more.
bool withdraws_question(Request const& request)
{
    auto const* const parts = request.value ? std::get_if<std::span<domain::Part const>>(&*request.value) : nullptr;
    return parts != nullptr && std::ranges::any_of(*parts, [](domain::Part const& part) {
               auto const* const code = std::get_if<std::uint64_t>(&part.value);
               return part.number == domain::reponse_part::k_reponse && code != nullptr &&
                      *code == static_cast<std::uint64_t>(domain::ReponseLiaison::Retiree);
           });
}

/// T-4: « G : signalement et réponse de liaison » (M-08): the member asked answers, and nobody in his place. Who leads
/// may only withdraw the question. It says nothing of other fields.
std::optional<std::string_view> refused_answer(Request const& request, Facts const& facts)
{
    auto const* const field = field_of(request);
    if (!is_field_write(request.action) || field == nullptr || field->writer != domain::Writer::Interroge)
        return std::nullopt;
    if (withdraws_question(request))
        return leads(facts.actor.profile) ? std::nullopt : std::optional<std::string_view>("retrait");
    return facts.record.asks_actor ? std::nullopt : std::optional<std::string_view>("interroge");
}

bool has_role_for(Request const& request, Facts const& facts)
{
    bool const own = request.action == Action::CreateRecord || facts.record.own;
    auto const ownership = own ? domain::Ownership::Own : domain::Ownership::Others;
    return facts.actor.role >= domain::least_role(kind_of(request.action), ownership);
}

}  // namespace

Verdict m_places(Request const& request, Facts const& facts)
{
    if (request.action != Action::CreateCompartment)
        return std::nullopt;
    auto const& place = request.place;
    if (auto const refusal = refuse_place(place, nature_of(request)))
        return refusal;
    auto const row = reading_row(place);
    if (domain::is_void(place.compartment, place.formation, place.vault))
        return refuse("D-00", "refus");
    if (!facts.actor.active || !facts.actor.ranked)
        return refuse_right(row, "signataire");
    return allow(row);
}

Verdict m_access(Request const& request, Facts const& facts)
{
    if (request.action != Action::GiveAccess)
        return std::nullopt;
    auto const& place = request.place;
    auto const row = reading_row(place);
    if (!facts.actor.active || !facts.actor.ranked)
        return refuse_right(row, "signataire");
    if (domain::default_role(place.compartment, place.formation, facts.subject.profile) == Role::None)
        return refuse_right(row, "destinataire");
    return allow(row);
}

Verdict m_reading(Request const& request, Facts const& facts)
{
    if (!is_reading(request.action))
        return std::nullopt;
    auto const row = reading_row(request.place);
    if (auto const refusal = refuse_place(request.place, nature_of(request)))
        return refusal;
    if (!facts.actor.active || facts.actor.role == Role::None)
        return refuse_right(row, "lecture");
    return allow(row);
}

Verdict m_printing(Request const& request, Facts const& facts)
{
    if (request.action != Action::Print && request.action != Action::PrintList)
        return std::nullopt;
    auto const& place = request.place;
    if (is_nominative(place.compartment))
        return std::nullopt;
    auto const cell = matrix_cell(place, nature_of(request));
    if (cell.row == "M-02" || cell.row == "M-24")
        return refuse_right(cell.row, "diffusion");
    if (cell.writing != Writing::Allowed)
        return std::nullopt;
    if (!facts.actor.active || facts.actor.role == Role::None)
        return refuse_right(cell.row, "lecture");
    return allow(cell.row);
}

Verdict m_writing(Request const& request, Facts const& facts)
{
    auto const* table = domain::find_table(request.type);
    if (!is_record_write(request.action) || table == nullptr)
        return std::nullopt;
    auto const& place = request.place;
    if (auto const refusal = refuse_place(place, table->nature))
        return refusal;
    if (table->home != place.compartment || table->formation != place.formation)
        return refuse("D-00", "lieu");
    if (table->nature == domain::Nature::N3 && writes_judicial_care(request, facts))
        return refuse("M-09", "prise_en_charge");
    auto const row = matrix_cell(place, table->nature).row;
    if (!facts.actor.active)
        return refuse_right(row, "lecture");
    if (auto const why = refused_by_profile(request, facts))
        return refuse_right(row, *why);
    auto const* field = field_of(request);
    if (is_field_write(request.action) && field != nullptr && field->writer == domain::Writer::Program)
        return refuse_right(row, "programme");
    if (auto const why = refused_answer(request, facts))
        return refuse_right(row, *why);
    if (!has_role_for(request, facts))
        return refuse_right(row, "role");
    return allow(row);
}

}  // namespace huisclos::law::rules
