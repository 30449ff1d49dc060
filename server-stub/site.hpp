// What lies where: the bundle at its address, the store below it, the health address.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server-stub/bundle.hpp"
#include "server-stub/forest.hpp"
#include "server-stub/http.hpp"
#include "server-stub/request_path.hpp"
#include "server-stub/store_handler.hpp"
#include "server-stub/tokens.hpp"

namespace huisclos::stub {

inline constexpr std::size_t k_max_header_bytes = 16'384;

struct SiteOptions {
    std::vector<std::string> base{};  // the names of the bundle's address: {} is "/", {"huisclos"} is "/huisclos/"
    BundleOptions bundle{};
    std::uint64_t max_object = 0;  // bytes
};

enum class Area : std::uint8_t { Bundle, Store, Health, Outside, Unreadable };

// What a request aims at, and what can be said before its body is read.
struct Plan {
    Area area = Area::Unreadable;
    RequestPath below{};  // relative to the area
    std::optional<Reply> refusal{};
    bool keeps_body = false;  // else the body is read and dropped
};

// Thread-safe.
class Site {
public:
    // Forest and book outlive it.
    Site(SiteOptions options, Forest& forest, TokenBook& tokens);

    [[nodiscard]] Plan plan(RequestHead const& head, std::int64_t now_s) const;
    // `plan` is that of this head and has no refusal.
    [[nodiscard]] Reply answer(
        RequestHead const& head, Plan const& plan, std::string_view body, std::int64_t now_s) const;

private:
    [[nodiscard]] Plan place(RequestPath path) const;
    [[nodiscard]] Reply answer_health(RequestHead const& head) const;

    SiteOptions m_options;
    Forest& m_forest;
    Bundle m_bundle;
    StoreHandler m_store;
};

// "/" or "/huisclos/": the names of an address; nothing when it does not start and end with a slash or has a bad name.
[[nodiscard]] std::optional<std::vector<std::string>> parse_base(std::string_view text);

}  // namespace huisclos::stub
