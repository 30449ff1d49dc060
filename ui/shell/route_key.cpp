#include "ui/shell/route_key.hpp"

#include "ui/screens/parts.hpp"

namespace huisclos::ui {

namespace {

struct RecordOf {
    std::string operator()(app::SituationsRoute const& route) const
    {
        return (route.group ? row_id(*route.group) : std::string()) + "/" +
               (route.situation ? row_id(*route.situation) : std::string());
    }
    std::string operator()(app::ReportRoute const& route) const { return route.group ? row_id(*route.group) : ""; }
    std::string operator()(app::GroupsRoute const& route) const { return route.group ? row_id(*route.group) : ""; }
    std::string operator()(app::MembersRoute const& route) const
    {
        return (route.member ? row_id(*route.member) : std::string()) +
               (route.invite ? "/" + row_id(*route.invite) : std::string()) + (route.function ? "/+" : "");
    }
    template <typename Other>
    std::string operator()(Other const&) const
    {
        return {};
    }
};

}  // namespace

std::string record_key(app::Route const& route)
{
    return std::visit(RecordOf{}, route);
}

std::string route_key(app::Route const& route)
{
    return std::to_string(route.index()) + "/" + record_key(route);
}

}  // namespace huisclos::ui
