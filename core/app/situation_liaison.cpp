// Questions of liaison (T-3) and their answers (T-4).

#include <algorithm>

#include "core/app/council_words.hpp"
#include "core/app/element_drafts.hpp"
#include "core/app/record_values.hpp"
#include "core/app/shown_time.hpp"
#include "core/app/situation_elements.hpp"
#include "core/app/situation_write.hpp"

namespace huisclos::app {

namespace {

std::string organisation_of(Context const& context, MemberId const& member)
{
    auto const* const known = context.council.member(member);
    return known == nullptr ? std::string{} : known->organisation;
}

/// The same question that waits already, of that person or of somebody else of his organisation; null when none does.
domain::Question const* waiting_question(
    Context const& context, domain::Fiche const& fiche, std::uint32_t question, MemberId const& asked)
{
    auto const organisation = organisation_of(context, asked);
    auto const waits = [&](domain::Question const& one) {
        bool const is_same = static_cast<std::uint32_t>(one.question) == question && !is_answered(fiche, one);
        bool const is_of_his = !organisation.empty() && organisation_of(context, one.interroge) == organisation;
        return is_same && (one.interroge == asked || is_of_his);
    };
    auto const found = std::ranges::find_if(fiche.questions, waits);
    return found == fiche.questions.end() ? nullptr : &*found;
}

/// Beside the question in its form, when it waits already: of whom, who asked and when.
bool is_asked_already(Context const& context, domain::Fiche const& fiche, NewElement& typed)
{
    auto const question = first_code(typed.values[domain::question_part::k_question]);
    auto const asked = typed.values[domain::question_part::k_membre].member;
    auto const* const waiting = asked ? waiting_question(context, fiche, question, *asked) : nullptr;
    if (waiting == nullptr)
        return false;
    typed.errors.insert_or_assign(
        domain::question_part::k_question, phrase(k_asked_already)
                                               .with("name", plain_name(context, waiting->interroge))
                                               .with("by", plain_name(context, waiting->written.author))
                                               .with("date", say_day(context, waiting->written.at)));
    return true;
}

}  // namespace

Task<bool> ask_liaison(Context* context, RecordId record)
{
    auto const located = locate(*context, record);
    if (!located)
        co_return true;
    auto const fiche = read_fiche(*located->state);
    auto const* const field = domain::find_field(domain::RecordType::Situation, domain::field::k_questions);
    auto& state = context->situations;
    auto const element = read_element(*context, located->group, *field, state.new_liaisons[record]);
    context->changed();
    if (!element || is_asked_already(*context, fiche, state.new_liaisons[record]))
        co_return true;
    auto const allowed = co_await decide_and_log(
        context, request_for(*context, law::Action::Append, fiche, field->number),
        facts_about(*context, *located, fiche), located->cid);
    if (!allowed)
        co_return true;
    auto const written =
        co_await write_record(context, record, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            writer.append(handle, domain::field::k_questions, *element);
        });
    if (!written)
        co_return true;
    if (auto const asked = state.new_liaisons[record].values[domain::question_part::k_membre].member)
        context->toasts.say(
            Tone::Success, phrase("situation.liaison.asked").with("name", plain_name(*context, *asked)));
    state.new_liaisons.erase(record);
    co_return true;
}

Task<bool> answer_liaison(Context* context, AnswerLiaison command)
{
    auto const located = locate(*context, command.record);
    if (!located || !domain::is_in_list(domain::ListId::ReponseLiaison, command.answer))
        co_return true;
    auto const fiche = read_fiche(*located->state);
    std::vector<domain::Part> const parts{
        {domain::reponse_part::k_question, command.question.view()},
        {domain::reponse_part::k_reponse, std::uint64_t{command.answer}}};
    auto request = request_for(*context, law::Action::Append, fiche, domain::field::k_reponses);
    request.value = domain::Value(std::span<domain::Part const>(parts));
    auto const allowed = co_await decide_and_log(
        context, request, facts_about(*context, *located, fiche, command.question), located->cid);
    if (!allowed)
        co_return true;
    auto const element = encode_parts(parts);
    auto const written = co_await write_record(
        context, command.record, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            writer.append(handle, domain::field::k_reponses, element);
        });
    if (written)
        context->toasts.say(
            Tone::Success, phrase(
                               command.answer == static_cast<std::uint32_t>(domain::ReponseLiaison::Retiree)
                                   ? "situation.liaison.withdrawn"
                                   : "situation.liaison.saved"));
    co_return true;
}

}  // namespace huisclos::app
