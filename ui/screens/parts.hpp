// What several screens draw: the views' tags, refusals, things to do, and links to hand over.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/app/commands.hpp"
#include "core/app/views/common.hpp"
#include "core/app/views/home_view.hpp"
#include "core/app/views/situation_views.hpp"
#include "ui/kit/kit.hpp"
#include "ui/text/format.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::ui {

/// Whether there is something to say: words of the catalogue, or somebody's own.
[[nodiscard]] inline bool is_said(Phrase const& phrase)
{
    return !phrase.empty() || is_verbatim(phrase);
}

[[nodiscard]] Tone tone_of(app::Tone tone);
[[nodiscard]] Icon icon_named(std::string_view name);

/// Lower-case hexadecimal: the id of a row, so that focus follows it whatever its position.
[[nodiscard]] std::string hex(BytesView bytes);
template <typename AnyId>
[[nodiscard]] std::string row_id(AnyId const& id)
{
    return hex(id.view());
}

/// A name or words in it have letters that no font draws.
[[nodiscard]] bool lacks_letters(Phrase const& said);
/// The same of values of fields, and of those written at once.
[[nodiscard]] bool lacks_letters(std::span<app::FieldView const> fields);

void draw_tag(app::TagView const& tag);
/// As what follows a colon begins: without its capital, unless that begins an acronym.
[[nodiscard]] std::string continued(std::string_view sentence);
/// The name of a button that others of its page are labelled like: « Retirer : Anne Leroy quitte le groupe ».
[[nodiscard]] Text name_of_button(Text const& label, Text const& what);

/// In plain words, then the rule and its article.
void draw_refusal(app::RefusalView const& refusal);
/// A refusal that says what it is about: « Passer en suivi : … ».
void draw_refusal_of(Phrase const& what, app::RefusalView const& refusal);
/// While it lives, what is drawn is left out of print where the law says so; the page then holds the refusal.
class PrintGuard {
public:
    explicit PrintGuard(app::PrintView const& print);
    /// One row among others: who lists them says the refusal once, before them.
    explicit PrintGuard(std::optional<app::RefusalView> const& not_printed);

private:
    std::optional<kit::NotPrinted> m_not_printed{};
};
/// On paper, the refusal of those rows that are left out of it, once.
template <typename Rows>
void draw_left_out(Rows const& rows)
{
    for (auto const& row : rows) {
        if (!row.not_printed)
            continue;
        kit::NotPrinted const said(say(row.not_printed->message), say(row.not_printed->article));
        return;
    }
}
/// Each with the button that deals with it. Nothing is drawn when there is nothing to do.
void draw_todo(std::string_view id, Text const& name, std::span<app::TodoView const> todo, app::CommandSink& commands);

/// Who reads something, why, until when. With `commands`, each name leads to that member's page, where there is one.
void draw_reader_table(
    Text const& name, std::span<app::ReaderView const> readers, app::CommandSink* commands = nullptr);

/// A link that a person hands over: its text in a field that can be selected, a button that copies it, a QR code.
/// `copied` is kept by the caller: the button then says that it was done. `kind` of that button: Primary where handing
/// the link over is what the page is for.
void draw_link(
    std::string_view id, Text const& label, std::string_view link, bool& copied,
    kit::ButtonKind kind = kit::ButtonKind::Secondary);

/// Asked, while `what` is not 0, before the model of that text takes the place of what is typed; then it is 0 again.
void draw_model_question(std::uint32_t& what, app::CommandSink& commands);

/// « 3 mars 2026 à 14 h 05 ».
[[nodiscard]] Text date_and_time(Instant at);

}  // namespace huisclos::ui
