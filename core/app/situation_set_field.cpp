// What is set in one field of a situation: decided by the law, traced, then written.

#include <algorithm>
#include <array>

#include "core/app/facts.hpp"
#include "core/app/record_values.hpp"
#include "core/app/situation_status.hpp"
#include "core/app/situation_write.hpp"
#include "core/app/typed_over.hpp"
#include "core/base/utf8.hpp"

namespace huisclos::app {

namespace {

law::Action action_for(domain::Field const& field)
{
    if (field.kind == domain::FieldKind::Journal)
        return law::Action::Append;
    return domain::is_written_by_add(field.kind) ? law::Action::AddElement : law::Action::SetField;
}

Task<bool> set_care(Context* context, RecordId record, std::uint32_t type, std::uint32_t answer)
{
    auto const written = co_await write_record(
        context, record, [type, answer](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            write_care(writer, handle, type, answer);
        });
    co_return written;
}

/// What a command sets, as the tables of fields know it. A-23 is one set whose elements stand as fields of their own.
struct FieldTarget {
    bool is_care{false};
    std::uint32_t number{0};
    domain::Field const* field{nullptr};  ///< Null: no such field on that sheet.
};

FieldTarget target_of(domain::Fiche const& fiche, std::uint32_t number)
{
    FieldTarget target{.is_care = number >= k_care_fields};
    target.number = target.is_care ? std::uint32_t{domain::field::k_prises_en_charge} : number;
    if (target.number <= 255)
        target.field = domain::find_field(fiche.type, static_cast<std::uint8_t>(target.number));
    return target;
}

law::Action action_of(FieldTarget const& target, FieldInput const& input)
{
    if (target.field == nullptr)
        return law::Action::SetField;
    return target.is_care && first_code(input) == 0 ? law::Action::DropElement : action_for(*target.field);
}

/// What does not read stays on the screen, with its error.
void keep_refused(
    Context& context, std::pair<RecordId, std::uint32_t> const& key, Phrase error, FieldInput const& input)
{
    context.situations.errors.insert_or_assign(key, std::move(error));
    if (auto const typed = context.situations.typed.find(key); typed != context.situations.typed.end())
        typed->second.is_refused = typed->second.text == input.text;
    context.changed();
}

/// A field that may not be emptied is left empty: what is stored stands there again, with the error beside it. While
/// one types it is not given back under his hands.
void forget_refused_emptiness(Context& context, std::pair<RecordId, std::uint32_t> const& key)
{
    auto const typed = context.situations.typed.find(key);
    if (typed == context.situations.typed.end() || !typed->second.is_refused || !typed->second.text.empty())
        return;
    context.situations.typed.erase(typed);
    context.changed();
}

/// What the disk did not take stays on the screen as typed, with a word of it, and is tried again by itself. A choice
/// shows what is stored, and says that it is not what was chosen.
void keep_unsaved(Context& context, std::pair<RecordId, std::uint32_t> const& key)
{
    auto const typed = context.situations.typed.find(key);
    bool const is_typed = typed != context.situations.typed.end();
    if (is_typed) {
        typed->second.since = context.now();
        typed->second.is_unsaved = true;
    }
    context.situations.errors.insert_or_assign(
        key, phrase(
                 is_typed                           ? "situation.error.not_saved"
                 : context.vault.is_write_stopped() ? "situation.error.choice_stopped"
                                                    : "situation.error.choice_not_saved"));
    context.changed();
}

/// The same words of the same person at once: one button pressed twice. The second entry could be
/// corrected by its author, but not taken away.
bool is_pressed_twice(
    Context const& context, domain::Fiche const& fiche, domain::Field const* field, std::string const& text)
{
    constexpr std::int64_t k_at_once_ms = 3000;
    if (field == nullptr || field->kind != domain::FieldKind::Journal || fiche.notes.empty())
        return false;
    auto const& last = fiche.notes.back();
    return last.text == to_nfc(text).value_or(text) && last.written.author == context.vault.self() &&
           context.now().ms - last.written.at.ms < k_at_once_ms;
}

bool is_typed_field(domain::Field const* field)
{
    using enum domain::FieldKind;
    return field != nullptr && (field->kind == Text || field->kind == LongText || field->kind == Date);
}

/// Spaces, and whatever else shows nothing to who reads it. Text that cannot be read is not among it.
bool draws_nothing(std::string const& text)
{
    return text.empty() || (is_valid_utf8(text) && visible_line(text).empty());
}

/// Where something must stand, what draws nothing is an emptiness like any other: refused in the same words, kept by no
/// draft, and given up once the field is left.
void take_as_emptied(Context& context, FieldTarget const& target, SetField& command)
{
    bool const is_required = is_typed_field(target.field) && target.field->presence == domain::Presence::Required;
    if (!is_required || !draws_nothing(command.value.text))
        return;
    auto const typed = context.situations.typed.find({command.record, command.field});
    if (typed != context.situations.typed.end() && typed->second.text == command.value.text)
        typed->second.text.clear();
    command.value.text.clear();
}

/// A field that is empty is emptied: what was typed there and refused is taken back. An entry without words is none.
bool clears_nothing(Located const& located, FieldTarget const& target, FieldInput const& input)
{
    if (target.field != nullptr && target.field->kind == domain::FieldKind::Journal && input.text.empty())
        return true;
    auto const is_cleared = [](ledger::StateEntry const& one) {
        return to_bytes(one.value().encoded()) == encode_cleared();
    };
    return is_typed_field(target.field) && draws_nothing(input.text) &&
           std::ranges::all_of(located.state->at(ledger::Space::Field, target.number), is_cleared);
}

/// What stands typed there. What was typed while another text was written stays, and is saved in its turn.
std::string_view typed_text(Context const& context, std::pair<RecordId, std::uint32_t> const& key)
{
    auto const typed = context.situations.typed.find(key);
    return typed == context.situations.typed.end() ? std::string_view{} : std::string_view(typed->second.text);
}

/// « Autre » among the reasons, where it did not stand. Other choices are judged by their field alone.
std::optional<domain::Value> chosen_autre(Located const& located, FieldTarget const& target, FieldInput const& input)
{
    constexpr auto k_autre = static_cast<std::uint32_t>(domain::Motif::Autre);
    bool const is_chosen = target.field != nullptr && target.field->list == domain::ListId::Motif &&
                           std::ranges::find(input.codes, k_autre) != input.codes.end();
    if (!is_chosen)
        return std::nullopt;
    auto const reasons = located.state->at(ledger::Space::Set, target.number);
    bool const stood = std::ranges::any_of(
        reasons, [](ledger::StateEntry const& one) { return one.value().as_unsigned().value_or(0) == k_autre; });
    return stood ? std::nullopt : std::optional(domain::Value(std::uint64_t{k_autre}));
}

/// What the tables require is replaced, and never emptied. Said before the law is asked: whoever empties a date
/// to type another writes nothing, so that no refusal is to be traced at each pause of his.
ReadInput not_emptied(domain::Field const& field, ReadInput read)
{
    bool const is_emptied = field.presence == domain::Presence::Required && read.item && *read.item == encode_cleared();
    return is_emptied ? ReadInput{std::nullopt, phrase("situation.error.emptied")} : std::move(read);
}

/// What is to be written there, where it is one value; the error otherwise.
ReadInput read_value(Context const& context, Located const& located, FieldTarget const& target, FieldInput const& input)
{
    auto const* const field = target.field;
    if (field == nullptr || target.is_care)
        return {};
    if (field->kind == domain::FieldKind::ChoiceSet) {
        bool const is_emptied = field->presence == domain::Presence::Required && input.codes.empty();
        return {std::nullopt, is_emptied ? phrase("situation.error.boxes") : Phrase{}};
    }
    auto const named =
        field->kind == domain::FieldKind::Member ? chosen_member(context, located.group, *field, input) : std::nullopt;
    if (named && !is_of_group(context, located.group, *named))
        return {std::nullopt, phrase("situation.error.choice")};
    auto read = not_emptied(*field, read_input(context, located.group, *field, input));
    // What draws nothing would empty the field without a word.
    bool const is_line = field->kind == domain::FieldKind::Text || field->kind == domain::FieldKind::LongText;
    if (is_line && !input.text.empty() && read.item && *read.item == encode_cleared())
        return {std::nullopt, phrase("situation.error.blank")};
    return read;
}

/// What one SetField writes, as it was judged.
struct FieldWrite {
    FieldTarget target{};
    ReadInput read{};
    bool adds_autre{false};
    std::vector<OpId> seen{};  ///< Of a field of one value: those that it takes the place of.

    /// Only longer than the field holds: that is for the law to say.
    [[nodiscard]] bool is_too_long() const { return !read.error.empty() && read.item; }
};

/// A field is left whose text was saved while it was typed: what came beside it since then is not written over.
bool is_saved_already(Context const& context, Located const& located, SetField const& command, FieldWrite const& write)
{
    std::pair const key(command.record, command.field);
    if (!is_typed_field(write.target.field) || !write.read.item || context.situations.typed.contains(key))
        return false;
    if (is_saved_since(context, key, command.value.text))
        return true;
    auto const standing = located.state->at(ledger::Space::Field, write.target.number);
    return std::ranges::any_of(standing, [&](ledger::StateEntry const& one) {
        return one.op->device() == context.vault.device() && to_bytes(one.value().encoded()) == *write.read.item;
    });
}

/// what was approved was another « autre » than the one that is added again.
void forget_approval(ledger::RecordWriter& writer, ledger::RecordHandle const& record)
{
    if (!record.state->at(ledger::Space::Field, domain::field::k_accord_autre).empty())
        writer.set(record, domain::field::k_accord_autre, encode_cleared());
}

Task<bool> write_field(Context* context, SetField const* command, FieldWrite const* write)
{
    auto const& [record, number, input] = *command;
    auto const& target = write->target;
    if (target.is_care)
        co_return co_await set_care(context, record, number - k_care_fields, first_code(input));
    auto const wire = std::uint64_t{target.number};
    bool const written =
        co_await write_record(context, record, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            if (write->adds_autre)
                forget_approval(writer, handle);
            if (target.field->kind == domain::FieldKind::ChoiceSet) {
                write_choices(writer, handle, wire, command->value.codes);
            } else if (target.field->kind != domain::FieldKind::Journal) {
                auto const known = as_seen(*context, *handle.state, wire, write->seen);
                writer.set({handle.id, handle.key, &known}, wire, *write->read.item);
            } else if (!command->value.text.empty()) {
                writer.append(handle, wire, *write->read.item);
            }
        });
    if (!written)
        co_return false;
    note_saved(*context, {record, number}, input.text);
    if (target.field->kind == domain::FieldKind::Journal && !input.text.empty())
        context->toasts.say(Tone::Success, phrase("situation.entry.added").with("time", TimeOfDay{context->now()}));
    co_return true;
}

/// The element of A-23 that a command sets, for the law.
std::array<domain::Part, 2> care_parts(SetField const& command)
{
    namespace care = domain::prise_en_charge_part;
    return {
        domain::Part{care::k_type, std::uint64_t{command.field} - k_care_fields},
        domain::Part{care::k_reponse, std::uint64_t{first_code(command.value)}}};
}

/// What the law says of one SetField.
struct FieldJudgement {
    law::Decision decision{};
    /// It refuses what was typed, or that nothing was, not that he writes there: that stays on the screen, as what does
    /// not read.
    bool stays{false};
    /// Whoever pauses before he types another value, or while he shortens one, has asked for nothing yet: nothing of it
    /// is logged, and so no rule is told either. Longer than the field holds is never written.
    bool is_for_later{false};
};

FieldJudgement judge_field(
    Context const& context, Located const& located, domain::Fiche const& fiche, SetField const& command,
    FieldWrite const& write, Typing typing)
{
    auto const& target = write.target;
    bool const is_too_long = write.is_too_long();
    auto const too_long = is_too_long ? to_nfc(command.value.text).value_or("") : std::string{};
    auto const autre = chosen_autre(located, target, command.value);
    auto request = request_for(context, action_of(target, command.value), fiche, target.number);
    request.value = is_too_long       ? std::optional(domain::Value(std::string_view(too_long)))
                    : write.read.item ? judged_value(target.number, *write.read.item)
                                      : autre;
    auto facts = facts_about(context, located, fiche);
    bool const is_member = target.field != nullptr && target.field->kind == domain::FieldKind::Member;
    auto const named = is_member ? chosen_member(context, located.group, *target.field, command.value) : std::nullopt;
    if (named) {
        request.value = domain::Value(named->view());
        facts.subject = member_facts(context, *named, located.cid);
    }
    auto const parts = care_parts(command);
    if (target.is_care)
        request.value = std::span<domain::Part const>(parts);
    FieldJudgement judged{.decision = law::decide(request, facts)};
    bool const is_allowed = judged.decision.allowed;
    bool const is_emptied = request.value && std::holds_alternative<domain::Cleared>(*request.value);
    request.value = {};
    bool const is_typed = (is_emptied || !command.value.text.empty()) &&
                          typed_text(context, {command.record, command.field}) == command.value.text;
    judged.stays = (is_typed || is_too_long) && !is_allowed && law::decide(request, facts).allowed;
    judged.is_for_later =
        (judged.stays && (is_emptied || is_too_long) && typing == Typing::GoesOn) || (is_too_long && is_allowed);
    return judged;
}

/// What was judged is traced, then written; what comes of it stands beside the field.
Task<bool> settle_field(
    Context* context, SetField const* command, FieldWrite const* write, FieldJudgement const* judged, CompartmentId cid)
{
    auto const key = std::pair(command->record, command->field);
    auto const& decision = judged->decision;
    bool const logged = co_await log_and_tell(context, decision, cid);
    if (!logged) {
        keep_unsaved(*context, key);
        co_return true;
    }
    if (judged->stays) {
        keep_refused(*context, key, decision.message, command->value);
        co_return true;
    }
    if (decision.allowed && write->target.field != nullptr) {
        bool const written = co_await write_field(context, command, write);
        if (!written) {
            keep_unsaved(*context, key);
            co_return true;
        }
        if (auto const typed = context->situations.typed.find(key); typed != context->situations.typed.end())
            typed->second.is_unsaved = false;
    }
    if (!decision.allowed || typed_text(*context, key) == command->value.text)
        context->situations.typed.erase(key);
    co_return true;
}

Task<bool> set_one_field(Context* context, SetField command, Typing typing)
{
    auto const located = locate(*context, command.record);
    if (!located)
        co_return true;
    auto const fiche = read_fiche(*located->state);
    auto const key = std::pair(command.record, command.field);
    context->situations.errors.erase(key);
    FieldWrite write{.target = target_of(fiche, command.field)};
    auto const& target = write.target;
    take_as_emptied(*context, target, command);
    bool const is_nothing = clears_nothing(*located, target, command.value);
    if (is_nothing || is_pressed_twice(*context, fiche, target.field, command.value.text)) {
        context->situations.typed.erase(key);
        context->changed();
        co_return true;
    }
    write.read = read_value(*context, *located, target, command.value);
    write.seen = seen_in(*context, key);
    write.adds_autre = chosen_autre(*located, target, command.value) && fiche.type == domain::RecordType::Signalement;
    if (!write.read.error.empty() && !write.is_too_long()) {
        keep_refused(*context, key, write.read.error, command.value);
        co_return true;
    }
    if (is_saved_already(*context, *located, command, write))
        co_return true;
    auto const judged = judge_field(*context, *located, fiche, command, write, typing);
    if (judged.is_for_later) {
        auto const error = write.is_too_long() ? write.read.error : phrase("situation.error.emptied");
        keep_refused(*context, key, error, command.value);
        co_return true;
    }
    co_return co_await settle_field(context, &command, &write, &judged, located->cid);
}

}  // namespace

Task<bool> set_field(Context* context, SetField command, Typing typing)
{
    std::pair const key(command.record, command.field);
    bool const done = co_await set_one_field(context, std::move(command), typing);
    if (typing == Typing::Ends) {
        forget_refused_emptiness(*context, key);
        leave_field(*context, key);
    }
    co_return done;
}

}  // namespace huisclos::app
