#include "ui/kit/context.hpp"

#include <algorithm>
#include <cfloat>
#include <utility>

#include <imgui.h>

#include "ui/kit/content.hpp"
#include "ui/kit/draw.hpp"
#include "ui/kit/imgui_bridge.hpp"
#include "ui/kit/internal.hpp"
#include "ui/theme/style.hpp"

namespace huisclos::kit {

namespace {

/// ImGui spreads what arrived over two frames and settles in a third.
constexpr int k_frames_after_input = 3;
/// Entries of `memory` unused for this many frames may go.
constexpr std::uint32_t k_memory_frames = 5'000;
constexpr std::size_t k_memory_entries = 8'192;

ContextState* g_current = nullptr;

Palette palette_of(ContextState const& state)
{
    Palette base = ui::k_light;
    if (state.input.scheme == Scheme::Dark)
        base = ui::k_dark;
    else if (state.input.scheme == Scheme::HighContrast)
        base = ui::k_high_contrast;
    return base;
}

void open_root_window(ContextState& state)
{
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({state.input.width, state.input.height});
    ImGui::Begin(
        "huisclos", nullptr,
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
            ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse);
    // ImGui tells device pixels to its own font alone, which is the regular one: the other would be drawn small and
    // enlarged.
    state.fonts.strong->CurrentRasterizerDensity = state.fonts.regular->CurrentRasterizerDensity;
}

/// What lies behind a modal dialog says so, except the root that holds both.
void mark_inert(ContextState& state)
{
    if (state.dialog_now == 0)
        return;
    state.tree.make_inert(1, state.dialog_first);
    state.tree.make_inert(state.dialog_last, state.tree.count());
}

/// What a dialog took away focus from has it again; when that is gone the result of its action, else the page's title:
/// otherwise focus would be nowhere.
void return_focus(ContextState& state)
{
    if (state.dialog_before == 0 || state.dialog_now != 0 || state.focus_to_return == 0)
        return;
    ui::NodeId const wanted = std::exchange(state.focus_to_return, 0);
    // What was asked for in this frame is nearer to what the person did.
    if (state.tree.focus_serial() != state.focus_before)
        return;
    if (state.tree.find(wanted) != nullptr) {
        state.tree.request_focus(wanted);
        // What was decided in the dialog is its action.
        note_pressed(wanted);
        return;
    }
    ui::NodeId const result = result_of(wanted);
    state.tree.request_focus(result != 0 ? result : ui::make_node_id(state.root, "page-title"));
}

void forget_old_memory(ContextState& state)
{
    // What it encodes is a secret of whoever sees it: gone with its picture.
    if (state.qr && state.qr->frame != state.frame)
        state.qr.reset();
    if (state.memory.size() < k_memory_entries)
        return;
    std::erase_if(state.memory, [&](auto const& entry) { return state.frame - entry.second.frame > k_memory_frames; });
}

}  // namespace

ContextState& state()
{
    return *g_current;
}

Context::Context(ui::FontBytes const& fonts) : m_state(std::make_unique<ContextState>())
{
    m_state->imgui = ImGui::CreateContext();
    ImGui::SetCurrentContext(m_state->imgui);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigWindowsResizeFromEdges = false;
    io.ConfigFlags |= ImGuiConfigFlags_NoKeyboard;
    m_state->fonts = ui::load_fonts(fonts);
    m_state->root = ui::make_node_id(0, "huisclos");
}

Context::~Context()
{
    for (ImDrawListSplitter* splitter : m_state->splitters)
        delete splitter;
    ImGui::DestroyContext(m_state->imgui);
    if (g_current == m_state.get())
        g_current = nullptr;
}

void Context::pointer_move(float x, float y)
{
    ImGui::SetCurrentContext(m_state->imgui);
    ImGui::GetIO().AddMousePosEvent(x, y);
    m_state->frames_wanted = k_frames_after_input;
}

void Context::pointer_button(bool down)
{
    ImGui::SetCurrentContext(m_state->imgui);
    ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, down);
    if (down)
        m_state->actions.pointer_used();
    m_state->frames_wanted = k_frames_after_input;
}

void Context::pointer_left()
{
    ImGui::SetCurrentContext(m_state->imgui);
    ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
    m_state->frames_wanted = k_frames_after_input;
}

void Context::wheel(float dx, float dy)
{
    ImGui::SetCurrentContext(m_state->imgui);
    // ImGui counts in notches, five lines of text each, and the other way round.
    float const notch = 5 * m_state->fonts.imgui_size(ui::size::text_body) * m_state->input.zoom;
    ImGui::GetIO().AddMouseWheelEvent(-dx / notch, -dy / notch);
    m_state->frames_wanted = k_frames_after_input;
}

void Context::push(Action action)
{
    m_state->actions.push(std::move(action));
    m_state->frames_wanted = k_frames_after_input;
}

void Context::begin(FrameInput const& input)
{
    ContextState& now = *m_state;
    g_current = &now;
    ImGui::SetCurrentContext(now.imgui);
    now.elapsed = now.frame == 0 ? 0.0f : static_cast<float>(std::clamp(input.now - now.last_now, 0.0, 0.1));
    now.last_now = input.now;
    now.input = input;
    now.input.zoom = std::clamp(input.zoom, 1.0f, 4.0f);
    now.palette = palette_of(now);
    ++now.frame;
    now.frames_wanted = std::max(0, now.frames_wanted - 1);
    now.animating = false;
    now.wake_at.reset();

    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {input.width, input.height};
    io.DisplayFramebufferScale = {input.pixel_ratio, input.pixel_ratio};
    io.DeltaTime = std::max(now.elapsed, 1.0f / 1000);
    ui::apply_style(ImGui::GetStyle(), now.palette, now.input.zoom);
    ImGui::GetStyle().FontSizeBase = now.fonts.imgui_size(px(ui::size::text_body));
    ImGui::NewFrame();

    now.actions.begin_frame();
    now.tree.begin();
    now.tree.scheme = input.scheme;
    now.tree.field_colours = {
        ui::to_hex(now.palette.ink), ui::to_hex(now.palette.card), ui::to_hex(now.palette.soft),
        ui::to_hex(now.palette.accent)};
    now.scopes.assign(1, now.root);
    now.regions.clear();
    now.dialog_before = std::exchange(now.dialog_now, 0);
    now.focus_before = now.tree.focus_serial();
    now.popup_drawn = false;
    now.popup_before = now.popup;
    now.inside_dialog = 0;
    now.focus_result = 0;
    now.result_follows = false;
    now.scrolls.clear();
    now.scroll_open = -1;

    open_root_window(now);
    Node root;
    root.id = now.root;
    root.role = Role::Root;
    root.rect = root.clip = {0, 0, input.width, input.height};
    now.tree.open(root);
    push_region({.x = 0, .y = 0, .width = input.width, .bottom = input.height});
}

ui::Tree const& Context::end()
{
    ContextState& now = *m_state;
    pop_region();
    now.tree.close();
    ImGui::End();
    mark_inert(now);
    // Where it was asked for is not drawn any more; it would go there when it is again.
    if (!is_printed())
        now.scroll_asked = 0;
    scroll_by_keys();
    read_focus_places();
    move_between_regions();
    return_focus(now);
    keep_focus_over_layouts();
    follow_lost_focus();
    if (!now.popup_drawn)
        now.popup = 0;
    now.focus_title = false;
    now.actions.end_frame();
    forget_old_memory(now);
    ImGui::Render();
    return now.tree;
}

bool Context::needs_more_frames() const
{
    return m_state->frames_wanted > 0 || m_state->animating || m_state->actions.has_pending();
}

std::optional<double> Context::wake_after() const
{
    if (!m_state->wake_at)
        return std::nullopt;
    return std::max(0.0, *m_state->wake_at - m_state->input.now);
}

std::optional<std::string> Context::take_copied()
{
    return std::exchange(m_state->copied, std::nullopt);
}

void Context::copy_failed()
{
    // Numbers that no caller's message has.
    m_state->copy_failure = ~std::uint64_t{0} - m_state->copy_failures++;
    m_state->frames_wanted = std::max(m_state->frames_wanted, 1);
}

std::optional<SavedFile> Context::take_saved_file()
{
    return std::exchange(m_state->saved_file, std::nullopt);
}

bool Context::take_file_wish()
{
    return std::exchange(m_state->wants_file, false);
}

void Context::wipe()
{
    ImGui::SetCurrentContext(m_state->imgui);
    forget_inputs();
    m_state->tree.wipe();
    m_state->actions.wipe();
    m_state->memory.clear();
    m_state->letters_found.reset();
    m_state->toast_times.clear();
    m_state->copied.reset();
    m_state->copy_failure = 0;
    m_state->find = {};
    m_state->saved_file.reset();
    m_state->popup = 0;
    m_state->popup_reached = 0;
    m_state->focus_to_return = 0;
    m_state->focus_hidden = 0;
    m_state->focus_places.clear();
    m_state->focus_fresh.clear();
    m_state->focus_pressed = 0;
    m_state->focus_found = 0;
    m_state->focus_outside = 0;
    m_state->focus_unmoved = 0;
    m_state->scroll_asked = 0;
}

void announce(std::string_view sentence)
{
    state().tree.announce(sentence, ui::Politeness::Polite);
}

void announce_now(std::string_view sentence)
{
    state().tree.announce(sentence, ui::Politeness::Assertive);
}

void forget_announced()
{
    state().tree.announce({}, ui::Politeness::Polite);
}

void focus_page_title()
{
    state().focus_title = true;
}

void focus_on(std::string_view id)
{
    bool const is_page_title = id == k_sheet_title && is_stacked();
    state().tree.request_focus(is_page_title ? ui::make_node_id(state().root, "page-title") : id_of(id));
}

void result_follows()
{
    state().result_follows = true;
}

bool has_focus(std::string_view id)
{
    return is_focused(id_of(id));
}

void copy_text(std::string_view text)
{
    state().copied.emplace(text);
}

void save_file(std::string_view name, std::span<std::uint8_t const> bytes)
{
    state().saved_file = SavedFile{std::string(name), {bytes.begin(), bytes.end()}};
}

void ask_for_file()
{
    state().wants_file = true;
}

Date today()
{
    return state().input.today;
}

void request_frame()
{
    state().frames_wanted = std::max(state().frames_wanted, 1);
}

}  // namespace huisclos::kit
