// The charter and the règlement intérieur, and a new version being written.

#include "core/app/council_conflicts.hpp"
#include "core/app/council_texts.hpp"

#include <algorithm>

#include "core/app/awaited.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/field_views.hpp"
#include "core/app/founding_internal.hpp"
#include "core/app/shown_time.hpp"

namespace huisclos::app {

namespace {

/// As they are shown: the one that councils change and ask about most comes first.
constexpr auto k_kinds = {domain::TypeTexte::ReglementInterieur, domain::TypeTexte::Charte};

FieldView body_field(Context const& context, TextDraft const& draft)
{
    auto field = text_field(text_form::k_body, "council.text.field.body", draft.body, founding::k_most_text_bytes);
    field.kind = FieldKind::Note;
    field.help = phrase("founding.text.help");
    field.warnings = founding::unfinished(draft.title, draft.body);
    if (auto const* const same = same_text_in_force(context, draft.what, draft.title, draft.body))
        field.warnings.push_back(phrase("council.text.same").with("version", static_cast<std::int64_t>(same->version)));
    return field;
}

TextFormView form_of(Context const& context, TextDraft const& draft)
{
    TextFormView form;
    form.what = draft.what;
    bool const is_adoption = waits_for_adoption(context, draft.what);
    // each member's view of situations waits for his acceptance.
    if (context.registry().policy().text_in_force(draft.what) != nullptr) {
        form.closes = phrase("council.text.closes");
        form.closes_detail = phrase("council.text.closes_detail");
    }
    form.title = phrase(is_adoption ? "council.text.adoption" : "council.text.new_version")
                     .with("text", TextRef{std::string(domain::text_key(domain::ListId::TypeTexte, draft.what))})
                     .with("version", static_cast<std::int64_t>(next_version(context, draft.what)));
    form.fields = {
        text_field(text_form::k_title, "founding.text.title", draft.title, founding::k_title_length),
        body_field(context, draft),
        date_field(text_form::k_adopted, phrase("council.text.field.adopted"), draft.adopted)};
    for (auto& field : form.fields)
        field.required = true;
    if (is_adoption)
        form.fields.back().help = phrase("council.text.adoption_help");
    // The words of the last version, with which the form began, stay written there.
    auto const* const latest = context.council.latest_text(draft.what);
    bool const is_typed = latest == nullptr || latest->titre != draft.title || latest->texte != draft.body;
    form.model_replaces = is_typed && founding::replaces(model_of(context, draft.what), draft.title, draft.body);
    auto const groups = groups_asked(context, draft.what);
    for (std::uint32_t i = 0; i < groups.size(); ++i) {
        auto const typed = draft.proposed.find(groups[i]);
        auto label = phrase("council.text.field.proposed").with("group", plain_group(context, groups[i]));
        auto field = date_field(
            text_form::k_proposed + i, std::move(label), typed == draft.proposed.end() ? std::string{} : typed->second);
        auto const map = context.map();
        auto const* const group = map.group(groups[i]);
        bool const is_open = group != nullptr && group->nominative;
        field.help = phrase(is_open ? "council.text.proposed_help_open" : "council.text.proposed_help");
        form.fields.push_back(std::move(field));
    }
    put_errors(form.fields, draft.errors);
    form.errors.assign(draft.errors.begin(), draft.errors.end());
    return form;
}

/// The act that put it in force: the first of the sequence by which it was. Null when it is not known here.
ledger::Act const* act_of_text(Context const& context, ledger::TextInForce const& text)
{
    auto const& registry = *context.vault.knowledge().registry();
    auto const names = [&text](ledger::ActOp const& op) {
        auto const* const policy = std::get_if<ledger::PolicyOp>(&op);
        return policy != nullptr && policy->texts && std::ranges::find(*policy->texts, text) != policy->texts->end();
    };
    for (auto const& hash : registry.sequence()) {
        auto const* const act = registry.act(hash);
        if (act == nullptr || std::ranges::none_of(act->ops, names))
            continue;
        auto const* const after = registry.view(hash);
        auto const* const put = after == nullptr ? nullptr : after->policy().text_in_force(text.what);
        if (put != nullptr && *put == text)
            return act;
    }
    return nullptr;
}

Phrase say_signer(Context const& context, domain::Texte const& text, std::uint32_t what)
{
    auto const* const in_force = context.registry().policy().text_in_force(what);
    if (in_force == nullptr || in_force->version != text.version)
        return say_written(context, "council.text.written", text);
    auto const* const act = act_of_text(context, *in_force);
    if (act == nullptr)
        return {};
    return phrase("council.text.signed")
        .with("name", author_name(context, ledger::as_member(act->author)))
        .with("date", say_day(context, instant_of(act->t)));
}

Phrase say_accepted(Context const& context, std::uint32_t what)
{
    auto const accepted = acceptance_in_force(context, what);
    return accepted ? phrase("council.text.accepted_on").with("date", say_day(context, accepted->at)) : Phrase{};
}

/// each version is accepted anew.
Phrase say_former(Context const& context, std::uint32_t what)
{
    auto const former = former_acceptance(context, what);
    if (!former)
        return {};
    return phrase("council.text.former")
        .with("version", std::int64_t{former->version})
        .with("date", say_day(context, former->at));
}

/// Being written, or in the act in draft: nobody else knows of it yet.
Phrase say_next(Context const& context, std::uint32_t what)
{
    auto const& acts = context.acts;
    bool const is_drafted = std::ranges::any_of(acts.draft, [what](DraftChange const& change) {
        return change.text_in_force && change.text_in_force->what == what;
    });
    if (!is_drafted && !(acts.text && acts.text->what == what))
        return {};
    return phrase("council.text.next").with("version", static_cast<std::int64_t>(next_version(context, what)));
}

}  // namespace

TextsView present_texts(Context const& context)
{
    TextsView view;
    if (!context.has_registry())
        return view;
    auto const facts = facts_of_signer(context).actor;
    for (auto const kind : k_kinds) {
        auto const what = static_cast<std::uint32_t>(kind);
        if (may_write_text(context, what))
            view.may_write.push_back({what, phrase(domain::text_key(domain::ListId::TypeTexte, what)), false});
        if (may_write_text(context, what) && waits_for_adoption(context, what))
            view.to_adopt.push_back(what);
        auto const* const in_force = context.council.text_in_force(what);
        auto const* const text = in_force == nullptr ? context.council.latest_text(what) : in_force;
        if (text == nullptr)
            continue;
        TextView shown_text;
        shown_text.what = what;
        shown_text.title = verbatim(text->titre);
        shown_text.body = text->texte;
        auto const version = static_cast<std::int64_t>(text->version);
        if (in_force == nullptr)
            shown_text.dates = phrase("council.text.not_in_force").with("version", version);
        else if (text->adoption.is_known())
            shown_text.dates = phrase("council.text.adopted_on").with("version", version).with("date", text->adoption);
        else
            shown_text.dates = phrase("council.text.in_force").with("version", version);
        shown_text.accepted = kind == domain::TypeTexte::Charte ? facts.charter_accepted : facts.rules_accepted;
        if (shown_text.accepted)
            shown_text.accepted_on = say_accepted(context, what);
        shown_text.may_accept = in_force != nullptr && !shown_text.accepted && may_accept_texts(context);
        shown_text.signer = say_signer(context, *text, what);
        shown_text.former = shown_text.may_accept ? say_former(context, what) : Phrase{};
        shown_text.next = say_next(context, what);
        shown_text.others = other_texts(context, *text);
        view.texts.push_back(std::move(shown_text));
    }
    // What is asked is what the page begins with.
    std::ranges::stable_partition(view.texts, &TextView::may_accept);
    auto const* const route = std::get_if<TextsRoute>(&context.route);
    if (context.acts.text && (route == nullptr || !route->reads))
        view.form = form_of(context, *context.acts.text);
    return view;
}

}  // namespace huisclos::app
