#include "wasm/forms.hpp"

#include <optional>
#include <tuple>
#include <utility>

#include <qrencode.h>

#include "ui/text/tr.hpp"
#include "wasm/ports/page.hpp"
#include "wasm/ports/requests.hpp"

namespace huisclos::wasm {

namespace {

/// Keys and values by turns, owned until packed.
class Model {
public:
    void add(std::string key, std::string value)
    {
        m_parts.push_back(std::move(key));
        m_parts.push_back(std::move(value));
    }
    [[nodiscard]] Bytes pack() const
    {
        std::vector<BytesView> views;
        views.reserve(m_parts.size());
        for (auto const& part : m_parts)
            views.push_back(as_bytes(part));
        return pack_list(views);
    }
    void wipe_all()
    {
        for (auto& part : m_parts)
            wipe(part.data(), part.size());
    }

private:
    std::vector<std::string> m_parts{};
};

/// Side in modules, then one byte a module; empty when the content is too long for a code.
std::string qr_modules(std::string const& content)
{
    QRcode* code = QRcode_encodeString8bit(content.c_str(), 0, QR_ECLEVEL_M);
    if (code == nullptr)
        return {};
    auto const side = static_cast<std::size_t>(code->width);
    std::string modules(1 + side * side, '\0');
    modules[0] = static_cast<char>(side);
    for (std::size_t i = 0; i < side * side; ++i)
        modules[1 + i] = static_cast<char>(code->data[i] & 1);
    QRcode_free(code);
    return modules;
}

std::string flag(bool value)
{
    return value ? "1" : "0";
}

Model make_model(app::FormView const& view)
{
    Model model;
    model.add("kind", std::to_string(static_cast<int>(view.kind)));
    model.add("busy", flag(view.busy));
    model.add("over", flag(view.over_app));
    model.add("guards", flag(view.guards_leaving));
    model.add("title", ui::say(view.title).str());
    model.add("user", view.user);
    for (auto const& text : view.intro)
        model.add("intro", ui::say(text).str());
    if (!view.visit.empty())
        model.add("visit", ui::say(view.visit).str());
    for (auto const& line : view.lines) {
        model.add("label", ui::say(line.label).str());
        model.add("text", ui::say(line.text).str());
    }
    for (auto const& name : view.asked)
        model.add("asked", name);
    for (auto const& choice : view.choices) {
        model.add("choice", choice.value);
        model.add("choice.label", ui::say(choice.label).str());
        model.add("choice.chosen", flag(choice.chosen));
    }
    for (auto const& [field, text] : view.typed) {
        model.add("typed", field);
        model.add("typed.text", text);
    }
    model.add("suggestion", view.suggestion);
    if (!view.qr.empty())
        model.add("qr", qr_modules(view.qr));
    for (auto const& [field, message] : view.errors) {
        // The field of a link that was opened holds nothing that could be corrected.
        model.add("error", view.link_arrived && field == "link" ? std::string{} : field);
        model.add("error.text", ui::say(message).str());
    }
    return model;
}

}  // namespace

void show_form(app::FormView const& view)
{
    static std::optional<std::tuple<app::FormKind, std::uint64_t, bool>> shown;
    std::tuple const asked{view.kind, view.version, view.guards_leaving};
    if (shown == asked)
        return;
    shown = asked;
    auto model = make_model(view);
    auto packed = model.pack();
    huisclos_js_form(packed.data(), packed.size());
    wipe(packed);
    model.wipe_all();
}

app::FormSubmission read_submission(int kind, BytesView packed)
{
    app::FormSubmission submission;
    submission.kind = static_cast<app::FormKind>(kind);
    auto const parts = unpack_list(packed);
    if (parts.empty())
        return submission;
    submission.button = std::string(as_text(parts.front()));
    for (std::size_t i = 1; i + 1 < parts.size(); i += 2)
        submission.fields.insert_or_assign(std::string(as_text(parts[i])), SecretBytes::copy_of(parts[i + 1]));
    return submission;
}

}  // namespace huisclos::wasm
