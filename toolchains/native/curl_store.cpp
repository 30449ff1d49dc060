#include "toolchains/native/curl_store.hpp"

#include <curl/curl.h>

#include "core/ports/http_status.hpp"

namespace huisclos::native {

namespace {

constexpr long k_connect_timeout_s = 10;
constexpr long k_timeout_s = 60;

struct Body {
    Bytes bytes{};
    std::size_t longest{0};
};

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* to)
{
    auto& body = *static_cast<Body*>(to);
    auto const length = size * count;
    if (body.bytes.size() + length > body.longest)
        return 0;
    append(body.bytes, as_bytes(std::string_view(data, length)));
    return length;
}

std::size_t take_etag(char* data, std::size_t size, std::size_t count, void* to)
{
    constexpr std::string_view k_name = "etag:";
    std::string_view line(data, size * count);
    bool is_etag = line.size() > k_name.size();
    for (std::size_t i = 0; is_etag && i < k_name.size(); ++i)
        is_etag = (line[i] | 0x20) == (k_name[i] | 0x20);
    if (is_etag) {
        line.remove_prefix(k_name.size());
        while (!line.empty() && line.front() == ' ')
            line.remove_prefix(1);
        while (!line.empty() && (line.back() == '\r' || line.back() == '\n' || line.back() == ' '))
            line.remove_suffix(1);
        *static_cast<std::string*>(to) = std::string(line);
    }
    return size * count;
}

ports::RemoteStatus status_of(long code)
{
    bool const is_ok = code == 200 || code == 201 || code == 204 || code == 206;
    return is_ok ? ports::RemoteStatus::Ok : ports::status_without_success(code);
}

}  // namespace

struct CurlStore::Request {
    char const* method{"GET"};
    std::string path{};
    std::string etag{};
    Bytes const* body{nullptr};
};

CurlStore::CurlStore() : m_curl(curl_easy_init())
{}

CurlStore::~CurlStore()
{
    curl_easy_cleanup(static_cast<CURL*>(m_curl));
}

void CurlStore::use(ports::StoreAddress address)
{
    m_address = std::move(address);
}

ports::RemoteAnswer CurlStore::perform(Request request)
{
    auto* const curl = static_cast<CURL*>(m_curl);
    if (curl == nullptr)
        return {};
    ports::RemoteAnswer answer;
    Body body{{}, ports::longest_answer(request.path)};
    curl_easy_reset(curl);
    auto const url = m_address.url + request.path;
    curl_slist* headers = nullptr;
    headers = curl_slist_append(headers, ("Authorization: Bearer " + m_address.token).c_str());
    headers = curl_slist_append(headers, "Expect:");
    if (request.body != nullptr)
        headers = curl_slist_append(headers, "Content-Type: application/octet-stream");
    if (!request.etag.empty())
        headers = curl_slist_append(headers, ("If-None-Match: " + request.etag).c_str());
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method);
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, k_connect_timeout_s);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, k_timeout_s);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_etag);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer.etag);
    if (request.body != nullptr) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body->size()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, reinterpret_cast<char const*>(request.body->data()));
    }
    auto const result = curl_easy_perform(curl);
    long code = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
    curl_slist_free_all(headers);
    if (result != CURLE_OK)
        return {result == CURLE_WRITE_ERROR ? ports::RemoteStatus::Strange : ports::RemoteStatus::Unreachable, {}, {}};
    answer.status = status_of(code);
    answer.body = std::move(body.bytes);
    return answer;
}

Task<ports::RemoteAnswer> CurlStore::get(std::string path)
{
    co_return perform({"GET", std::move(path), {}, nullptr});
}

Task<ports::RemoteAnswer> CurlStore::list(std::string path, std::string etag)
{
    co_return perform({"GET", std::move(path), std::move(etag), nullptr});
}

Task<ports::RemoteAnswer> CurlStore::put(std::string path, Bytes body)
{
    co_return perform({"PUT", std::move(path), {}, &body});
}

Task<ports::RemoteAnswer> CurlStore::remove(std::string path)
{
    co_return perform({"DELETE", std::move(path), {}, nullptr});
}

Task<ports::RemoteAnswer> CurlStore::look(ports::StoreAddress at, std::string path)
{
    std::swap(m_address, at);
    auto answer = perform({"GET", std::move(path), {}, nullptr});
    std::swap(m_address, at);
    co_return answer;
}

}  // namespace huisclos::native
