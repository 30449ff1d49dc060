// One running interface: the frame, what the platform feeds it, what it gives back.
//
//   context.pointer_move(x, y); context.push(action); …            between frames
//   context.begin({.width = …, .now = …});                          makes `context` the one that kit calls draw into
//   shell.draw(views);                                              kit calls
//   ui::Tree const& tree = context.end();                           ImGui::GetDrawData() is ready to be rendered
//   if (context.needs_more_frames()) …                              otherwise nothing happens until the next event
//
// The context owns its ImGui context (created and destroyed with it). The platform adds a renderer to that context and
// nothing else. Not thread-safe; one context draws at a time.

#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.hpp"
#include "ui/a11y/actions.hpp"
#include "ui/a11y/tree.hpp"
#include "ui/theme/fonts.hpp"
#include "ui/theme/tokens.hpp"

namespace huisclos::kit {

using ui::Act;
using ui::Action;
using ui::NodeId;
using ui::Role;
using ui::Scheme;
using ui::Tone;

enum class Motion : std::uint8_t { Full, Reduced };
/// Coarse: fingers. Targets are then at least 44 px high.
enum class Pointer : std::uint8_t { Fine, Coarse };
/// Printed: lists emit all their rows, regions are not cut.
enum class Output : std::uint8_t { Screen, Printed };

struct FrameInput {
    float width{0};  ///< CSS pixels.
    float height{0};
    float pixel_ratio{1};  ///< Device pixels in a CSS pixel.
    float zoom{1};         ///< The person's own setting, 1 to 4; multiplies every size.
    Scheme scheme{Scheme::Light};
    Motion motion{Motion::Full};
    Pointer pointer{Pointer::Fine};
    Output output{Output::Screen};
    double now{0};  ///< Seconds of a clock that never goes back.
    Date today{};   ///< In Paris; for fields that read dates.
};

/// A file that the browser is to hand to the person.
struct SavedFile {
    std::string name{};
    std::vector<std::uint8_t> bytes{};
};

struct ContextState;  ///< ui/kit/internal.hpp

class Context {
public:
    explicit Context(ui::FontBytes const& fonts);
    ~Context();
    Context(Context const&) = delete;
    Context& operator=(Context const&) = delete;

    /// CSS pixels from the top left of the canvas.
    void pointer_move(float x, float y);
    void pointer_button(bool down);
    void pointer_left();
    /// CSS pixels, positive towards the end of the page, as the browser's deltaY.
    void wheel(float dx, float dy);
    /// What happened in the mirror.
    void push(Action action);

    void begin(FrameInput const& input);
    [[nodiscard]] ui::Tree const& end();

    /// True while a transition runs or something asked for another frame: call begin and end again at once.
    [[nodiscard]] bool needs_more_frames() const;
    /// Seconds after which a frame is needed although nothing happens (a message that goes away); empty = never.
    [[nodiscard]] std::optional<double> wake_after() const;

    /// What was to be copied since the last call; the platform gives it to the clipboard.
    [[nodiscard]] std::optional<std::string> take_copied();
    /// The platform could not: it is said among the messages, until it is closed.
    void copy_failed();

    /// What was to be saved as a file, and whether a person asked to open one, since the last call.
    [[nodiscard]] std::optional<SavedFile> take_saved_file();
    [[nodiscard]] bool take_file_wish();

    /// Drops every text it holds, when the session is locked.
    void wipe();

    [[nodiscard]] ContextState& state() { return *m_state; }

private:
    std::unique_ptr<ContextState> m_state;
};

/// Says `sentence` in the polite live region, once per call: « 12 situations trouvées ».
void announce(std::string_view sentence);
/// In the assertive one: an error that stops the person.
void announce_now(std::string_view sentence);
/// Another place is shown: what was said of the one before is in no live region any more. What waits to be said is
/// said.
void forget_announced();
/// Gives DOM focus to the page's first heading in this frame, after the route changed.
void focus_page_title();
/// Gives DOM focus to the widget `id` of this Scope, over what a dialog that closes would give it back to.
void focus_on(std::string_view id);
/// The heading, text or widget drawn next is the result of what was pressed: focus goes there if what was pressed is
/// gone in this frame. Otherwise it goes to the next item of its list, else to the heading that has come in its place,
/// else to the one before.
void result_follows();
/// Whether the widget `id` of this Scope holds it, drawn in this frame or not.
[[nodiscard]] bool has_focus(std::string_view id);
/// Nothing of the page holds it, or only the neighbour of what has just gone: who knows a better place may say so.
[[nodiscard]] bool is_focus_lost();
/// Gives `text` to the clipboard once the frame is done. Only for what a person has just asked to copy.
void copy_text(std::string_view text);
/// The same for a value whose button « Copier » was pressed, which then shows that it was; Here: the kit says so too.
enum class Told : std::uint8_t { Here, Elsewhere };
void copy_value(std::string_view text, Told told = Told::Here);
/// Hands `bytes` to the person as a file. Only for what he has just asked to save.
void save_file(std::string_view name, std::span<std::uint8_t const> bytes);
/// Lets the person choose a file of his device; what is chosen goes to the app, not to the kit. Only in the frame of
/// his press.
void ask_for_file();
/// The date in Paris, as the frame was told.
[[nodiscard]] Date today();
/// What was looked for in the page (Ctrl F) is forgotten: another record is shown.
void forget_search();
/// Asks for one more frame: something that the kit does not know of is moving.
void request_frame();

}  // namespace huisclos::kit
