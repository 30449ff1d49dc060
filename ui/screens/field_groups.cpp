// Fields that stand together.

#include <algorithm>
#include <string>

#include "ui/screens/fields.hpp"
#include "ui/screens/parts.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::ui {

void draw_cares(
    std::string_view form, std::span<app::FieldView const> fields, TypedTexts& texts, FieldActions const& actions,
    FieldLayout layout)
{
    if (fields.empty())
        return;
    Text const name = tr("situation.field.cares");
    kit::Group const group("cares", name);
    kit::heading(name, 3);
    bool const is_form = layout != FieldLayout::Reading && std::ranges::any_of(fields, &app::FieldView::may_edit);
    if (is_form)
        kit::paragraph(tr("situation.help.care"), kit::Weight::Small);
    draw_fields(form, fields, texts, actions, layout);
}

}  // namespace huisclos::ui
