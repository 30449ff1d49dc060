// The charter and the règlement intérieur, and a new version being written.

#include "core/app/council_conflicts.hpp"
#include "core/app/council_texts.hpp"

#include <algorithm>

#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/field_views.hpp"
#include "core/app/founding_internal.hpp"

namespace huisclos::app {

namespace {

/// As they are shown: the one that councils change and ask about most comes first.
constexpr auto k_kinds = {domain::TypeTexte::ReglementInterieur, domain::TypeTexte::Charte};

FieldView body_field(TextDraft const& draft)
{
    auto field = text_field(text_form::k_body, "council.text.field.body", draft.body, founding::k_most_text_bytes);
    field.kind = FieldKind::Note;
    field.help = phrase("founding.text.help");
    field.warnings = founding::unfinished(draft.title, draft.body);
    return field;
}

TextFormView form_of(Context const& context, TextDraft const& draft)
{
    TextFormView form;
    form.what = draft.what;
    bool const is_adoption = waits_for_adoption(context, draft.what);
    form.title = phrase(is_adoption ? "council.text.adoption" : "council.text.new_version")
                     .with("text", TextRef{std::string(domain::text_key(domain::ListId::TypeTexte, draft.what))})
                     .with("version", static_cast<std::int64_t>(next_version(context, draft.what)));
    form.fields = {
        text_field(text_form::k_title, "founding.text.title", draft.title, founding::k_title_length), body_field(draft),
        date_field(text_form::k_adopted, phrase("council.text.field.adopted"), draft.adopted)};
    for (auto& field : form.fields)
        field.required = true;
    if (is_adoption)
        form.fields.back().help = phrase("council.text.adoption_help");
    form.model_replaces = founding::replaces(model_of(context, draft.what), draft.title, draft.body);
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
        shown_text.may_accept = in_force != nullptr && facts.active && !shown_text.accepted;
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
