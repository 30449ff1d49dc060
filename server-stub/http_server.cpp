#include "server-stub/http_server.hpp"

#include <chrono>
#include <cstring>
#include <limits>
#include <new>
#include <utility>

#include <microhttpd.h>

#include "server-stub/header_values.hpp"
#include "server-stub/security_headers.hpp"

namespace huisclos::stub {

namespace {

// Above what is refused by ourselves, so that our own answer is the one that is sent; beyond, the library refuses.
constexpr std::size_t k_connection_memory = 4 * k_max_header_bytes;
constexpr std::size_t k_thread_stack = 262'144;
// A refused body of this size or less is read and dropped, so that the client gets the answer and keeps its connection;
// with a larger one the connection ends.
constexpr std::uint64_t k_drained_bytes = 1'048'576;

constexpr std::uint64_t k_unknown_bytes = std::numeric_limits<std::uint64_t>::max();

// The length of the body that is announced, 0 when none is; nothing when it cannot be read.
std::optional<std::uint64_t> length_of(RequestHead const& head)
{
    return head.content_length ? parse_decimal(*head.content_length) : std::optional<std::uint64_t>{0};
}

std::int64_t now_in_seconds()
{
    using namespace std::chrono;
    return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

std::optional<std::string> header(MHD_Connection* connection, char const* name)
{
    char const* value = nullptr;
    std::size_t size = 0;
    if (MHD_lookup_connection_value_n(connection, MHD_HEADER_KIND, name, std::strlen(name), &value, &size) != MHD_YES ||
        value == nullptr) {
        return std::nullopt;
    }
    return std::string{value, size};
}

RequestHead read_head(MHD_Connection* connection, char const* target, char const* method)
{
    RequestHead head;
    head.method = method;
    head.target = target;
    if (auto const* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE))
        head.header_bytes = info->header_size;
    head.authorization = header(connection, MHD_HTTP_HEADER_AUTHORIZATION);
    head.content_length = header(connection, MHD_HTTP_HEADER_CONTENT_LENGTH);
    head.content_range = header(connection, MHD_HTTP_HEADER_CONTENT_RANGE);
    head.transfer_encoding = header(connection, MHD_HTTP_HEADER_TRANSFER_ENCODING);
    head.if_match = header(connection, MHD_HTTP_HEADER_IF_MATCH);
    head.if_none_match = header(connection, MHD_HTTP_HEADER_IF_NONE_MATCH);
    head.if_range = header(connection, MHD_HTTP_HEADER_IF_RANGE);
    head.range = header(connection, MHD_HTTP_HEADER_RANGE);
    head.accept_encoding = header(connection, MHD_HTTP_HEADER_ACCEPT_ENCODING);
    return head;
}

ConnectionWatch::Connection* watched(MHD_Connection* connection)
{
    auto const* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info == nullptr ? nullptr : static_cast<ConnectionWatch::Connection*>(info->socket_context);
}

std::uint64_t size_of(Reply const& reply)
{
    auto const* text = std::get_if<std::string>(&reply.body);
    return text != nullptr ? text->size() : std::get<FileSlice>(reply.body).size;
}

void free_text(void* text)
{
    delete static_cast<std::string*>(text);
}

MHD_Response* to_response(Reply& reply)
{
    if (auto* slice = std::get_if<FileSlice>(&reply.body))
        return MHD_create_response_from_fd_at_offset64(slice->size, slice->descriptor.release(), slice->offset);
    // Owned by the response from here on; by nobody else if there is none.
    auto* text = new std::string{std::move(std::get<std::string>(reply.body))};
    auto* response =
        MHD_create_response_from_buffer_with_free_callback_cls(text->size(), text->data(), &free_text, text);
    if (response == nullptr)
        free_text(text);
    return response;
}

}  // namespace

// One request and its answer.
struct HttpServer::Exchange {
    RequestHead head{};
    Plan plan{};
    std::string body{};
    std::atomic<std::uint64_t>* held_bytes = nullptr;
    std::uint64_t reserved = 0;  // bytes of the budget
    std::uint64_t received = 0;
    std::uint64_t sent = 0;
    unsigned status = 0;
    std::string subject{};
    std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
    bool is_answered = false;

    Exchange() = default;
    Exchange(Exchange const&) = delete;
    Exchange& operator=(Exchange const&) = delete;
    ~Exchange() { release(); }

    void release()
    {
        body = std::string{};
        if (held_bytes != nullptr)
            *held_bytes -= std::exchange(reserved, 0);
    }
};

struct HttpServer::Callbacks {
    static HttpServer& server(void* self) { return *static_cast<HttpServer*>(self); }

    // Paths are read by ourselves, from what was sent.
    static std::size_t keep_encoded(void*, MHD_Connection*, char* text) { return std::strlen(text); }

    static void on_connection(
        void* self, MHD_Connection* connection, void** context, MHD_ConnectionNotificationCode code)
    {
        auto& watch = server(self).m_watch;
        if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
            if (*context != nullptr)
                watch.remove(static_cast<ConnectionWatch::Connection*>(std::exchange(*context, nullptr)));
            return;
        }
        auto const* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        if (info != nullptr)
            *context = watch.add(info->connect_fd);
    }

    static MHD_Result on_request(
        void* self, MHD_Connection* connection, char const* target, char const* method, char const* /*version*/,
        char const* data, std::size_t* size, void** context)
    {
        try {
            return server(self).on_part(connection, target, method, {data, *size}, size, context) ? MHD_YES : MHD_NO;
        } catch (std::bad_alloc const&) {
            return MHD_NO;
        }
    }

    static void on_completed(void* self, MHD_Connection* connection, void** context, MHD_RequestTerminationCode code)
    {
        std::unique_ptr<Exchange> const exchange{static_cast<Exchange*>(std::exchange(*context, nullptr))};
        if (!exchange)
            return;
        server(self).log(*exchange, code != MHD_REQUEST_TERMINATED_COMPLETED_OK);
        if (auto* place = watched(connection))
            server(self).m_watch.expect_headers(place);
    }
};

HttpServer::HttpServer(ServerOptions options, Site const& site)
    : m_options(options), m_site(site), m_watch(options.pace)
{}

std::unique_ptr<HttpServer> HttpServer::start(ServerOptions options, Site const& site, Descriptor socket)
{
    std::unique_ptr<HttpServer> server{new HttpServer{options, site}};
    auto* self = static_cast<void*>(server.get());
    constexpr unsigned k_flags =
        MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_ITC;
    server->m_daemon = MHD_start_daemon(
        k_flags, 0, nullptr, nullptr, &Callbacks::on_request, self, MHD_OPTION_LISTEN_SOCKET, socket.get(),
        MHD_OPTION_CONNECTION_LIMIT, options.max_connections, MHD_OPTION_CONNECTION_TIMEOUT,
        static_cast<unsigned>(options.pace.patience.count()), MHD_OPTION_CONNECTION_MEMORY_LIMIT, k_connection_memory,
        MHD_OPTION_THREAD_STACK_SIZE, k_thread_stack, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_UNESCAPE_CALLBACK,
        &Callbacks::keep_encoded, self, MHD_OPTION_NOTIFY_CONNECTION, &Callbacks::on_connection, self,
        MHD_OPTION_NOTIFY_COMPLETED, &Callbacks::on_completed, self, MHD_OPTION_END);
    if (server->m_daemon == nullptr)
        return nullptr;
    (void)socket.release();
    return server;
}

HttpServer::~HttpServer()
{
    if (m_daemon != nullptr)
        MHD_stop_daemon(m_daemon);
}

bool HttpServer::on_part(
    MHD_Connection* connection, char const* target, char const* method, std::string_view part, std::size_t* left,
    void** context)
{
    if (*context == nullptr) {
        auto exchange = begin(connection, target, method);
        auto& begun = *exchange;
        *context = exchange.release();
        bool const is_too_long = length_of(begun.head).value_or(k_unknown_bytes) > k_drained_bytes ||
                                 begun.head.transfer_encoding.has_value();
        if (!begun.plan.refusal || !is_too_long)
            return true;
        // The body is not read, so nothing after it can be.
        begun.plan.refusal->set("Connection", "close");
        return send(connection, begun, std::move(*begun.plan.refusal));
    }
    auto& exchange = *static_cast<Exchange*>(*context);
    if (!part.empty()) {
        exchange.received += part.size();
        if (exchange.plan.keeps_body)
            exchange.body.append(part);
        *left = 0;
        // A body without a length that nobody wanted.
        return exchange.plan.keeps_body || exchange.received <= k_drained_bytes;
    }
    return exchange.is_answered || finish(connection, exchange);
}

std::unique_ptr<HttpServer::Exchange> HttpServer::begin(
    MHD_Connection* connection, char const* target, char const* method)
{
    auto exchange = std::make_unique<Exchange>();
    exchange->head = read_head(connection, target, method);
    exchange->plan = m_site.plan(exchange->head, now_in_seconds());
    if (exchange->plan.keeps_body)
        reserve_body(*exchange);
    if (auto* place = watched(connection))
        m_watch.expect_transfer(place, length_of(exchange->head).value_or(0));
    return exchange;
}

void HttpServer::reserve_body(Exchange& exchange)
{
    auto const size = length_of(exchange.head).value_or(0);
    exchange.held_bytes = &m_held_bytes;
    exchange.reserved = size;
    if (m_held_bytes.fetch_add(size) + size <= m_options.body_budget) {
        exchange.body.reserve(size);
        return;
    }
    exchange.release();
    exchange.plan.keeps_body = false;
    exchange.plan.refusal = make_store_reply(503, "too many documents at once\n");
    exchange.plan.refusal->set("Retry-After", "1");
}

bool HttpServer::finish(MHD_Connection* connection, Exchange& exchange)
{
    if (exchange.plan.refusal)
        return send(connection, exchange, std::move(*exchange.plan.refusal));
    if (exchange.plan.keeps_body && exchange.body.size() != exchange.reserved)
        return send(connection, exchange, make_store_reply(400, "the body has another length\n"));
    auto reply = m_site.answer(exchange.head, exchange.plan, exchange.body, now_in_seconds());
    exchange.release();
    return send(connection, exchange, std::move(reply));
}

bool HttpServer::send(MHD_Connection* connection, Exchange& exchange, Reply reply)
{
    exchange.is_answered = true;
    exchange.status = reply.status;
    exchange.subject = reply.subject;
    exchange.sent = exchange.head.method == "HEAD" ? 0 : size_of(reply);
    if (auto* place = watched(connection))
        m_watch.expect_transfer(place, exchange.sent);
    auto const status = reply.status;
    std::unique_ptr<MHD_Response, void (*)(MHD_Response*)> const response{to_response(reply), &MHD_destroy_response};
    if (!response)
        return false;
    for (auto const& [name, value] : reply.headers) {
        if (MHD_add_response_header(response.get(), name, value.c_str()) != MHD_YES)
            return false;
    }
    return MHD_queue_response(connection, status, response.get()) == MHD_YES;
}

void HttpServer::log(Exchange const& exchange, bool is_cut) const
{
    if (m_options.log == LogDetail::None)
        return;
    auto const duration = std::chrono::steady_clock::now() - exchange.start;
    LogEntry const entry{
        .method = exchange.head.method,
        .status = exchange.status,
        .received = exchange.received,
        .sent = exchange.sent,
        .duration = std::chrono::duration_cast<std::chrono::microseconds>(duration),
        .subject = exchange.subject,
        .is_cut = is_cut};
    log_request(entry, now_in_seconds());
}

}  // namespace huisclos::stub
