// Every screen by name over sample views, in the application's frame: for pictures without a vault, and for tests that
// visit them all.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/ui/screens/samples.hpp"
#include "ui/shell/shell.hpp"

namespace huisclos::samples {

/// Those of a signed-in member.
[[nodiscard]] inline std::vector<std::pair<std::string, app::Route>> routes()
{
    auto const record = an_id<RecordId>(1);
    auto const group = an_id<GroupId>(1);
    return {
        {"accueil", app::HomeRoute{}},
        {"situations", app::SituationsRoute{.group = group}},
        {"parcours", app::SituationsRoute{group, record, app::SheetTab::Parcours}},
        {"actions", app::SituationsRoute{group, record, app::SheetTab::Actions}},
        {"chronologie", app::SituationsRoute{group, record, app::SheetTab::Chronologie}},
        {"acces", app::SituationsRoute{group, record, app::SheetTab::Acces}},
        {"signaler", app::ReportRoute{}},
        {"groupes", app::GroupsRoute{group}},
        {"membres", app::MembersRoute{an_id<MemberId>(2)}},
        {"conseil", app::CouncilRoute{}},
        {"actes", app::ActsRoute{}},
        {"textes", app::TextsRoute{}},
        {"appareil", app::DeviceRoute{}},
        {"a-propos", app::AboutRoute{}}};
}

/// Follows the navigation; other commands do nothing.
class SampleScreens final : public app::CommandSink {
public:
    /// A name of `routes`, or « fonder » and a step from 0 to 4.
    void show(std::string_view name)
    {
        if (name.starts_with("fonder")) {
            go(app::FoundingRoute{
                static_cast<std::uint8_t>(name.back() >= '0' && name.back() <= '4' ? name.back() - '0' : 0)});
            return;
        }
        for (auto const& [known, route] : routes()) {
            if (known == name)
                go(route);
        }
    }
    /// Inside a frame of the kit.
    void draw()
    {
        m_shell.draw(m_views, *this);
        if (m_asked)
            go(*std::exchange(m_asked, std::nullopt));
    }
    void send(app::Command command) override
    {
        if (auto const* const asked = std::get_if<app::Go>(&command))
            m_asked = asked->route;
    }

private:
    void go(app::Route const& route)
    {
        m_views = views(route);
        if (auto const* const founding_route = std::get_if<app::FoundingRoute>(&route)) {
            m_views.signed_in = false;
            m_views.founding = founding(founding_route->step);
        }
    }

    ui::Shell m_shell{};
    app::Views m_views{views(app::HomeRoute{})};
    std::optional<app::Route> m_asked{};
};

}  // namespace huisclos::samples
