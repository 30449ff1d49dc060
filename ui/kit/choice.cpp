#include "ui/kit/choice.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "ui/kit/field_frame.hpp"
#include "ui/kit/imgui_bridge.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::kit {

using ui::tr;

namespace {

constexpr float k_option_height = 40;
constexpr std::size_t k_options_shown = 8;
constexpr float k_mark = 22;     ///< Room for the mark of the chosen one.
constexpr float k_arrow = 24;    ///< Room for the arrow of the closed field.
constexpr float k_word_gap = 9;  ///< Above and below words that take several lines.

ui::NodeId option_id(ui::NodeId select, ChoiceItem const& item)
{
    return ui::make_node_id(select, item.id);
}

ui::NodeId popup_id(ui::NodeId select)
{
    return ui::make_node_id(select, "popup");
}

/// What was pressed on an open list: arrows lead through it, Enter and what would open the browser's own list take what
/// they led to. Until then nothing is chosen: Escape leaves all as it was.
struct ListKeys {
    std::optional<std::size_t> reached{};
    bool takes{false};
};

std::ptrdiff_t place_after(std::string_view key, std::ptrdiff_t at, std::ptrdiff_t last)
{
    constexpr auto k_page = static_cast<std::ptrdiff_t>(k_options_shown);
    std::ptrdiff_t to = at;
    if (key == "ArrowDown" || key == "ArrowRight")
        to = at + 1;
    else if (key == "ArrowUp" || key == "ArrowLeft")
        to = at - 1;
    else if (key == "PageDown")
        to = at + k_page;
    else if (key == "PageUp")
        to = at - k_page;
    else if (key == "Home")
        to = 0;
    else if (key == "End")
        to = last;
    return std::clamp<std::ptrdiff_t>(to, 0, last);
}

/// Where the option stands that the keys have led to on the open list, as long as nothing else was chosen meanwhile. It
/// is kept by its node: what stood above it, or it itself, may be gone by now.
std::optional<std::ptrdiff_t> reached_place(ui::NodeId id, std::span<ChoiceItem const> items, ui::NodeId chosen)
{
    ContextState& now = state();
    auto const found =
        std::ranges::find_if(items, [&](ChoiceItem const& item) { return option_id(id, item) == now.popup_reached; });
    if (now.popup_reached != 0 && now.popup_chosen == chosen && found != items.end())
        return found - items.begin();
    now.popup_reached = 0;
    return std::nullopt;
}

/// `asked` is what a letter, or assistive technology, has the page's own list say: another way through an open list.
ListKeys take_list_keys(
    ui::NodeId id, std::span<ChoiceItem const> items, std::optional<std::size_t> asked, bool is_open)
{
    constexpr int k_alt = 4;
    ListKeys keys;
    auto const chosen = std::ranges::find_if(items, &ChoiceItem::chosen);
    std::ptrdiff_t const shown = chosen == items.end() ? -1 : chosen - items.begin();
    ui::NodeId const chosen_id = shown < 0 ? 0 : option_id(id, *chosen);
    std::ptrdiff_t const before = is_open ? reached_place(id, items, chosen_id).value_or(shown) : shown;
    std::ptrdiff_t at = is_open && asked ? static_cast<std::ptrdiff_t>(*asked) : before;
    while (auto const key = state().actions.take_action(id, Act::Key)) {
        if (!is_open || keys.takes || is_inert() || items.empty())
            continue;
        bool const with_alt = (static_cast<int>(key->amount) & k_alt) != 0;
        if (with_alt || key->text == "Enter" || key->text == " " || key->text == "F4")
            keys.takes = true;
        else
            at = place_after(key->text, at, static_cast<std::ptrdiff_t>(items.size()) - 1);
    }
    if (at != before) {
        state().popup_reached = option_id(id, items[static_cast<std::size_t>(at)]);
        state().popup_chosen = chosen_id;
    }
    if (at != shown)
        keys.reached = static_cast<std::size_t>(at);
    return keys;
}

/// Enter, or going elsewhere by keyboard, which leaves no open list behind: there another may open. What the keys led
/// to is taken, but not where a dialog came and took the focus: nobody has chosen.
std::optional<std::size_t> close_by_keys(ui::NodeId id, ListKeys const& keys)
{
    ContextState& now = state();
    bool const is_left = now.actions.take(id, Act::Blur);
    if (now.popup != id || !(keys.takes || is_left))
        return std::nullopt;
    now.popup = 0;
    request_frame();
    return is_inert() ? std::nullopt : keys.reached;
}

/// The options of an open list as if what the keys have led to were chosen: so it is shown and told.
std::vector<ChoiceItem> led_to(std::span<ChoiceItem const> items, std::size_t reached)
{
    std::vector<ChoiceItem> led(items.begin(), items.end());
    for (std::size_t i = 0; i < led.size(); ++i)
        led[i].chosen = i == reached;
    return led;
}

float height_of(float width, ChoiceItem const& item)
{
    float const words = width - 2 * px(ui::size::field_padding) - px(k_mark);
    float const height = paragraph_height(words, item.chosen ? k_body_strong : k_body, item.label.view());
    return std::max(target_height(k_option_height), height + 2 * px(k_word_gap));
}

/// One line of the open list; true when pressed.
bool draw_option(Rect rect, ui::NodeId id, ChoiceItem const& item)
{
    // The option's own node belongs to the Select; what the pointer touches is another id.
    ui::NodeId const touch_id = ui::make_node_id(id, "touch");
    Touch const touch = interact(touch_id, rect, Usable::Yes);
    fill(inset(rect, px(2)), ui::with_alpha(palette().accent_soft, touch.hovered ? 255 : 0), px(6));
    float const pad = px(ui::size::field_padding);
    Rect const inner{rect.x + pad, rect.y, rect.width - 2 * pad - px(k_mark), rect.height};
    draw_paragraph_in(inner, item.chosen ? k_body_strong : k_body, palette().ink, item.label.view());
    if (item.chosen)
        draw_icon(
            rect.x + rect.width - pad - px(8), rect.y + rect.height / 2, 18, palette().accent, icon("check-line"));
    return touch.pressed;
}

/// The chosen one is in view when the list opens, and as the keys lead through it.
void show_chosen_option(ui::NodeId id, std::span<ChoiceItem const> items, std::span<Rect const> rects)
{
    auto const chosen = std::ranges::find_if(items, &ChoiceItem::chosen);
    auto const place = static_cast<std::uint32_t>(chosen - items.begin()) + 1;
    // Of the last frame; 0 = it has just opened.
    std::uint32_t& known = memory(popup_id(id)).focus;
    if (known == place)
        return;
    known = place;
    if (chosen == items.end())
        return;
    Rect const rect = rects[place - 1];
    if (visible_part(rect).height > rect.height - 1)
        return;
    ImGui::SetScrollFromPosY(rect.y + rect.height / 2 - ImGui::GetWindowPos().y, 0.5f);
    state().frames_wanted = std::max(state().frames_wanted, 2);
}

constexpr float k_popup_pad = 6;  ///< Around the options.

struct PopupPlace {
    Rect rect{};
    bool whole{false};  ///< All that is in it shows.
};

/// Below the frame, or where there is more room above it, its label left free.
PopupPlace place_popup(FieldPlaces const& places, std::span<float const> heights)
{
    Rect const& frame = places.frame;
    float const top = places.label.height > 0 ? places.label.y : frame.y;
    auto const most = static_cast<std::ptrdiff_t>(std::min(heights.size(), k_options_shown));
    float const shown = std::accumulate(heights.begin(), heights.begin() + most, 2 * px(k_popup_pad));
    float const room_below = state().input.height - (frame.y + frame.height) - px(12);
    float const room_above = top - px(12);
    bool const below = room_below >= std::min(shown, px(160)) || room_below > room_above;
    float const height = std::min(shown, std::max(px(80), below ? room_below : room_above));
    float const y = below ? frame.y + frame.height + px(4) : top - height - px(4);
    return {{frame.x, y, frame.width, height}, height >= shown && heights.size() <= k_options_shown};
}

/// The open list in a window above all others.
std::optional<std::size_t> draw_popup(
    ui::NodeId id, FieldPlaces const& places, std::span<ChoiceItem const> items, std::vector<Rect>& rects)
{
    ContextState& now = state();
    Rect const& frame = places.frame;
    float const pad = px(k_popup_pad);
    // As wide as the options are drawn: words that were measured wider would take a line more than they have.
    float const width = frame.width - 2 - 2 * pad;
    std::vector<float> heights(items.size());
    std::ranges::transform(items, heights.begin(), [width](ChoiceItem const& item) { return height_of(width, item); });
    auto const [rect, whole] = place_popup(places, heights);

    ImGui::SetNextWindowPos({rect.x - px(8), rect.y - px(8)});
    ImGui::SetNextWindowSize({rect.width + px(16), rect.height + px(16)});
    ImGui::Begin(
        "popup", nullptr,
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
            ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoFocusOnAppearing);
    bring_to_front();
    draw_card(rect, px(ui::size::button_radius));
    now.inside_popup = true;
    begin_scroll(popup_id(id), inset(rect, 1), pad, pad - 1, 0, whole ? ScrollBar::None : ScrollBar::IfNeeded);
    std::optional<std::size_t> picked;
    float top = region().y;
    for (std::size_t i = 0; i < items.size(); ++i) {
        rects[i] = {region().x, top, region().width, heights[i]};
        if (draw_option(rects[i], option_id(id, items[i]), items[i]))
            picked = i;
        top += heights[i];
    }
    advance(top);
    show_chosen_option(id, items, rects);
    end_scroll(pad - 1);
    now.inside_popup = false;
    bool const outside = ImGui::IsMouseClicked(ImGuiMouseButton_Left) &&
                         !ImGui::IsMouseHoveringRect(corner(rect), far_corner(rect), false) &&
                         !ImGui::IsMouseHoveringRect(corner(frame), far_corner(frame), false);
    ImGui::End();
    now.popup_drawn = true;
    if (picked || outside || now.actions.take(id, Act::Dismiss)) {
        now.popup = 0;
        request_frame();
    }
    return picked;
}

void emit_options(ui::NodeId id, std::span<ChoiceItem const> items, std::span<Rect const> rects)
{
    for (std::size_t i = 0; i < items.size(); ++i) {
        Node option = make_node(Role::Option, option_id(id, items[i]), {}, items[i].label.view());
        option.rect = rects[i];
        option.position = static_cast<std::uint32_t>(i + 1);
        option.set_size = static_cast<std::uint32_t>(items.size());
        if (items[i].chosen)
            option.state = State::Selected;
        emit(option);
    }
}

/// What is chosen, `width` wide, and the arrow.
void draw_chosen(Rect frame, float width, Colour ink, std::string_view said)
{
    float const pad = px(ui::size::field_padding);
    Rect const inner{frame.x + pad, frame.y, width, frame.height};
    if (region().in_row)
        draw_text_in(inner, k_body, ink, said);
    else
        draw_paragraph_in(inner, k_body, ink, said);
    draw_icon(
        frame.x + frame.width - pad - px(6), frame.y + frame.height / 2, 20, palette().soft, icon("arrow-down-s-line"));
}

/// What a letter, or assistive technology, has the page's own list say.
std::optional<std::size_t> take_asked(ui::NodeId id, std::span<ChoiceItem const> items, bool read_only)
{
    std::optional<std::size_t> asked;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (state().actions.take(option_id(id, items[i]), Act::Select) && !is_inert() && !read_only)
            asked = i;
    }
    return asked;
}

/// A press on the closed field opens its list, another closes it.
void open_by_pointer(ui::NodeId id, bool pressed)
{
    if (!pressed)
        return;
    ContextState& now = state();
    now.popup = now.popup == id ? 0 : id;
    now.popup_reached = 0;
    memory(popup_id(id)).focus = 0;
    request_frame();
}

Node select_node(ui::NodeId id, FieldPlaces const& places, Text const& label, FieldOptions const& options, bool open)
{
    Node node = make_node(Role::Select, id, places.frame, label.view());
    describe_field(node, options, options.help, options.error);
    node.max_length = 0;
    node.state = node.state | State::HasPopup | (open ? State::Expanded | State::Keys : State::Collapsed);
    if (options.read_only)
        node.state = node.state | State::Disabled;
    return node;
}

}  // namespace

std::optional<std::size_t> choice(
    std::string_view id, Text const& label, std::span<ChoiceItem const> items, FieldOptions const& options)
{
    ContextState& now = state();
    ui::NodeId const node_id = id_of(id);
    // What may no longer be changed while its list is open has none.
    if (options.read_only && now.popup == node_id)
        now.popup = 0;
    std::optional<std::size_t> picked = take_asked(node_id, items, options.read_only);
    bool const was_open = now.popup == node_id;
    ListKeys const keys = take_list_keys(node_id, items, picked, was_open);
    if (auto const taken = close_by_keys(node_id, keys); was_open)
        picked = taken;
    std::vector<ChoiceItem> led;
    if (keys.reached && now.popup == node_id)
        items = led = led_to(items, *keys.reached);
    Text const shown_label = full_label(label, options.need);
    auto const chosen = std::ranges::find_if(items, &ChoiceItem::chosen);
    bool const none = chosen == items.end();
    Text const placeholder = options.placeholder.empty() ? tr("kit.choice.none") : options.placeholder;
    std::string_view const said = none ? placeholder.view() : chosen->label.view();
    // Beside other fields all are as tall; alone it shows all that was chosen.
    float const words = field_width(options) - 2 * px(ui::size::field_padding) - px(k_arrow);
    float const tall = region().in_row ? 0 : paragraph_height(words, k_body, said) + 2 * px(k_word_gap);
    FieldPlaces const places = place_field(
        shown_label, options, options.help, options.error, std::max(target_height(ui::size::field_height), tall));
    Touch const touch = interact(node_id, places.frame, options.read_only ? Usable::No : Usable::Yes);
    open_by_pointer(node_id, touch.pressed);
    draw_field_frame(places.frame, node_id, touch.hovered, !options.error.empty(), options.read_only);
    draw_field_texts(places, shown_label, options.help, options.error);
    draw_chosen(places.frame, words, none ? palette().soft : palette().ink, said);

    std::vector<Rect> rects(items.size());
    bool const open = now.popup == node_id;
    auto const by_pointer = open ? draw_popup(node_id, places, items, rects) : std::nullopt;

    Node node = select_node(node_id, places, shown_label, options, open);
    node.value = none ? std::string() : chosen->label.str();
    node.placeholder = placeholder.str();
    open_node(node, whole_field(places));
    emit_options(node_id, items, rects);
    close_node();
    return by_pointer ? by_pointer : picked;
}

}  // namespace huisclos::kit
