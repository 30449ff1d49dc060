// Pieces of sample views: ids, fields, choices.

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/app/app.hpp"

namespace huisclos::samples {

template <typename AnyId>
[[nodiscard]] AnyId an_id(std::uint8_t number)
{
    AnyId id;
    id.bytes[0] = number;
    id.bytes[1] = 0x5a;
    return id;
}

[[nodiscard]] inline app::OptionView option(std::uint32_t code, std::string label, bool chosen = false)
{
    return {code, verbatim(std::move(label)), chosen};
}

[[nodiscard]] inline app::FieldView fact(std::string label, std::string value)
{
    app::FieldView field;
    field.label = verbatim(std::move(label));
    if (!value.empty())
        field.value = verbatim(std::move(value));
    return field;
}

[[nodiscard]] inline app::FieldView a_field(
    std::uint32_t number, app::FieldKind kind, std::string label, std::string text)
{
    app::FieldView field = fact(std::move(label), text);
    field.field = number;
    field.kind = kind;
    field.text = std::move(text);
    field.max_length = kind == app::FieldKind::Note ? 300 : 100;
    field.may_edit = true;
    return field;
}

[[nodiscard]] inline app::FieldView a_choice(
    std::uint32_t number, app::FieldKind kind, std::string label, std::vector<app::OptionView> options)
{
    app::FieldView field = a_field(number, kind, std::move(label), {});
    for (app::OptionView const& one : options) {
        if (one.chosen)
            field.value = one.label;
    }
    field.options = std::move(options);
    return field;
}

[[nodiscard]] inline app::RefusalView a_refusal()
{
    return {phrase("law.r_12.representant"), phrase("law.r_12.article")};
}

}  // namespace huisclos::samples
