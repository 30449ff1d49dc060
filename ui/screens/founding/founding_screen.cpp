#include "ui/screens/founding/founding_screen.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "ui/screens/founding/founding_groups.hpp"
#include "ui/screens/parts.hpp"

namespace huisclos::ui {

namespace {

constexpr std::uint8_t k_commune = 0;
constexpr std::uint8_t k_formations = 1;
constexpr std::uint8_t k_groups = 2;
constexpr std::uint8_t k_texts = 3;
/// TextView::what.
constexpr std::uint32_t k_charter = 1;
constexpr std::uint32_t k_rules = 2;

FieldActions founding_actions(app::CommandSink& commands)
{
    return draft_actions<app::EditFounding>(commands);
}

/// Founding takes it as it is, and the summary says that it is still to be completed: so does its step.
bool has_unfinished_text(app::FoundingView const& view)
{
    auto const is_unfinished = [](app::FieldView const& field) {
        return !field.warnings.empty();
    };
    return std::ranges::any_of(view.charter, is_unfinished) || std::ranges::any_of(view.rules, is_unfinished);
}

void draw_steps(app::FoundingView const& view)
{
    std::array const names{
        tr("founding.step.commune"), tr("founding.step.formations"), tr("founding.step.groups"),
        tr("founding.step.texts"), tr("founding.step.summary")};
    std::array<kit::Step, names.size()> steps;
    for (std::size_t i = 0; i < names.size(); ++i) {
        bool const is_done = view.complete[i] && (i != k_texts || !has_unfinished_text(view));
        // Without a group a council may be founded.
        steps[i] = {names[i], is_done, !is_done && (i == k_commune || i == k_texts)};
    }
    kit::steps("steps", tr("founding.steps"), steps, view.step);
}

bool is_of(std::span<app::FieldView const> fields, std::uint32_t number)
{
    return std::any_of(
        fields.begin(), fields.end(), [number](app::FieldView const& field) { return field.field == number; });
}

struct TextPart {
    std::uint32_t what{0};  ///< TextView::what.
    std::span<app::FieldView const> fields{};
    bool model_replaces{false};
};

void draw_text_part(Text const& title, TextPart const& part, FoundingDraft& draft, app::CommandSink& commands)
{
    auto const& [what, fields, model_replaces] = part;
    if (fields.empty())
        return;
    kit::heading(title);
    kit::ButtonOptions options{.icon = kit::icon("draft-line")};
    options.description = title;
    if (kit::button("model" + std::to_string(what), tr("founding.text.model", {arg("text", title)}), options)) {
        if (model_replaces)
            draft.asking_model = what;
        else
            commands.send(app::UseTextModel{what});
    }
    draw_fields("texts", fields, draft.texts, founding_actions(commands), FieldLayout::OneColumn);
    kit::space(kit::Space::Large);
}

void draw_texts_step(app::FoundingView const& view, FoundingDraft& draft, app::CommandSink& commands)
{
    kit::paragraph(tr("founding.texts.intro"), kit::Weight::Soft);
    if (!view.may_found)
        kit::paragraph(tr("founding.texts.draft"), kit::Weight::Soft);
    draw_text_part(
        tr("founding.text.charter"), {k_charter, view.charter, view.charter_model_replaces}, draft, commands);
    draw_text_part(tr("founding.text.rules"), {k_rules, view.rules, view.rules_model_replaces}, draft, commands);
}

/// Something that is typed, or chosen otherwise than a draft begins.
bool has_content(app::FoundingView const& view)
{
    return view.is_intercommunal || !view.groups.empty() || has_typed(view.commune) || has_typed(view.charter) ||
           has_typed(view.rules) || has_typed(view.invitees);
}

void draw_open_file(app::FoundingView const& view, FoundingDraft& draft)
{
    if (!kit::button("open-file", tr("founding.file.open"), {.icon = kit::icon("folder-open-line")}))
        return;
    if (view.unsaved && has_content(view))
        draft.replacing = Replacing::ByFile;
    else
        kit::ask_for_file();
}

/// Both links may have been opened, each in its own tab.
void draw_paste_link(app::FoundingView const& view, FoundingDraft& draft, app::CommandSink& commands)
{
    kit::Group group("paste", tr("founding.link.title"), Role::Form);
    kit::heading(tr("founding.link.title"));
    kit::paragraph(tr("founding.link.intro"), kit::Weight::Soft);
    kit::NotPrinted const guard({}, {});
    FormPart const form{"link", {&view.link, 1}, FieldLayout::OneColumn};
    draw_field_errors({form}, draft.show_link_errors);
    draw_fields(form.form, form.fields, draft.texts, founding_actions(commands), form.layout);
    if (!kit::button("open-link", tr("founding.link.open"), {.icon = kit::icon("links-line")}))
        return;
    if (view.link_replaces && view.unsaved && has_content(view)) {
        draft.replacing = Replacing::ByLink;
        return;
    }
    commands.send(app::OpenFoundingLink{});
    draft.show_link_errors = true;
}

void draw_arrivals(app::FoundingView const& view, FoundingDraft& draft, app::CommandSink& commands)
{
    kit::paragraph(tr("founding.file.intro"), kit::Weight::Soft);
    draw_open_file(view, draft);
    draw_paste_link(view, draft, commands);
}

void draw_commune_step(app::FoundingView const& view, FoundingDraft& draft, app::CommandSink& commands)
{
    if (view.may_found) {
        kit::message(Tone::Success, tr("founding.link.opened"));
        kit::space(kit::Space::Large);
    }
    draw_fields("commune", view.commune, draft.texts, founding_actions(commands), FieldLayout::OneColumn);
    if (is_said(view.duties))
        kit::callout(Tone::Info, say(view.duties));
}

void draw_hand_over(app::FoundingView const& view, FoundingDraft& draft, app::CommandSink& commands)
{
    kit::heading(tr("founding.draft.title"));
    kit::paragraph(tr("founding.draft.intro"), kit::Weight::Soft);
    bool const is_shown = !view.draft_link.empty();
    bool const was_copied = std::exchange(draft.link_copied, draft.link_copied && is_shown);
    if (is_shown) {
        kit::result_follows();
        draw_link("draft", tr("founding.draft.link"), view.draft_link, draft.link_copied);
        if (draft.link_copied && !was_copied)
            commands.send(app::KeepFoundingDraft{});
    }
    // A link that is shown says below itself that it has none.
    bool const has_code = kit::fits_qr_code(view.link_bytes);
    if (!has_code && !is_shown)
        kit::callout(Tone::Info, tr("founding.draft.no_qr"), tr("founding.draft.no_qr.detail"));
    kit::Row row;
    Text const save = has_code ? tr("founding.draft.save") : tr("founding.draft.save_link");
    if (!is_shown && kit::button("save", save, {.icon = kit::icon("links-line")}))
        commands.send(app::SaveFoundingDraft{});
    if (kit::button("save-file", tr("founding.file.save"), {.icon = kit::icon("save-line")})) {
        commands.send(app::SaveFoundingDraft{});
        draft.saving_file = true;
    }
    draw_open_file(view, draft);
}

/// « Enregistré » only of what was taken away: a link that is shown is lost with the page. Of a draft in which nothing
/// is typed or chosen nothing can be lost.
void draw_saved(app::FoundingView const& view)
{
    if (view.unsaved && !view.draft_link.empty()) {
        kit::message(Tone::Warning, tr("founding.ready"));
        return;
    }
    bool const is_untouched = !has_content(view) && !has_typed(view.new_group);
    kit::Row row;
    if (view.unsaved && is_untouched)
        kit::tag(Tone::Neutral, tr("founding.untouched"));
    else if (view.unsaved)
        kit::tag(Tone::Warning, tr("founding.unsaved"));
    else if (view.by_link)
        kit::tag(Tone::Warning, tr("founding.by_link"));
    else
        kit::tag(Tone::Success, tr("founding.saved"));
}

/// The file is given once the app has found the draft fit to be handed over.
void give_file(app::FoundingView const& view, FoundingDraft& draft, app::CommandSink& commands)
{
    if (draft.saving_file && !view.draft_file.empty()) {
        kit::save_file(tr("founding.file.name").view(), view.draft_file);
        commands.send(app::KeepFoundingDraft{});
        kit::announce(tr("founding.file.saved").view());
    }
    if (!view.draft_file.empty() || !view.errors.empty())
        draft.saving_file = false;
}

/// Opening another draft over what was typed and kept nowhere is asked first.
void draw_replace(FoundingDraft& draft, app::CommandSink& commands)
{
    if (draft.replacing == Replacing::No)
        return;
    bool const is_file = draft.replacing == Replacing::ByFile;
    kit::Dialog dialog("replace", tr("founding.file.replace.title"));
    kit::paragraph(is_file ? tr("founding.file.replace.text") : tr("founding.link.replace.text"));
    auto const answer = dialog.ask(tr("screens.cancel"), tr("founding.file.replace"));
    if (answer == kit::Answer::None)
        return;
    draft.replacing = Replacing::No;
    if (answer == kit::Answer::No)
        return;
    draft.show_link_errors = !is_file;
    if (is_file)
        kit::ask_for_file();
    else
        commands.send(app::OpenFoundingLink{});
}

/// So is leaving.
void draw_leaving(FoundingDraft& draft, app::CommandSink& commands)
{
    if (!draft.leaving)
        return;
    kit::Dialog dialog("leaving", tr("founding.leave.title"));
    kit::paragraph(tr("founding.leave.text"));
    auto const answer = dialog.ask(tr("founding.leave.stay"), tr("founding.leave.lose"));
    if (answer == kit::Answer::Yes)
        commands.send(app::GoBack{});
    if (answer != kit::Answer::None)
        draft.leaving = false;
}

void draw_summary_step(app::FoundingView const& view, FoundingDraft& draft, app::CommandSink& commands)
{
    kit::heading(tr("founding.summary.title"));
    for (Phrase const& line : view.warnings)
        kit::message(Tone::Warning, say(line));
    for (Phrase const& line : view.summary)
        kit::paragraph(say(line));
    kit::space(kit::Space::Large);
    draw_fields("invitees", view.invitees, draft.texts, founding_actions(commands), FieldLayout::OneColumn);
    if (view.may_found) {
        kit::callout(Tone::Info, tr("founding.found.intro"));
        if (kit::primary_button("found", tr("founding.found"), {.icon = kit::icon("government-line")})) {
            commands.send(app::Found{});
            draft.show_errors = true;
        }
        kit::space(kit::Space::Wide);
    } else {
        kit::callout(Tone::Info, tr("founding.no_store"), tr("founding.no_store.detail"));
        draw_paste_link(view, draft, commands);
        kit::space(kit::Space::Wide);
    }
    draw_hand_over(view, draft, commands);
}

/// Errors of the fields of this step lead to them; those of other steps are said.
void draw_step_errors(app::FoundingView const& view, FoundingDraft& draft)
{
    FieldLists const fields{view.commune, view.formations, view.charter, view.rules, view.invitees};
    std::vector<std::pair<std::uint32_t, Phrase>> here;
    std::vector<Text> elsewhere;
    for (auto const& [field, message] : view.errors) {
        bool const is_here = (view.step == k_commune && is_of(view.commune, field)) ||
                             (view.step == k_formations && is_of(view.formations, field)) ||
                             (view.step == k_texts && (is_of(view.charter, field) || is_of(view.rules, field))) ||
                             (view.step > k_texts && is_of(view.invitees, field));
        if (is_here)
            here.emplace_back(field, message);
        else if (view.step > k_texts || field == 0)
            elsewhere.push_back(error_of(field, message, fields));
    }
    bool const fresh = draft.show_errors && !here.empty();
    draw_errors(here, fields, fresh);
    if (draft.show_errors && here.empty() && !elsewhere.empty())
        kit::focus_on("elsewhere0");
    for (std::size_t i = 0; i < elsewhere.size(); ++i)
        kit::callout(Tone::Error, elsewhere[i], {}, kit::Announced::Yes, "elsewhere" + std::to_string(i));
    if (!view.errors.empty())
        draft.show_errors = false;
}

void draw_moves(app::FoundingView const& view, FoundingDraft& draft, app::CommandSink& commands)
{
    kit::Row row;
    auto const step = view.step;
    if (step == 0 && kit::button("leave", tr("founding.leave"))) {
        bool const is_kept_nowhere = view.unsaved || view.by_link;
        draft.leaving = (is_kept_nowhere && has_content(view)) || has_typed(view.new_group);
        if (!draft.leaving)
            commands.send(app::GoBack{});
    }
    if (step > 0 && kit::button("previous", tr("founding.previous"), {.icon = kit::icon("arrow-left-line")}))
        commands.send(app::Go{app::FoundingRoute{static_cast<std::uint8_t>(step - 1)}});
    if (step + 1 < view.steps && kit::primary_button("next", tr("founding.next"))) {
        commands.send(app::Go{app::FoundingRoute{static_cast<std::uint8_t>(step + 1)}});
        // Refused, what is wrong is said there.
        draft.show_errors = true;
        draft.show_group_errors = true;
    }
}

void draw_step(app::FoundingView const& view, FoundingDraft& draft, app::CommandSink& commands)
{
    kit::Card card("step");
    draw_step_errors(view, draft);
    if (view.step == k_commune) {
        draw_commune_step(view, draft, commands);
    } else if (view.step == k_formations) {
        kit::paragraph(tr("founding.formations.intro"), kit::Weight::Soft);
        draw_fields("formations", view.formations, draft.texts, founding_actions(commands), FieldLayout::OneColumn);
    } else if (view.step == k_groups) {
        draw_groups_step(view, draft, commands);
    } else if (view.step == k_texts) {
        draw_texts_step(view, draft, commands);
    } else {
        draw_summary_step(view, draft, commands);
    }
    kit::space(kit::Space::Wide);
    kit::separator();
    draw_moves(view, draft, commands);
}

Text subtitle_of(app::FoundingView const& view)
{
    if (!view.prepared)
        return tr("founding.subtitle");
    return view.may_found ? tr("founding.prepared") : tr("founding.opened");
}

/// Another draft is shown from its beginning; of a file that was refused, why.
void follow_arrival(app::FoundingView const& view, FoundingDraft& draft)
{
    if (std::exchange(draft.arrivals, view.arrivals) == view.arrivals)
        return;
    if (view.errors.empty())
        kit::focus_page_title();
    else
        draft.show_errors = true;
}

}  // namespace

void draw_founding(app::FoundingView const& view, FoundingDraft& draft, app::CommandSink& commands)
{
    follow_arrival(view, draft);
    kit::page_title(tr("founding.title"), subtitle_of(view));
    draw_steps(view);
    draw_saved(view);
    give_file(view, draft, commands);
    draw_replace(draft, commands);
    draw_leaving(draft, commands);
    draw_model_question(draft.asking_model, commands);
    draw_step(view, draft, commands);
    // Who begins from nothing has none: below what is asked of him.
    if (view.step == k_commune) {
        kit::Card card("arrivals");
        draw_arrivals(view, draft, commands);
    }
}

}  // namespace huisclos::ui
