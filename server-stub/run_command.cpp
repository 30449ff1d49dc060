#include "server-stub/run_command.hpp"

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "server-stub/forest.hpp"
#include "server-stub/listener.hpp"
#include "server-stub/posix_file_system.hpp"
#include "server-stub/site.hpp"
#include "server-stub/token_command.hpp"

namespace huisclos::stub {

namespace {

std::string to_sentence(ListenError error, RunCommand const& command)
{
    auto const port = std::to_string(command.port);
    switch (error) {
    case ListenError::PortTaken:
        return "port " + port + " is taken: choose another with --port";
    case ListenError::NotAllowed:
        return "port " + port + " needs rights that this account lacks: choose one above 1023";
    case ListenError::BadHost:
        return command.host + " is no address of this machine";
    case ListenError::Other:
        break;
    }
    return "the system gives no socket";
}

// Whether a file of the data folder would be served as a file of the bundle.
bool is_inside(std::string const& folder, std::string const& outer)
{
    std::error_code error;
    auto const inner_path = std::filesystem::weakly_canonical(folder, error);
    auto const outer_path = std::filesystem::weakly_canonical(outer, error);
    auto const relative = inner_path.lexically_relative(outer_path);
    return !relative.empty() && *relative.begin() != "..";
}

// Ends the two signals' default action, in every thread, and gives the set to wait for.
sigset_t take_signals()
{
    std::signal(SIGPIPE, SIG_IGN);
    sigset_t signals{};
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

int print_empty_store(TokenBook& tokens, std::string const& bundle_url)
{
    auto const link = make_store_access(tokens, {.bundle_url = bundle_url});
    if (!link)
        return fail_command("a token could not be written");
    std::printf("%s\n", link->text.c_str());
    return 0;
}

}  // namespace

int run(RunCommand const& command)
{
    auto const signals = take_signals();
    auto const base = parse_base(command.base);
    if (!base)
        return fail_command("--base needs a path such as / or /huisclos/");
    if (!command.www.empty() && !std::filesystem::is_directory(command.www))
        return fail_command("there is no folder " + command.www + ": build the bundle first");
    if (!command.www.empty() && is_inside(command.data, command.www))
        return fail_command("the data must not lie inside the bundle's folder");
    auto const lock = take_data(command.data);
    if (!lock)
        return fail_command(
            lock.error() == IoError::Busy ? "another process serves " + command.data
                                          : command.data + " cannot be written");
    PosixFileSystem files;
    TokenBook tokens{files, command.data};
    if (!tokens.prepare())
        return fail_command(command.data + " cannot be written");
    auto const forest = Forest::open(files, command.data, command.quota);
    if (!forest)
        return fail_command(command.data + " cannot be read");
    auto listener = listen_on(command.host, command.port);
    if (!listener)
        return fail_command(to_sentence(listener.error(), command));
    SiteOptions options{
        .base = *base,
        .bundle = {.folder = command.www, .connect = command.connect, .transport = command.transport},
        .max_object = command.max_object};
    Site const site{std::move(options), **forest, tokens};
    auto const server = HttpServer::start(command.server, site, std::move(listener->socket));
    if (!server)
        return fail_command("the HTTP server does not start");
    auto const address = listener->origin + command.base;
    std::printf("listening on %s\n", address.c_str());
    int const printed = command.empty == EmptyStore::Yes ? print_empty_store(tokens, address) : 0;
    std::fflush(stdout);
    int signal = 0;
    if (printed == 0)
        sigwait(&signals, &signal);
    return printed;
}

}  // namespace huisclos::stub
