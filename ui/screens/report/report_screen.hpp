// Signaler: the fields of a sheet for a record that is not yet written, kept by the app until it is sent.

#pragma once

#include "core/app/commands.hpp"
#include "core/app/views/situation_views.hpp"
#include "ui/screens/fields.hpp"

namespace huisclos::ui {

struct ReportDraft {
    bool show_errors{false};  ///< Sending was asked for: focus goes to the errors, once.
    bool leaving{false};      ///< « Abandonner » waits to be agreed to.
    TypedTexts texts{};
};

void draw_report(app::ReportFormView const& view, ReportDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
