// A new version of the charter or of the règlement intérieur: written by the mayor, put in force by a signed act. The
// same act makes the nominative space of each group that proposed the règlement intérieur and has none; its
// members get the key once they have accepted it.

#include "core/app/council_texts.hpp"

#include <algorithm>

#include "core/app/council_commands.hpp"
#include "core/app/council_conflicts.hpp"
#include "core/app/council_op_words.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/founding_internal.hpp"
#include "core/app/new_record.hpp"
#include "core/app/shown_time.hpp"
#include "core/app/situation_state.hpp"
#include "core/base/utf8.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"

namespace huisclos::app {

namespace {

constexpr auto k_charter = static_cast<std::uint32_t>(domain::TypeTexte::Charte);
constexpr auto k_rules = static_cast<std::uint32_t>(domain::TypeTexte::ReglementInterieur);

bool is_text(std::uint32_t what)
{
    return what == k_charter || what == k_rules;
}

law::Request request_of(Context const& context, std::uint32_t what)
{
    law::Request request{
        .action = law::Action::PutTextInForce, .place = law::k_pleniere, .text = {}, .today = context.today()};
    if (is_text(what))
        request.text = static_cast<domain::TypeTexte>(what);
    return request;
}

/// Facts of who asks to write, as if the dates to come were right.
law::Facts facts_of_writer(Context const& context)
{
    auto facts = facts_of_signer(context);
    facts.text = {.adopted = context.today(), .needs_proposal = false, .proposed = {}};
    return facts;
}

/// What was typed, once it is right.
struct CheckedText {
    domain::Texte text{};
    std::vector<GroupId> opened{};  ///< Groups whose nominative space the act makes.
};

void check_content(Context const& context, TextDraft& draft, domain::Texte& text)
{
    using namespace founding;
    text.titre = clean(draft.title);
    text.texte = clean(draft.body);
    if (text.titre.empty())
        draft.errors.emplace(text_form::k_title, phrase("founding.error.title"));
    else if (count_code_points(text.titre) > k_title_length)
        draft.errors.emplace(
            text_form::k_title, phrase("founding.error.too_long").with("max", std::int64_t{k_title_length}));
    if (text.texte.empty())
        draft.errors.emplace(
            text_form::k_body, phrase(draft.what == k_charter ? "founding.error.charter" : "founding.error.rules"));
    auto const* const other = context.council.text_in_force(draft.what == k_charter ? k_rules : k_charter);
    auto const beside = other == nullptr ? 0 : other->texte.size();
    if (text.texte.size() + beside > k_most_text_bytes)
        draft.errors.emplace(text_form::k_body, phrase("founding.error.texts_too_long"));
}

void check_dates(Context const& context, TextDraft& draft, domain::Texte& text)
{
    auto const adopted = founding::read_date(founding::clean(draft.adopted));
    if (!adopted)
        draft.errors.emplace(
            text_form::k_adopted, founding::clean(draft.adopted).empty()
                                      ? phrase("council.text.error.adopted")
                                      : founding::wrong_with_date(founding::clean(draft.adopted)));
    else if (*adopted > context.today())
        draft.errors.emplace(text_form::k_adopted, phrase("council.text.error.future"));
    text.adoption = adopted.value_or(Date{});
    auto const groups = groups_asked(context, draft.what);
    for (std::uint32_t i = 0; i < groups.size(); ++i) {
        auto const typed = draft.proposed.find(groups[i]);
        auto const said = typed == draft.proposed.end() ? std::string{} : founding::clean(typed->second);
        auto const date = founding::read_date(said);
        if (date && *date > context.today())
            draft.errors.emplace(text_form::k_proposed + i, phrase("council.text.error.proposed_future"));
        else if (date)
            text.propositions.push_back({groups[i], *date});
        else if (!said.empty())
            draft.errors.emplace(text_form::k_proposed + i, founding::wrong_with_date(said));
    }
}

/// R-22, for each group that proposed it and has no nominative space yet.
bool check_groups(Context& context, TextDraft& draft, CheckedText& checked)
{
    auto const map = context.map();
    auto const groups = groups_asked(context, draft.what);
    for (auto const& proposition : checked.text.propositions) {
        auto const* const group = map.group(proposition.groupe);
        if (group == nullptr || group->nominative)
            continue;
        auto facts = facts_of_signer(context);
        law::add_rules(facts, proposition.date, checked.text.adoption);
        law::Request const request{
            .action = law::Action::CreateCompartment, .place = law::k_groupe_nominatif, .today = context.today()};
        auto const decision = law::decide(request, facts);
        if (decision.allowed) {
            checked.opened.push_back(proposition.groupe);
            continue;
        }
        auto const place = std::ranges::find(groups, proposition.groupe) - groups.begin();
        draft.errors.emplace(text_form::k_proposed + static_cast<std::uint32_t>(place), decision.message);
        context.toasts.refuse(decision);
    }
    return draft.errors.empty();
}

bool ask_law(Context& context, TextDraft& draft, domain::Texte const& text)
{
    auto facts = facts_of_signer(context);
    facts.text.adopted = text.adoption;
    facts.text.needs_proposal = !groups_asked(context, draft.what).empty();
    for (auto const& proposition : text.propositions)
        facts.text.proposed = std::max(facts.text.proposed, proposition.date);
    auto const decision = law::decide(request_of(context, draft.what), facts);
    if (!decision.allowed) {
        // Without any proposal it is the proposal that is missing.
        bool const is_proposal = facts.text.needs_proposal && text.propositions.empty();
        draft.errors.emplace(is_proposal ? text_form::k_proposed : text_form::k_adopted, decision.message);
        context.toasts.refuse(decision);
    }
    return decision.allowed;
}

std::optional<CheckedText> check(Context& context, TextDraft& draft)
{
    draft.errors.clear();
    CheckedText checked;
    checked.text.type = static_cast<domain::TypeTexte>(draft.what);
    checked.text.version = next_version(context, draft.what);
    check_content(context, draft, checked.text);
    check_dates(context, draft, checked.text);
    if (!draft.errors.empty() || !check_groups(context, draft, checked) || !ask_law(context, draft, checked.text))
        return std::nullopt;
    return checked;
}

/// A record of type texte. Nothing is in force by it: the act names its version and its hash.
sync::RecordWrite write_texte(CompartmentId const& plenary, domain::Texte const& text)
{
    return {plenary, [text](ledger::RecordWriter& writer, ledger::RecordStore const&) -> Result<void> {
                namespace field = domain::texte_field;
                namespace part = domain::proposition_part;
                NewRecord record(writer, domain::RecordType::Texte);
                record.set(field::k_type_texte, encode_number(static_cast<std::uint64_t>(*text.type)));
                record.set(field::k_version, encode_number(text.version)).set_text(field::k_titre, text.titre);
                record.set_text(field::k_texte, text.texte).set_date(field::k_adoption, text.adoption);
                for (auto const& proposition : text.propositions)
                    record.add(
                        field::k_propositions, encode_parts(
                                                   {{part::k_groupe, proposition.groupe.view()},
                                                    {part::k_date, std::uint64_t{proposition.date.to_number()}}}));
                return {};
            }};
}

/// The form begins with what is written: the last version, or the one that was asked for.
std::optional<domain::Texte> text_to_begin(Context const& context, WriteText const& command)
{
    auto asked = command.from ? find_text(context, *command.from) : std::nullopt;
    if (asked && asked->type && static_cast<std::uint32_t>(*asked->type) == command.what)
        return asked;
    auto const* const latest = context.council.latest_text(command.what);
    return latest == nullptr ? std::nullopt : std::optional(*latest);
}

void begin(Context& context, WriteText const& command)
{
    auto const what = command.what;
    if (!is_text(what) || !decide_or_refuse(context, request_of(context, what), facts_of_writer(context)))
        return;
    context.route = TextsRoute{};
    // What is being written stays: it is left, or added to the act, first.
    if (context.acts.text)
        return;
    TextDraft draft;
    draft.what = what;
    if (auto const latest = text_to_begin(context, command)) {
        draft.title = latest->titre;
        draft.body = latest->texte;
        // A version that never came in force is completed; one that did is followed by another, proposed anew.
        if (command.from || context.council.text_in_force(what) == nullptr) {
            draft.adopted = typed_date(latest->adoption);
            for (auto const& proposition : latest->propositions)
                draft.proposed.insert_or_assign(proposition.groupe, typed_date(proposition.date));
        }
    }
    context.acts.text = std::move(draft);
}

void edit(Context& context, TextDraft& draft, EditText const& command)
{
    draft.errors.erase(command.field);
    auto const groups = groups_asked(context, draft.what);
    if (command.field == text_form::k_title)
        draft.title = command.value.text;
    else if (command.field == text_form::k_body)
        draft.body = command.value.text;
    else if (command.field == text_form::k_adopted)
        draft.adopted = command.value.text;
    else if (command.field >= text_form::k_proposed && command.field - text_form::k_proposed < groups.size())
        draft.proposed.insert_or_assign(groups[command.field - text_form::k_proposed], command.value.text);
}

void use_model(Context& context, TextDraft& draft)
{
    auto model = model_of(context, draft.what);
    draft.title = std::move(model.title);
    draft.body = std::move(model.body);
    draft.errors.clear();
}

void prepare(Context& context, TextDraft& draft)
{
    auto const checked = check(context, draft);
    auto const plenary = context.map().plenary;
    if (!checked || !plenary)
        return;
    auto const what = draft.what;
    auto const& text = checked->text;
    // Of two versions of one text in one act only the last would count.
    std::erase_if(context.acts.draft, [what](DraftChange const& change) {
        return change.text_in_force && change.text_in_force->what == what;
    });
    DraftChange change;
    change.text = phrase("council.change.text")
                      .with("title", text.titre)
                      .with("version", static_cast<std::int64_t>(text.version))
                      .with("date", text.adoption);
    for (auto& left : founding::unfinished(text.titre, text.texte))
        change.details.push_back(std::move(left));
    if (auto const* const same = same_text_in_force(context, what, text.titre, text.texte))
        change.details.push_back(
            phrase("council.change.text_same").with("version", static_cast<std::int64_t>(same->version)));
    if (context.registry().policy().text_in_force(what) != nullptr)
        change.details.push_back(phrase("council.change.text_closes"));
    for (auto const& proposition : text.propositions)
        change.details.push_back(say_proposition(context, {}, proposition));
    for (auto const& group : checked->opened)
        change.details.push_back(phrase("council.change.opens").with("group", plain_group(context, group)));
    change.ops = open_groups_ops(context.registry(), context.vault.self(), checked->opened);
    change.text_in_force = ledger::TextInForce{what, text.version, crypto::text_hash(text.texte)};
    change.records = [text, plenary = *plenary](Context&) {
        return std::vector{write_texte(plenary, text)};
    };
    change.needs_records = true;
    add_change(context, std::move(change));
    context.acts.text.reset();
    context.route = ActsRoute{};
}

}  // namespace

bool may_write_text(Context const& context, std::uint32_t what)
{
    return law::decide(request_of(context, what), facts_of_writer(context)).allowed;
}

founding::TextModel model_of(Context const& context, std::uint32_t what)
{
    auto const& instance = context.council.instance();
    return founding::text_model(
        what, instance && instance->type ? static_cast<std::uint32_t>(*instance->type) : 0,
        instance ? instance->nom : std::string{});
}

bool waits_for_adoption(Context const& context, std::uint32_t what)
{
    return context.registry().policy().text_in_force(what) == nullptr && context.council.latest_text(what) != nullptr;
}

std::uint64_t next_version(Context const& context, std::uint32_t what)
{
    auto const* const latest = context.council.latest_text(what);
    auto const* const in_force = context.registry().policy().text_in_force(what);
    auto const written = latest == nullptr ? 0 : latest->version;
    return std::max(written, in_force == nullptr ? 0 : in_force->version) + 1;
}

std::optional<ledger::Acceptance> former_acceptance(Context const& context, std::uint32_t what)
{
    std::optional<ledger::Acceptance> found;
    auto const* const card = context.vault.knowledge().cards().current(context.vault.self());
    auto const* const in_force = context.registry().policy().text_in_force(what);
    if (card == nullptr || in_force == nullptr)
        return found;
    for (auto const& one : card->card.card.acceptances) {
        bool const is_former = static_cast<std::uint64_t>(one.what) == what && one.version < in_force->version;
        if (is_former && (!found || found->version <= one.version))
            found = one;
    }
    return found;
}

bool is_of_text(ledger::Acceptance const& acceptance, ledger::TextInForce const& text)
{
    return static_cast<std::uint64_t>(acceptance.what) == text.what && acceptance.version == text.version &&
           acceptance.text == text.hash;
}

std::optional<ledger::Acceptance> acceptance_in_force(Context const& context, std::uint32_t what)
{
    auto const* const card = context.vault.knowledge().cards().current(context.vault.self());
    auto const* const in_force = context.registry().policy().text_in_force(what);
    if (card == nullptr || in_force == nullptr)
        return std::nullopt;
    auto const& all = card->card.card.acceptances;
    auto const found =
        std::ranges::find_if(all, [in_force](ledger::Acceptance const& one) { return is_of_text(one, *in_force); });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

domain::Texte const* same_text_in_force(
    Context const& context, std::uint32_t what, std::string_view title, std::string_view body)
{
    auto const* const in_force = context.council.text_in_force(what);
    bool const is_same =
        in_force != nullptr && founding::clean(title) == in_force->titre && founding::clean(body) == in_force->texte;
    return is_same ? in_force : nullptr;
}

Phrase say_written(Context const& context, std::string_view key, domain::Texte const& text)
{
    auto const cid = context.map().plenary;
    auto const* const store = cid ? context.vault.knowledge().records(*cid) : nullptr;
    auto const* const state = store == nullptr ? nullptr : store->find(text.record);
    if (state == nullptr || !state->exists())
        return {};
    return phrase(key)
        .with("version", static_cast<std::int64_t>(text.version))
        .with("name", plain_name(context, state->creator()))
        .with("date", say_day(context, instant_of(state->create->t)));
}

std::vector<GroupId> groups_asked(Context const& context, std::uint32_t what)
{
    std::vector<GroupId> groups;
    if (what != k_rules)
        return groups;
    for (auto const& group : context.map().groups)
        groups.push_back(group.group);
    return groups;
}

bool is_text_command(Command const& command)
{
    return std::visit(
        []<typename T>(T const&) {
            return std::is_same_v<T, WriteText> || std::is_same_v<T, EditText> || std::is_same_v<T, UseTextModel> ||
                   std::is_same_v<T, PrepareText> || std::is_same_v<T, LeaveText>;
        },
        command);
}

void run_text_command(Context& context, Command const& command)
{
    auto& draft = context.acts.text;
    if (auto const* const write = std::get_if<WriteText>(&command))
        begin(context, *write);
    else if (auto const* const typed = std::get_if<EditText>(&command); typed != nullptr && draft)
        edit(context, *draft, *typed);
    else if (std::holds_alternative<UseTextModel>(command) && draft)
        use_model(context, *draft);
    else if (std::holds_alternative<PrepareText>(command) && draft)
        prepare(context, *draft);
    else if (std::holds_alternative<LeaveText>(command))
        draft.reset();
    context.changed();
}

}  // namespace huisclos::app
