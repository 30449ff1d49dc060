#include "server-stub/site.hpp"

#include <algorithm>

namespace huisclos::stub {

Site::Site(SiteOptions options, Forest& forest, TokenBook& tokens)
    : m_options(std::move(options)),
      m_forest(forest),
      m_bundle(forest.file_system(), m_options.bundle),
      m_store(forest, tokens, m_options.max_object)
{}

Plan Site::place(RequestPath path) const
{
    Plan plan;
    auto& names = path.names;
    bool const is_below = names.size() >= m_options.base.size() &&
                          std::equal(m_options.base.begin(), m_options.base.end(), names.begin());
    if (names.size() == 1 && names.front() == "health" && !path.is_folder) {
        plan.area = Area::Health;
        return plan;
    }
    if (!is_below || (names.size() == m_options.base.size() && !path.is_folder)) {
        plan.area = Area::Outside;
        plan.below = std::move(path);
        return plan;
    }
    names.erase(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(m_options.base.size()));
    plan.area = Area::Bundle;
    if (!names.empty() && names.front() == "store") {
        plan.area = Area::Store;
        names.erase(names.begin());
    } else if (names.size() == 1 && names.front() == "health" && !path.is_folder) {
        plan.area = Area::Health;
    }
    plan.below = std::move(path);
    return plan;
}

Plan Site::plan(RequestHead const& head, std::int64_t now_s) const
{
    // What cannot be read may aim at the store, so it is answered with the store's headers, the strictest.
    Plan unreadable;
    if (head.header_bytes > k_max_header_bytes) {
        unreadable.refusal = make_store_reply(431, "the headers are too large\n");
        return unreadable;
    }
    auto path = parse_request_path(head.target);
    if (!path) {
        bool const is_long = path.error() == PathError::TooLong;
        unreadable.refusal = make_store_reply(is_long ? 414 : 400, is_long ? "too long\n" : "not a name\n");
        return unreadable;
    }
    auto plan = place(std::move(*path));
    if (plan.area == Area::Store) {
        plan.refusal = m_store.refuse(head, plan.below, now_s);
        plan.keeps_body = !plan.refusal && head.method == "PUT";
    }
    return plan;
}

Reply Site::answer(RequestHead const& head, Plan const& plan, std::string_view body, std::int64_t now_s) const
{
    switch (plan.area) {
    case Area::Bundle:
        return m_bundle.answer(head, plan.below);
    case Area::Store:
        return m_store.answer(head, plan.below, body, now_s);
    case Area::Health:
        return answer_health(head);
    case Area::Outside:
        break;
    case Area::Unreadable:
        return make_store_reply(400, "not a name\n");
    }
    // Relative addresses work only when the bundle's address ends with a slash.
    if (head.is_read() && plan.below.names == m_options.base) {
        auto reply = m_bundle.make_reply(308, {});
        std::string location{'/'};
        location.append(plan.below.joined()).append("/");
        reply.set("Location", std::move(location));
        return reply;
    }
    return m_bundle.make_reply(404, "nothing here\n");
}

Reply Site::answer_health(RequestHead const& head) const
{
    if (!head.is_read()) {
        auto reply = m_bundle.make_reply(405, "this method does not apply here\n");
        reply.set("Allow", "GET, HEAD");
        return reply;
    }
    bool const is_well = m_forest.can_write();
    auto reply = m_bundle.make_reply(is_well ? 200 : 503, is_well ? "ok\n" : "the disk takes no file\n");
    reply.subject = "health";
    return reply;
}

std::optional<std::vector<std::string>> parse_base(std::string_view text)
{
    auto path = parse_request_path(text);
    if (!path || !path->is_folder || text.find_first_of("%?#") != std::string_view::npos)
        return std::nullopt;
    return std::move(path->names);
}

}  // namespace huisclos::stub
