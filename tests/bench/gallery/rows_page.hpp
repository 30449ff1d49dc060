// The list of situations with as many rows as asked, drawn by the shell of the application from a view made here.

#pragma once

#include <memory>

#include "core/app/app.hpp"
#include "ui/shell/shell.hpp"

namespace huisclos::wasm {

class RowsPage final : public app::CommandSink {
public:
    void draw(std::size_t rows);
    void send(app::Command /*command*/) override {}

private:
    void make(std::size_t rows);

    std::unique_ptr<ui::Shell> m_shell{};
    app::Views m_views{};
};

}  // namespace huisclos::wasm
