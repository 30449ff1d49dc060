#include "ui/kit/shell.hpp"

#include <algorithm>
#include <cmath>

#include "ui/kit/field.hpp"
#include "ui/kit/imgui_bridge.hpp"
#include "ui/kit/navigation.hpp"
#include "ui/kit/parts.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::kit {

using ui::tr;

namespace {

constexpr float k_page_margin = 24;
constexpr float k_page_most = 1480;
constexpr float k_mark_padding = 6;
constexpr float k_mark_above = 4;  ///< Between it and the line where a page that scrolls is cut.

/// Seen only while it holds focus, as skip links are.
void skip_link()
{
    ContextState& now = state();
    ui::NodeId const id = ui::make_node_id(now.root, "skip");
    Text const label = tr("kit.skip");
    Rect const rect{px(8), px(8), text_width(k_body_strong, label.view()) + px(28), px(40)};
    bool const pressed = now.actions.take(id, Act::Press);
    Node node = make_node(Role::Link, id, rect, label.view());
    node.state = State::Focusable;
    node.controls = now.main;
    emit(node);
    if (pressed)
        now.tree.request_focus(now.main);
}

void draw_skip_link()
{
    ui::NodeId const id = ui::make_node_id(state().root, "skip");
    if (!is_focused(id))
        return;
    // Over everything else, since it is drawn last.
    Text const label = tr("kit.skip");
    Rect const rect{px(8), px(8), text_width(k_body_strong, label.view()) + px(28), px(40)};
    ImDrawList* const list = ImGui::GetForegroundDrawList();
    list->AddRectFilled(corner(rect), far_corner(rect), to_u32(palette().card), px(6));
    list->AddRect(corner(rect), far_corner(rect), to_u32(palette().focus), px(6), 0, px(3));
    float const size = state().fonts.imgui_size(px(ui::size::text_body));
    char const* const words = label.view().data();
    char const* const end = words + label.view().size();
    list->AddText(
        state().fonts.strong, size, {rect.x + px(14), rect.y + (rect.height - size) / 2}, to_u32(palette().ink), words,
        end);
}

void draw_user(ShellFrame const& frame, Rect bar)
{
    float const margin = px(k_page_margin);
    float const room = bar.width * 0.45f;
    float const right = bar.x + bar.width - margin;
    float const name_height = line_height(k_small_strong);
    float const detail_height = line_height(k_small);
    float const y = bar.y + (bar.height - name_height - detail_height) / 2;
    auto const write = [&](Text const& text, TextStyle style, Colour colour, float top, float height) {
        if (text.empty())
            return;
        float const width = std::min(room, text_width(style, text.view()) + 1);
        Rect const rect{right - width, top, width, height};
        draw_text_in(rect, style, colour, text.view());
        Node node = make_node(Role::Text, ordinal_id(), rect, text.view());
        node.font_px = em_size(style);
        emit(node);
    };
    write(frame.user, k_small_strong, palette().ink, y, name_height);
    write(frame.user_detail, k_small, palette().soft, y + name_height, detail_height);
}

/// The white bar at the top, and below it, `strip` high, what is wrong with synchronisation; true when that is
/// pressed.
bool top_bar(ShellFrame const& frame, Rect bar, float strip, bool menu)
{
    ContextState& now = state();
    fill(bar, palette().card);
    line(bar.x, bar.y + bar.height - 1, bar.x + bar.width, bar.y + bar.height - 1, palette().line);
    open_node(make_node(
        Role::Banner, ui::make_node_id(now.root, "banner"), {0, 0, now.input.width, bar.height + strip},
        tr("kit.banner").view()));
    float const room = bar.width - px(80) - target_height(42);
    name_product(frame, menu ? Rect{bar.x + px(64), bar.y, room, bar.height} : Rect{}, menu);
    if (menu) {
        menu_button(bar);
        find_icon(bar, FindOn::Bar);
    } else if (frame.search == nullptr) {
        float const height = target_height(ui::size::field_height);
        find_box(
            {bar.x + px(k_page_margin), bar.y + (bar.height - height) / 2, std::min(px(400), bar.width * 0.5f),
             height});
    }
    if (frame.search != nullptr && !menu) {
        float const width = std::min(px(400), bar.width * 0.5f);
        push_region(
            {.x = bar.x + px(k_page_margin),
             .y = bar.y + (bar.height - target_height(ui::size::field_height)) / 2,
             .width = width});
        (void)search_field("search", frame.search_label, *frame.search, frame.search_placeholder, "Control+K");
        pop_region();
    }
    if (!menu)
        draw_user(frame, bar);
    bool const pressed = strip > 0 && trouble_strip(frame, {bar.x, bar.y + bar.height, bar.width, strip});
    close_node();
    return pressed;
}

/// at the foot of the page, so that any photograph of the screen carries it.
float mark_width(Rect main)
{
    return main.width - 2 * px(is_narrow() ? 16 : k_page_margin);
}

float mark_height(Text const& mark, Rect main)
{
    return mark.empty() ? 0 : paragraph_height(mark_width(main), k_small, mark.view()) + px(k_mark_padding);
}

Rect mark_rect(Text const& mark, Rect main)
{
    float const natural = std::min(mark_width(main), text_width(k_small, mark.view()) + 1);
    float const height = mark_height(mark, main);
    return {
        main.x + main.width - (main.width - mark_width(main)) / 2 - natural, main.y + main.height - height, natural,
        height};
}

void draw_mark(Text const& mark, Rect rect)
{
    draw_paragraph(rect.x, rect.y, rect.width, k_small, palette().soft, mark.view());
}

void open_main(Rect main)
{
    ContextState& now = state();
    Node node = make_node(Role::Main, now.main, main, tr("kit.main").view());
    open_node(node);
    now.scopes.push_back(now.main);
}

void begin_page(PageKind kind, Rect page)
{
    ContextState& now = state();
    float const margin = px(is_narrow() ? 16 : k_page_margin);
    float const extra = std::max(0.0f, (page.width - px(k_page_most)) / 2);
    now.page_side = margin + extra;
    if (kind == PageKind::Panes && !is_printed()) {
        push_region(
            {.x = page.x + margin + extra,
             .y = page.y + margin,
             .width = page.width - 2 * (margin + extra),
             .bottom = page.y + page.height - margin});
    } else {
        begin_scroll(now.main, page, margin + extra, margin, 0);
    }
}

void end_main(PageKind kind)
{
    if (kind == PageKind::Panes && !is_printed())
        pop_region();
    else
        end_scroll(px(k_page_margin));
    state().scopes.pop_back();
    close_node();
}

}  // namespace

Shell::Shell(ShellFrame const& frame) : m_page(frame.page)
{
    ContextState& now = state();
    now.main = ui::make_node_id(now.root, "main");
    RailForm const form = rail_form();
    float const rail = form == RailForm::Menu    ? 0
                       : form == RailForm::Icons ? px(ui::size::navigation_folded_width)
                                                 : px(ui::size::navigation_width);
    float const bar_height = px(ui::size::top_bar_height);
    Rect const bar{rail, 0, now.input.width - rail, bar_height};
    float const strip = trouble_height(frame, form, bar.width);
    Rect const head{bar.x, bar.y, bar.width, bar_height + strip};
    skip_link();
    bool const strip_pressed = top_bar(frame, bar, strip, form == RailForm::Menu);
    NavigationEvents const events = navigation(frame, form, head);
    m_opened = events.opened;
    m_lock = events.lock;
    m_sync = events.sync || strip_pressed;

    Rect const main{rail, head.height, now.input.width - rail, page_bottom() - head.height};
    Rect page = main;
    page.height -= mark_height(frame.mark, main);
    m_mark = frame.mark;
    m_mark_rect = mark_rect(frame.mark, main);
    if (!m_mark.empty()) {
        draw_mark(m_mark, m_mark_rect);
        if (m_page == PageKind::Flow) {
            page.height -= px(k_mark_above);
            float const bottom = std::round(page.y + page.height);
            line(page.x, bottom, page.x + page.width, bottom, palette().line, std::max(1.0f, px(1)));
        }
    }
    open_main(main);
    // Beside what scrolls, which does not cut it.
    if (is_printed() && !frame.printed.empty())
        emit(make_node(
            Role::Text, ui::make_node_id(now.root, "printed"), {main.x, main.y, main.width, bar_height},
            frame.printed.view()));
    else if (!m_mark.empty())
        emit(make_node(Role::Text, ui::make_node_id(now.root, "mark"), m_mark_rect, m_mark.view()));
    begin_page(m_page, page);
}

Shell::~Shell()
{
    end_main(m_page);
    draw_finder();
    draw_skip_link();
}

PlainPage::PlainPage(Text const& product, Findable findable)
{
    ContextState& now = state();
    now.main = ui::make_node_id(now.root, "main");
    now.menu_open = false;  // It has none.
    skip_link();
    float const bar_height = px(ui::size::top_bar_height);
    Rect const bar{0, 0, now.input.width, bar_height};
    fill(bar, palette().navigation);
    open_node(make_node(Role::Banner, ui::make_node_id(now.root, "banner"), bar, tr("kit.banner").view()));
    Rect const words{px(k_page_margin), 0, bar.width - 2 * px(k_page_margin), bar_height};
    draw_text_in(words, k_heading, palette().navigation_strong, product.view());
    emit(make_node(Role::Text, ordinal_id(), words, product.view()));
    if (findable == Findable::Yes) {
        now.on_navigation = true;
        find_icon(bar, FindOn::Navigation);
        now.on_navigation = false;
    }
    close_node();
    Rect const main{0, bar_height, now.input.width, page_bottom() - bar_height};
    Node node = make_node(Role::Main, now.main, main, tr("kit.main").view());
    open_node(node);
    now.scopes.push_back(now.main);
    float const margin = px(is_narrow() ? 16 : k_page_margin);
    float const side = std::max(margin, (main.width - px(820)) / 2);
    now.page_side = side;
    begin_scroll(now.main, main, side, margin, 0);
}

PlainPage::~PlainPage()
{
    end_scroll(px(k_page_margin));
    state().scopes.pop_back();
    close_node();
    draw_finder();
    draw_skip_link();
}

}  // namespace huisclos::kit
