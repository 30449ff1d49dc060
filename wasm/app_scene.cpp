#include "wasm/app_scene.hpp"

#include <algorithm>
#include <charconv>

#include "ui/kit/kit.hpp"
#include "ui/text/tr.hpp"
#include "wasm/forms.hpp"
#include "wasm/ports/page.hpp"

namespace huisclos::wasm {

namespace {

constexpr int k_frames_after_change = 2;

std::string_view screen_of(app::Route const& route)
{
    static constexpr std::string_view k_names[] = {"accueil", "situations", "signaler", "groupes", "membres", "actes",
                                                   "textes",  "appareil",   "a-propos", "fonder",  "conseil"};
    static_assert(std::size(k_names) == std::variant_size_v<app::Route>);
    return k_names[route.index()];
}

/// The screen alone, nothing chosen on it.
std::optional<app::Route> plain_route(std::string_view screen)
{
    app::Route const routes[] = {app::HomeRoute{},    app::SituationsRoute{}, app::ReportRoute{}, app::GroupsRoute{},
                                 app::MembersRoute{}, app::ActsRoute{},       app::TextsRoute{},  app::DeviceRoute{},
                                 app::AboutRoute{},   app::FoundingRoute{},   app::CouncilRoute{}};
    auto const found =
        std::ranges::find_if(routes, [screen](app::Route const& route) { return screen_of(route) == screen; });
    return found == std::end(routes) ? std::nullopt : std::optional(*found);
}

}  // namespace

std::string PlaceNames::name_of(app::Route const& route)
{
    auto name = "#/" + std::string(screen_of(route));
    if (plain_route(screen_of(route)) == route)
        return name;
    auto found = std::ranges::find(m_numbered, route);
    if (found == m_numbered.end())
        found = m_numbered.insert(m_numbered.end(), route);
    return name + '/' + std::to_string(found - m_numbered.begin() + 1);
}

std::optional<app::Route> PlaceNames::find(std::string const& fragment) const
{
    if (!fragment.starts_with("#/"))
        return std::nullopt;
    auto const rest = std::string_view(fragment).substr(2);
    auto const slash = rest.find('/');
    auto const screen = rest.substr(0, slash);
    if (slash == std::string_view::npos)
        return plain_route(screen);
    auto const digits = rest.substr(slash + 1);
    std::size_t number = 0;
    auto const read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    bool const is_known = read.ec == std::errc{} && number > 0 && number <= m_numbered.size() &&
                          screen_of(m_numbered[number - 1]) == screen;
    return is_known ? std::optional(m_numbered[number - 1]) : plain_route(screen);
}

AppScene::AppScene(std::string bundle_address)
    : m_app(app::Ports{m_remote, m_local, m_worker, m_clock}, std::move(bundle_address), [] {
          huisclos_js_poke(k_frames_after_change);
      })
{}

void AppScene::arrive(std::string fragment)
{
    // The page took the link off the address bar, which says no place any more.
    if (!fragment.empty())
        m_place.clear();
    m_app.start(std::move(fragment));
}

void AppScene::navigate(std::string fragment)
{
    auto const route = m_names.find(fragment);
    if (!route)
        return;
    m_place = std::move(fragment);
    auto const& views = m_app.views();
    if (views.signed_in || views.founding) {
        m_is_led = views.route != *route;
        m_app.send(app::Go{*route});
    } else {
        m_wanted = route;
    }
}

void AppScene::submit(app::FormSubmission submission)
{
    m_app.submit(std::move(submission));
}

void AppScene::set_presence(Presence presence)
{
    m_app.set_focus(presence.visible);
    bool const is_back = presence.online && !m_online;
    m_online = presence.online;
    if (is_back && m_app.views().signed_in)
        m_app.send(app::SyncNow{});
}

void AppScene::note_input()
{
    m_app.note_input();
}

void AppScene::open_file(Bytes bytes)
{
    m_app.open_file(std::move(bytes));
}

void AppScene::set_build(std::string build)
{
    m_app.set_build(std::move(build));
}

void AppScene::tick()
{
    m_app.tick();
    if (m_followed == m_app.version())
        return;
    auto const& views = m_app.views();
    m_followed = m_app.version();
    // Until it is known what this device keeps, the page shows the form that it came with.
    if (views.form.kind != app::FormKind::None || views.signed_in || views.founding)
        show_form(views.form);
    follow(views);
}

/// The address bar says where the person is.
void AppScene::follow(app::Views const& views)
{
    if (!views.signed_in && !views.founding)
        return;
    if (views.signed_in && m_wanted) {
        m_app.send(app::Go{*std::exchange(m_wanted, std::nullopt)});
        return;
    }
    auto name = m_names.name_of(views.route);
    if (name != m_place)
        set_place(kind_of_move(views.route), name);
    m_place = std::move(name);
    m_shown = views.route;
    m_is_led = false;
}

/// A place that was refused costs no entry: Back would ask for it again, for ever. An earlier step of the assistant is
/// gone back to, as Back itself goes.
Place AppScene::kind_of_move(app::Route const& to) const
{
    if (m_place.empty() || m_is_led)
        return Place::Replace;
    auto const* const from_step = m_shown ? std::get_if<app::FoundingRoute>(&*m_shown) : nullptr;
    auto const* const to_step = std::get_if<app::FoundingRoute>(&to);
    bool const is_earlier = from_step != nullptr && to_step != nullptr && to_step->step < from_step->step;
    return is_earlier ? Place::Back : Place::Push;
}

void AppScene::draw()
{
    auto const& views = m_app.views();
    m_shell.draw(views, m_app);
    // Behind the first form: the empty page of a session that is locked.
    if (!views.signed_in && !views.founding)
        kit::PlainPage page(ui::tr("shell.product"));
}

std::optional<Instant> AppScene::next_wake() const
{
    return m_app.next_wake();
}

bool AppScene::locked() const
{
    return m_app.locked();
}

}  // namespace huisclos::wasm
