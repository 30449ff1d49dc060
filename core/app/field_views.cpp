#include "core/app/field_views.hpp"

namespace huisclos::app {

FieldView shown(std::string_view label_key, Phrase value)
{
    FieldView view;
    view.label = phrase(label_key);
    view.value = std::move(value);
    return view;
}

FieldView text_field(std::uint32_t field, std::string_view label_key, std::string const& text, std::uint32_t max_length)
{
    FieldView view;
    view.field = field;
    view.kind = FieldKind::Text;
    view.label = phrase(label_key);
    view.text = text;
    if (!text.empty())
        view.value = verbatim(text);
    view.max_length = max_length;
    view.may_edit = true;
    return view;
}

FieldView date_field(std::uint32_t field, Phrase label, std::string const& typed)
{
    FieldView view;
    view.field = field;
    view.kind = FieldKind::Date;
    view.label = std::move(label);
    view.text = typed;
    if (!typed.empty())
        view.value = verbatim(typed);
    view.max_length = 10;
    view.may_edit = true;
    return view;
}

std::vector<OptionView> options_of(domain::ListId list, std::uint32_t chosen)
{
    std::vector<OptionView> options;
    for (auto const& value : domain::values_of(list))
        options.push_back({value.code, phrase(value.key), value.code == chosen});
    return options;
}

Phrase label_of(domain::ListId list, std::uint64_t code)
{
    auto const key = domain::text_key(list, code);
    return key.empty() ? Phrase{} : phrase(key);
}

FieldView choice_field(std::uint32_t field, std::string_view label_key, domain::ListId list, std::uint32_t chosen)
{
    FieldView view;
    view.field = field;
    view.kind = FieldKind::Choice;
    view.label = phrase(label_key);
    view.options = options_of(list, chosen);
    view.value = label_of(list, chosen);
    view.may_edit = true;
    return view;
}

void put_error(FieldView& field, Phrase const& error)
{
    field.error = error;
    if (error.key.starts_with("law."))
        field.error_article = phrase(error.key.substr(0, error.key.rfind('.')) + ".article");
}

void put_errors(std::vector<FieldView>& fields, std::map<std::uint32_t, Phrase> const& errors)
{
    for (auto& field : fields) {
        auto const found = errors.find(field.field);
        if (field.field != 0 && found != errors.end())
            put_error(field, found->second);
    }
}

Phrase listed(std::vector<std::string> const& keys)
{
    if (keys.empty())
        return {};
    auto said = phrase("situation.list." + std::to_string(keys.size()));
    for (std::size_t i = 0; i < keys.size(); ++i)
        said.with(std::string(1, static_cast<char>('a' + i)), TextRef{keys[i]});
    return said;
}

Phrase date_phrase(Date date)
{
    return date.is_known() ? phrase("app.date").with("date", date) : Phrase{};
}

}  // namespace huisclos::app
