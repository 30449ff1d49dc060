// The frame of the application: navigation, who is signed in, messages, the screen of the current route, and the drafts
// of every screen. Draws what the views say and sends commands; decides nothing.

#pragma once

#include <optional>
#include <string>

#include "core/app/app.hpp"
#include "ui/screens/about/about_screen.hpp"
#include "ui/screens/acts/acts_screen.hpp"
#include "ui/screens/council/council_screen.hpp"
#include "ui/screens/device/device_screen.hpp"
#include "ui/screens/founding/founding_screen.hpp"
#include "ui/screens/groups/groups_screen.hpp"
#include "ui/screens/home/home_screen.hpp"
#include "ui/screens/members/members_screen.hpp"
#include "ui/screens/report/report_screen.hpp"
#include "ui/screens/situations/situations_screen.hpp"
#include "ui/screens/texts/texts_screen.hpp"
#include "ui/shell/contest.hpp"

namespace huisclos::ui {

class Shell {
public:
    /// One frame, between kit::Context::begin and end. Not signed in: the founding assistant if there is one, else
    /// nothing, the page's own forms being over the canvas.
    void draw(app::Views const& views, app::CommandSink& commands);
    /// Drops what people were typing, when the session is locked.
    void wipe() { m_drafts = {}; }

private:
    struct Drafts {
        HomeDraft home{};
        SituationsDraft situations{};
        ReportDraft report{};
        GroupsDraft groups{};
        MembersDraft members{};
        CouncilDraft council{};
        ActsDraft acts{};
        TextsDraft texts{};
        DeviceDraft device{};
        FoundingDraft founding{};
        AboutDraft about{};
        bool sync_detail{false};
        ContestsDraft contests{};
    };

    /// What is said on every screen folds in a small window: which of it somebody opened, in this session.
    struct FoldedNotices {
        bool may_be_out{false};
        bool closed{false};
        bool read_only{false};
    };

    void follow_route(app::Views const& views);
    void draw_signed_in(app::Views const& views, app::CommandSink& commands);
    /// What sending and fetching has come to is the name of a button, which nobody hears: told when trouble begins, is
    /// another or ends. Neither each « À jour à … » nor what waits to be sent, nor how much.
    void tell_sync(app::SyncView const& sync);
    void draw_notices(app::ShellView const& shell, app::CommandSink& commands);
    void draw_screen(app::Views const& views, app::CommandSink& commands);
    void draw_toasts(app::ShellView const& shell, app::CommandSink& commands);
    void draw_sync_detail(app::SyncView const& sync, app::CommandSink& commands);

    Drafts m_drafts{};
    FoldedNotices m_notices{};
    std::uint64_t m_copied{0};            ///< The last that was given to the clipboard.
    std::uint64_t m_dismissed{0};         ///< The message last reported as closed.
    std::optional<app::Route> m_route{};  ///< Of the last frame; empty while nobody is signed in.
    /// Of the last frame, the key of what is wrong with synchronisation; "" when nothing is. Empty as m_route is.
    std::optional<std::string> m_sync_trouble{};
};

}  // namespace huisclos::ui
