// Load on a store that speaks PUT and GET: 8 keep-alive connections, new random names, bodies of 4 096 bytes.
//
//   huisclos_stub_load URL [--token T] [--put-prefix stub] [--get-prefix stub] [--warm-up 2] [--seconds 10]
//
// URL is where the names begin ("http://127.0.0.1:8080/store/<tree>/"). First PUT for the warm-up, then for the
// measure; every answer must be 201. Then GET, random among 10 000 of those objects; every answer must be 200 with the
// very bytes that were sent. Prints lines "name value unit"; prints nothing and fails if an answer was another.

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/bench/stub_load/http_client.hpp"

namespace {

using namespace huisclos::bench;
using Clock = std::chrono::steady_clock;

constexpr unsigned k_connections = 8;
constexpr std::size_t k_body_bytes = 4096;
constexpr std::size_t k_read_objects = 10'000;

struct Options {
    std::string url{};
    std::string token{};
    std::string put_prefix = "stub";
    std::string get_prefix = "stub";
    double warm_up_s = 2;
    double measure_s = 10;
};

struct Stored {
    std::string name{};
    std::uint64_t number = 0;
};

struct Load {
    std::vector<double> latencies_ms{};  // of the measured answers
    std::vector<Stored> stored{};
    std::uint64_t wrong = 0;
};

// Bytes that no server can guess from others: one random block, stamped with the object's number.
class Bodies {
public:
    Bodies()
    {
        std::mt19937_64 random{std::random_device{}()};
        for (auto& letter : m_block)
            letter = static_cast<char>(random() & 255U);
    }
    [[nodiscard]] std::string make(std::uint64_t number) const
    {
        std::string body{m_block.data(), m_block.size()};
        std::memcpy(body.data(), &number, sizeof number);
        return body;
    }

private:
    std::array<char, k_body_bytes> m_block{};
};

std::string random_name(std::mt19937_64& random)
{
    std::array<char, 80> text{};
    std::snprintf(text.data(), text.size(), "%016lx%016lx%016lx%016lx", random(), random(), random(), random());
    std::string const digits{text.data()};
    return "o/" + digits.substr(0, 2) + "/" + digits.substr(2);
}

Load put_objects(Options const& options, Target const& target, Bodies const& bodies, std::uint64_t first_number)
{
    Load load;
    HttpClient client{target, options.token};
    std::mt19937_64 random{std::random_device{}()};
    auto const start = Clock::now();
    auto const from = start + std::chrono::duration<double>{options.warm_up_s};
    auto const to = from + std::chrono::duration<double>{options.measure_s};
    for (auto number = first_number;; number += k_connections) {
        Stored stored{.name = random_name(random), .number = number};
        auto const body = bodies.make(number);
        auto const before = Clock::now();
        if (before >= to)
            return load;
        auto const answer = client.put(stored.name, body);
        auto const after = Clock::now();
        if (!answer || answer->status != 201) {
            ++load.wrong;
            return load;
        }
        if (after >= from && after < to)
            load.latencies_ms.push_back(std::chrono::duration<double, std::milli>{after - before}.count());
        load.stored.push_back(std::move(stored));
    }
}

Load get_objects(Options const& options, Target const& target, Bodies const& bodies, std::vector<Stored> const& objects)
{
    Load load;
    HttpClient client{target, options.token};
    std::mt19937_64 random{std::random_device{}()};
    auto const start = Clock::now();
    auto const from = start + std::chrono::duration<double>{options.warm_up_s};
    auto const to = from + std::chrono::duration<double>{options.measure_s};
    while (true) {
        auto const& object = objects[random() % objects.size()];
        auto const expected = bodies.make(object.number);
        auto const before = Clock::now();
        if (before >= to)
            return load;
        auto const answer = client.get(object.name);
        auto const after = Clock::now();
        if (!answer || answer->status != 200 || answer->body != expected) {
            ++load.wrong;
            return load;
        }
        if (after >= from && after < to)
            load.latencies_ms.push_back(std::chrono::duration<double, std::milli>{after - before}.count());
    }
}

template <typename Work>
Load on_every_connection(Work const& work)
{
    std::vector<Load> loads(k_connections);
    {
        std::vector<std::jthread> threads;
        for (unsigned at = 0; at < k_connections; ++at)
            threads.emplace_back([&, at] { loads[at] = work(at); });
    }
    Load sum;
    for (auto& load : loads) {
        sum.wrong += load.wrong;
        sum.latencies_ms.insert(sum.latencies_ms.end(), load.latencies_ms.begin(), load.latencies_ms.end());
        std::ranges::move(load.stored, std::back_inserter(sum.stored));
    }
    std::ranges::sort(sum.latencies_ms);
    return sum;
}

bool is_right(Load const& load, char const* what)
{
    if (load.wrong == 0 && !load.latencies_ms.empty())
        return true;
    std::fprintf(stderr, "stub_load: %lu connections met a wrong or missing answer to %s\n", load.wrong, what);
    return false;
}

void print_load(Load const& load, std::string const& rate_name, double seconds)
{
    std::printf("%s %.0f 1/s\n", rate_name.c_str(), static_cast<double>(load.latencies_ms.size()) / seconds);
}

int measure(Options const& options, Target const& target)
{
    Bodies const bodies;
    auto const put = on_every_connection([&](unsigned at) { return put_objects(options, target, bodies, at); });
    if (!is_right(put, "PUT"))
        return 1;
    if (put.stored.size() < k_read_objects) {
        std::fprintf(stderr, "stub_load: only %zu objects stored, %zu needed\n", put.stored.size(), k_read_objects);
        return 1;
    }
    auto objects = put.stored;
    std::ranges::shuffle(objects, std::mt19937_64{std::random_device{}()});
    objects.resize(k_read_objects);
    auto const get = on_every_connection([&](unsigned) { return get_objects(options, target, bodies, objects); });
    if (!is_right(get, "GET"))
        return 1;
    print_load(put, options.put_prefix + "_put_per_s", options.measure_s);
    auto const p99 = put.latencies_ms[put.latencies_ms.size() * 99 / 100];
    std::printf("%s_put_p99_ms %.2f ms\n", options.put_prefix.c_str(), p99);
    print_load(get, options.get_prefix + "_get_per_s", options.measure_s);
    return 0;
}

}  // namespace

int main(int count, char** values)
{
    Options options;
    for (int at = 1; at < count; ++at) {
        std::string_view const word = values[at];
        bool const has_value = word.starts_with("--") && at + 1 < count;
        if (!word.starts_with("--"))
            options.url = word;
        else if (has_value && word == "--token")
            options.token = values[++at];
        else if (has_value && word == "--put-prefix")
            options.put_prefix = values[++at];
        else if (has_value && word == "--get-prefix")
            options.get_prefix = values[++at];
        else if (has_value && word == "--warm-up")
            options.warm_up_s = std::strtod(values[++at], nullptr);
        else if (has_value && word == "--seconds")
            options.measure_s = std::strtod(values[++at], nullptr);
        else
            options.url.clear();
    }
    auto const target = parse_target(options.url);
    if (!target || options.measure_s <= 0) {
        std::fprintf(
            stderr, "huisclos_stub_load URL [--token T] [--put-prefix stub] [--get-prefix stub] "
                    "[--warm-up 2] [--seconds 10]\n");
        return 2;
    }
    return measure(options, *target);
}
