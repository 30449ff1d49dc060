// The statuses that a sheet may pass to: what each asks for, what it does, and what bars it.

#include "core/app/facts.hpp"
#include "core/app/field_views.hpp"
#include "core/app/situation_status.hpp"
#include "core/law/abilities.hpp"
#include "core/law/retention.hpp"

namespace huisclos::app {

namespace {

/// The same once the reason that a passage asks for is given with it.
law::Facts with_reason(Context const& context, domain::Fiche const& fiche, law::Facts facts)
{
    facts.record.has_canal = true;
    facts.record.has_refusal_reason = true;
    facts.record.has_end_reason = true;
    facts.record.has_reopening_reason = true;
    facts.record.end = closing_day(fiche, context.today());
    return facts;
}

std::vector<RefusalView> bars_to_status(
    Context const& context, law::Place const& place, domain::Fiche const& fiche, law::Facts const& facts,
    domain::Statut to)
{
    law::Request const request{
        .action = law::Action::ChangeStatus,
        .place = place,
        .type = fiche.type,
        .record = fiche.record,
        .field = domain::field::k_statut,
        .to = to,
        .today = context.today()};
    std::vector<RefusalView> bars;
    for (auto const& refused : law::refusals(request, facts))
        bars.push_back({refused.message, refused.article});
    return bars;
}

/// What closing does: how long the sheet is then kept, and who may still open it again (S-07).
Phrase consequence_of(Context const& context, domain::Fiche const& fiche, domain::Statut to)
{
    if (to != domain::Statut::Cloturee)
        return {};
    auto const kept = law::archive_end(closing_day(fiche, context.today()), fiche.personne.naissance);
    if (!kept)
        return {};
    if (kept->until <= context.today())
        return phrase("situation.close.past");
    return phrase("situation.close.consequence").with("date", kept->until);
}

}  // namespace

std::vector<StatusChoice> statuses_offered(
    Context const& context, Located const& located, domain::Fiche const& fiche, std::span<Located const> around)
{
    std::vector<StatusChoice> choices;
    auto const place = place_of(context.registry(), located.cid);
    if (!place || !can_edit(context, located.cid))
        return choices;
    auto const facts = facts_of_status(context, located, fiche, around);
    for (auto const& option : law::status_options(*place, fiche.type, facts, context.today())) {
        StatusChoice choice{.status = static_cast<std::uint32_t>(option.to), .label = option.verb};
        // Out of a later status the same passage takes back what was decided.
        choice.goes_on = fiche.statut() == domain::initial_status(fiche.type) &&
                         (option.to == domain::Statut::Retenue || option.to == domain::Statut::EnSuivi);
        choice.consequence = consequence_of(context, fiche, option.to);
        auto const* const passage = domain::find_transition(fiche.type, fiche.statut(), option.to);
        auto const list = passage == nullptr ? domain::ListId::None : reasons_for(passage->needs);
        if (list != domain::ListId::None)
            choice.reasons = options_of(list, 0);
        // What is only missing because it is given with the passage itself is no refusal.
        if (!option.decision.allowed)
            choice.refusals = bars_to_status(
                context, *place, fiche, choice.reasons.empty() ? facts : with_reason(context, fiche, facts), option.to);
        choices.push_back(std::move(choice));
    }
    return choices;
}

}  // namespace huisclos::app
