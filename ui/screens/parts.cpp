#include "ui/screens/parts.hpp"

#include <algorithm>

namespace huisclos::ui {

Tone tone_of(app::Tone tone)
{
    switch (tone) {
    case app::Tone::Info:
        return Tone::Info;
    case app::Tone::Success:
        return Tone::Success;
    case app::Tone::Warning:
        return Tone::Warning;
    case app::Tone::Error:
        return Tone::Error;
    case app::Tone::Archive:
        return Tone::Archive;
    case app::Tone::Neutral:
        break;
    }
    return Tone::Neutral;
}

Icon icon_named(std::string_view name)
{
    return name.empty() ? Icon{} : kit::find_icon(name);
}

std::string hex(BytesView bytes)
{
    constexpr char k_digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (auto const byte : bytes) {
        text += k_digits[byte >> 4];
        text += k_digits[byte & 15];
    }
    return text;
}

bool lacks_letters(Phrase const& said)
{
    return std::ranges::any_of(said.args, [](auto const& arg) {
        auto const* const words = std::get_if<std::string>(&arg.second);
        return words != nullptr && kit::lacks_letters(*words);
    });
}

bool lacks_letters(std::span<app::FieldView const> fields)
{
    return std::ranges::any_of(fields, [](app::FieldView const& field) {
        return lacks_letters(field.value) || kit::lacks_letters(field.text) ||
               std::ranges::any_of(field.conflicts, [](app::ConflictView const& other) {
                   return lacks_letters(other.value) || lacks_letters(other.author);
               });
    });
}

void draw_tag(app::TagView const& tag)
{
    kit::tag(tone_of(tag.tone), say(tag.label), icon_named(tag.icon));
}

std::string continued(std::string_view sentence)
{
    std::string text(sentence);
    bool const is_ascii = text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z';
    bool const is_acronym = is_ascii && text[1] >= 'A' && text[1] <= 'Z';
    if (is_ascii && !is_acronym)
        text[0] = static_cast<char>(text[0] | 0x20);
    else if (text.starts_with("\u00c9"))
        text.replace(0, 2, "\u00e9");
    else if (text.starts_with("\u00c0"))
        text.replace(0, 2, "\u00e0");
    return text;
}

void draw_refusal(app::RefusalView const& refusal)
{
    // What no rule says refuses nothing.
    if (is_said(refusal.article))
        kit::refusal(say(refusal.message), say(refusal.article));
    else
        kit::callout(Tone::Warning, say(refusal.message));
}

void draw_refusal_of(Phrase const& what, app::RefusalView const& refusal)
{
    Text const title =
        tr("screens.refused", {arg("what", say(what)), arg("why", value(continued(say(refusal.message).view())))});
    kit::refusal(title, say(refusal.article));
}

PrintGuard::PrintGuard(app::PrintView const& print)
{
    if (!print.allowed)
        m_not_printed.emplace(say(print.refusal.message), say(print.refusal.article));
}

Text name_of_button(Text const& label, Text const& what)
{
    return what.empty() ? label : tr("screens.button.named", {arg("button", label), arg("what", what)});
}

PrintGuard::PrintGuard(std::optional<app::RefusalView> const& not_printed)
{
    if (not_printed)
        m_not_printed.emplace(Text{}, Text{});
}

void draw_todo(std::string_view id, Text const& name, std::span<app::TodoView const> todo, app::CommandSink& commands)
{
    if (todo.empty())
        return;
    draw_left_out(todo);
    kit::Rows rows(id, name);
    for (app::TodoView const& item : todo) {
        PrintGuard const guard(item.not_printed);
        kit::ActionRow const row{
            .tone = tone_of(item.tone),
            .icon = icon_named(item.icon),
            .title = say(item.title),
            .detail = say(item.detail),
            .button = say(item.button)};
        if (!kit::action_row(std::to_string(item.id), row))
            continue;
        for (app::Command const& command : item.before)
            commands.send(command);
        commands.send(item.command);
    }
}

void draw_reader_table(Text const& name, std::span<app::ReaderView const> readers, app::CommandSink* commands)
{
    auto const of = [readers](Phrase app::ReaderView::* part) {
        return [readers, part](std::size_t row) {
            return say(readers[row].*part);
        };
    };
    kit::TableColumn const columns[] = {
        {tr("sheet.access.who"), 3, of(&app::ReaderView::who), kit::Weight::Strong},
        {tr("sheet.access.why"), 4, of(&app::ReaderView::why)},
        {tr("sheet.access.until"), 3, of(&app::ReaderView::until)}};
    auto const id = [readers](std::size_t row) {
        return readers[row].member ? row_id(*readers[row].member) : std::to_string(row);
    };
    kit::Table table("readers", name, columns, readers.size(), kit::Copying::Offered, id);
    for (std::size_t i : table) {
        table.row(i, id(i));
        if (commands == nullptr || !readers[i].member)
            table.cell(say(readers[i].who), kit::Weight::Strong);
        else if (table.link_cell(say(readers[i].who)))
            commands->send(app::Go{app::MembersRoute{*readers[i].member}});
        table.cell(say(readers[i].why));
        table.cell(say(readers[i].until));
    }
    if (table.copied())
        kit::copy_value(*table.copied());
}

void draw_link(std::string_view id, Text const& label, std::string_view link, bool& copied, kit::ButtonKind kind)
{
    kit::Scope scope(id);
    std::string text(link);
    bool const has_code = kit::fits_qr_code(link.size());
    Text const help = has_code ? tr("screens.link.help") : tr("screens.link.help.long");
    // Whom the link is shown to sees the code whole, from which somebody else reads it.
    kit::Whole const whole("whole");
    // One cell alone where there is no code to show beside it.
    kit::Columns columns("parts", {1, 1}, has_code ? 240 : 10'000);
    columns.next();
    kit::text_field("link", label, text, {.help = help, .max_length = 4000, .read_only = true});
    kit::ButtonOptions options{.kind = kind};
    options.icon = copied ? kit::icon("check-line") : kit::icon("file-copy-line");
    if (kit::button("copy", copied ? tr("screens.link.copied") : tr("screens.link.copy"), options)) {
        kit::copy_text(link);
        kit::announce(tr("screens.link.copied").view());
        copied = true;
        kit::request_frame();
    }
    if (!has_code)
        return;
    columns.next();
    kit::qr_code("qr", label, link);
}

void draw_model_question(std::uint32_t& what, app::CommandSink& commands)
{
    if (what == 0)
        return;
    kit::Dialog dialog("model", tr("texts.model.title"));
    kit::paragraph(tr("texts.model.text"));
    auto const answer = dialog.ask(tr("texts.model.keep"), tr("texts.model.replace"));
    if (answer == kit::Answer::Yes)
        commands.send(app::UseTextModel{what});
    if (answer != kit::Answer::None)
        what = 0;
}

Text date_and_time(Instant at)
{
    return tr("screens.date_and_time", {arg("date", format_date(paris_date(at))), arg("time", format_time(at))});
}

}  // namespace huisclos::ui
