// What the page runs: the application, seen by the platform. One per page, made by make_scene in wasm/main.cpp.

#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/app/forms.hpp"
#include "core/base/time.hpp"

namespace huisclos::wasm {

/// Whether anybody looks, and whether the browser believes that there is a network.
struct Presence {
    bool visible{true};
    bool online{true};
};

class Scene {
public:
    virtual ~Scene() = default;
    /// Once, then again when a link with a secret is opened in the same page. `fragment` is the part from `#` on,
    /// already off the address bar; may be empty.
    virtual void arrive(std::string fragment) = 0;
    /// The address bar changed (Back, Forward): `#/…`.
    virtual void navigate(std::string fragment) = 0;
    virtual void submit(app::FormSubmission submission) = 0;
    virtual void set_presence(Presence presence) = 0;
    /// Somebody pressed or typed, anywhere in the page.
    virtual void note_input() {}
    /// A file that the person chose; empty when it could not be read.
    virtual void open_file(Bytes) {}
    /// Hash of the bundle's files, as the page carries it; for « À propos ».
    virtual void set_build(std::string) {}
    /// After each event, answer or frame: runs what waits.
    virtual void tick() = 0;
    /// Inside a frame of the kit.
    virtual void draw() = 0;
    /// When `tick` wants to be called although nothing happens.
    [[nodiscard]] virtual std::optional<Instant> next_wake() const = 0;
    /// True after « Verrouiller »: the page ends.
    [[nodiscard]] virtual bool locked() const = 0;
};

/// `bundle_address` is where the page lies, for links: no name, query or fragment; ends with `/`.
[[nodiscard]] std::unique_ptr<Scene> make_scene(std::string bundle_address);

}  // namespace huisclos::wasm
