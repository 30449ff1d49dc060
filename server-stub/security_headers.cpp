#include "server-stub/security_headers.hpp"

#include <algorithm>

namespace huisclos::stub {

namespace {

// Everything off that a browser knows by name, but for writing to the clipboard (a link to copy).
constexpr char const* k_permissions =
    "accelerometer=(), autoplay=(), bluetooth=(), camera=(), clipboard-read=(), clipboard-write=(self), "
    "display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), "
    "idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), "
    "publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), usb=(), "
    "window-management=(), xr-spatial-tracking=()";

}  // namespace

Reply make_store_reply(unsigned status, std::string text)
{
    Reply reply;
    reply.status = status;
    reply.body = std::move(text);
    reply.subject = "store";
    reply.set("Content-Type", "application/octet-stream");
    reply.set("X-Content-Type-Options", "nosniff");
    reply.set("Content-Disposition", "attachment");
    reply.set("Content-Security-Policy", "sandbox; default-src 'none'");
    reply.set("Cache-Control", "no-store");
    // A page of another origin reads the store by CORS, with its token, or not at all.
    reply.set("Cross-Origin-Resource-Policy", "same-origin");
    reply.set("Referrer-Policy", "no-referrer");
    reply.set("Access-Control-Allow-Origin", "*");
    reply.set(
        "Access-Control-Expose-Headers",
        "Accept-Ranges, Content-Length, Content-Range, Date, ETag, Last-Modified, Retry-After, WWW-Authenticate");
    return reply;
}

std::string make_bundle_policy(std::vector<std::string> const& connect)
{
    std::string policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
                         "img-src 'self' blob:; font-src 'self'; connect-src 'self'";
    for (auto const& origin : connect)
        policy += " " + origin;
    policy += "; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
              "require-trusted-types-for 'script'; trusted-types huisclos-url";
    return policy;
}

void add_bundle_headers(Reply& reply, std::string const& policy, Transport transport)
{
    reply.set("Content-Security-Policy", policy);
    reply.set("Integrity-Policy", "blocked-destinations=(script)");
    reply.set("X-Content-Type-Options", "nosniff");
    reply.set("Referrer-Policy", "no-referrer");
    reply.set("Permissions-Policy", k_permissions);
    reply.set("Cross-Origin-Opener-Policy", "same-origin");
    reply.set("Cross-Origin-Embedder-Policy", "require-corp");
    reply.set("Cross-Origin-Resource-Policy", "same-origin");
    // RFC 6797 7.2: never over plain HTTP.
    if (transport == Transport::BehindTls)
        reply.set("Strict-Transport-Security", "max-age=63072000");
}

bool is_valid_origin(std::string_view text)
{
    for (std::string_view const scheme : {"https://", "http://"}) {
        if (!text.starts_with(scheme))
            continue;
        text.remove_prefix(scheme.size());
        return !text.empty() && std::ranges::all_of(text, [](char letter) {
            return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                   (letter >= '0' && letter <= '9') || std::string_view{".-:[]"}.contains(letter);
        });
    }
    return false;
}

}  // namespace huisclos::stub
