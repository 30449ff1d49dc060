#include "core/law/abilities.hpp"

#include "core/law/rules.hpp"

namespace huisclos::law {

namespace {

Action write_action(domain::FieldKind kind)
{
    if (domain::is_written_by_add(kind))
        return Action::AddElement;
    return kind == domain::FieldKind::Journal ? Action::Append : Action::SetField;
}

}  // namespace

bool may(Request const& request, Facts const& facts)
{
    return decide(request, facts).allowed;
}

GroupAbilities group_abilities(Place const& place, Facts const& facts, Date today)
{
    auto const ask = [&](Action action, domain::RecordType type, Facts const& with) {
        Request request;
        request.action = action;
        request.place = place;
        request.type = type;
        request.today = today;
        return decide(request, with);
    };
    // The person is not known yet: what is owed to him is asked when the sheet is sent.
    Facts nobody = facts;
    nobody.record = {};
    nobody.person = {};
    nobody.person.named = true;
    nobody.person.has_representative = true;
    return {
        .open = ask(Action::OpenGroup, domain::RecordType::None, facts),
        .list = ask(Action::ListGroup, domain::RecordType::None, facts),
        .report = ask(Action::CreateRecord, domain::RecordType::Signalement, nobody),
        .create = ask(Action::CreateRecord, domain::RecordType::Situation, nobody)};
}

Decision decide_field(Place const& place, domain::RecordType type, std::uint64_t field, Facts const& facts, Date today)
{
    Request request;
    request.place = place;
    request.type = type;
    request.field = field;
    request.today = today;
    auto const* row = domain::find_field(type, field);
    request.action = row == nullptr ? Action::SetField : write_action(row->kind);
    return decide(request, facts);
}

bool may_follow(Place const& place, ActorFacts const& who)
{
    return rules::may_write_actions(place.compartment, who);
}

std::vector<StatusOption> status_options(Place const& place, domain::RecordType type, Facts const& facts, Date today)
{
    std::vector<StatusOption> options;
    if (!rules::leads(facts.actor.profile))
        return options;
    for (auto const& passage : domain::transitions()) {
        if (passage.type != type || passage.from != facts.record.status)
            continue;
        if (passage.needs == domain::Needs::LaterVersion)
            continue;
        Request request;
        request.action = Action::ChangeStatus;
        request.place = place;
        request.type = type;
        request.to = passage.to;
        request.today = today;
        options.push_back({passage.to, phrase(passage.verb), decide(request, facts)});
    }
    return options;
}

}  // namespace huisclos::law
