#include "tests/core/app/session_desk.hpp"

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/crypto/hash.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"
#include "core/sync/job.hpp"
#include "tests/support/app/remembered_jobs.hpp"

namespace huisclos::testing {

using app::FormKind;

Task<Result<Bytes>> SmallWorker::run(ports::Job job, Bytes request)
{
    if (job != ports::Job::Argon2id)
        co_return sync::run_job(job, request);
    // u8 form || u32 ops || u32 mem_kib || … (core/crypto/job.hpp).
    std::uint32_t kib = 0;
    for (std::size_t i = 0; i < 4; ++i)
        kib |= static_cast<std::uint32_t>(request[5 + i]) << (8 * i);
    if (kib > m_most_kib) {
        ++refused;
        co_return fail(ErrorCode::Memory, "this machine is small");
    }
    ++runs;
    co_return remembered_password_job(request);
}

std::string store_link(std::string const& token)
{
    return ledger::encode_link(k_bundle, ledger::StoreLink{{std::string(k_store_url), token}});
}

void Desk::open(std::string const& fragment)
{
    m_app = std::make_unique<app::App>(
        app::Ports{remote, places, worker, clock}, std::string(k_bundle), [this] { ++frames_asked; });
    m_app->start(fragment);
    m_app->tick();
}

void Desk::submit(std::string const& button, std::vector<std::pair<std::string, std::string>> const& fields)
{
    app::FormSubmission submission{.kind = form().kind, .button = button};
    for (auto const& [name, value] : fields)
        submission.fields.insert_or_assign(name, SecretBytes::copy_of(as_bytes(value)));
    m_app->submit(std::move(submission));
    m_app->tick();
}

void Desk::send(app::Command command)
{
    m_app->send(std::move(command));
    m_app->tick();
}

void Desk::wait(std::int64_t ms)
{
    clock.advance(ms);
    m_app->tick();
}

void Desk::rest_until(std::int64_t ms)
{
    while (!m_app->locked()) {
        auto const wake = m_app->next_wake();
        if (!wake || wake->ms > ms)
            break;
        // As the page does, never at once.
        clock.time = {std::min(std::max(wake->ms, clock.now().ms + 10), ms)};
        m_app->tick();
    }
    clock.time = {ms};
    m_app->tick();
}

std::string Desk::error_at(std::string const& field)
{
    for (auto const& [name, said] : form().errors) {
        if (name == field)
            return said.key;
    }
    return {};
}

void Desk::choose_passphrase()
{
    passphrase = form().suggestion;
    BOOST_REQUIRE(!passphrase.empty());
    submit("ok", {{"passphrase", passphrase}, {"label", "Espace 1"}});
    BOOST_REQUIRE(error_at("memory") == "doors.error.memory_offer");
    submit("ok", {{"passphrase", passphrase}, {"label", "Espace 1"}, {"memory", "64"}});
}

void Desk::keep_kit()
{
    BOOST_REQUIRE((form().kind == FormKind::Kit));
    kit = form().qr;
    auto const read = ledger::read_kit_text(kit);
    BOOST_REQUIRE(read.has_value());
    auto const words = ledger::kit_words(read->vault, read->account_secret.view(), read->recovery_key.view());
    auto const number = ledger::kit_number(read->vault);
    submit("ok");
    BOOST_REQUIRE((form().kind == FormKind::KitCheck));
    std::vector<std::pair<std::string, std::string>> typed;
    for (auto const& asked : form().asked) {
        auto const place = static_cast<std::size_t>(std::stoul(asked.substr(asked.find('_') + 1))) - 1;
        typed.emplace_back(asked, asked.starts_with("word") ? words[place] : number.substr(place * 5, 4));
    }
    submit("ok", typed);
}

void Desk::sign_in()
{
    BOOST_REQUIRE((form().kind == FormKind::SignIn));
    submit("ok", {{"passphrase", passphrase}});
}

void Desk::sign()
{
    BOOST_REQUIRE((form().kind == FormKind::SignAct));
    submit("ok", {{"passphrase", passphrase}});
    BOOST_REQUIRE((form().kind == FormKind::None));
}

void Desk::type(std::uint32_t field, std::string const& text)
{
    send(app::EditFounding{field, {.text = text, .codes = {}, .member = {}}});
}

void Desk::found_council()
{
    prepare_founding();
    BOOST_REQUIRE(see().signed_in);
}

void Desk::fill_founding()
{
    namespace field = app::founding_field;
    open();
    submit("ok", {{"link", store_link("token")}});
    BOOST_REQUIRE(see().founding.has_value());
    type(field::k_commune, "Saint-Aubin-des-Essais");
    type(field::k_insee, "00099");
    type(field::k_population, "18 000");
    for (auto const* const name : {"Centre", "Collèges"}) {
        send(app::EditFoundingGroup{field::k_group_name, {.text = name, .codes = {}, .member = {}}});
        send(app::EditFoundingGroup{field::k_group_perimeter, {.text = "Toute la commune", .codes = {}, .member = {}}});
        send(app::EditFoundingGroup{field::k_group_proposed, {.text = "03/02/2026", .codes = {}, .member = {}}});
        send(app::AddFoundingGroup{});
    }
    send(app::UseTextModel{1});
    send(app::UseTextModel{2});
}

void Desk::found_without_adoption()
{
    fill_founding();
    send(app::Found{});
    submit("ok", {{"charter", "1"}, {"name", "Claire Vasseur"}});
    choose_passphrase();
    keep_kit();
    BOOST_REQUIRE(see().signed_in);
}

void Desk::prepare_founding()
{
    namespace field = app::founding_field;
    fill_founding();
    type(field::k_charter_adopted, "10/03/2026");
    type(field::k_rules_adopted, "10/03/2026");
    send(app::Found{});
    BOOST_REQUIRE((form().kind == FormKind::Join));
    submit("ok", {{"charter", "1"}, {"rules", "1"}, {"name", "Claire Vasseur"}});
    BOOST_REQUIRE((form().kind == FormKind::NewAccount));
    choose_passphrase();
    keep_kit();
}

namespace {

RecordId send_form(Desk& who, Reported const& person, bool as_situation)
{
    namespace field = domain::field;
    auto const edit = [&who](std::uint32_t number, app::FieldInput value) {
        who.send(app::EditReport{number, std::move(value)});
    };
    who.send(app::Go{app::ReportRoute{}});
    who.send(app::ChooseReportGroup{person.group});
    if (as_situation)
        edit(0, coded(1));
    edit(field::k_nom, typed(person.family));
    edit(field::k_prenom, typed(person.given));
    edit(field::k_naissance, typed(person.birth));
    edit(field::k_origine, coded(static_cast<std::uint32_t>(domain::Origine::Mediateurs)));
    edit(field::k_motifs, coded(static_cast<std::uint32_t>(domain::Motif::Errance)));
    who.send(app::SendReport{});
    auto const* const route = std::get_if<app::SituationsRoute>(&who.see().route);
    BOOST_REQUIRE((route != nullptr && route->situation.has_value()));
    return *route->situation;
}

}  // namespace

RecordId send_report(Desk& who, Reported const& person)
{
    return send_form(who, person, false);
}

RecordId open_situation(Desk& who, Reported const& person)
{
    return send_form(who, person, true);
}

namespace {

void fill_invitation(Desk& who, std::string_view name, domain::Qualite quality)
{
    namespace field = app::invite_field;
    who.send(app::Go{app::MembersRoute{}});
    who.send(app::EditInvite{field::k_name, typed(std::string(name))});
    who.send(app::EditInvite{field::k_quality, coded(static_cast<std::uint32_t>(quality))});
}

}  // namespace

void invite(Desk& who, std::string_view name, domain::Qualite quality, std::optional<domain::Profile> profile)
{
    fill_invitation(who, name, quality);
    if (profile)
        who.send(app::EditInvite{app::invite_field::k_profile, coded(static_cast<std::uint32_t>(*profile))});
    who.send(app::SendInvite{});
    who.wait(5000);
}

std::string invite_school(Desk& mayor)
{
    fill_invitation(mayor, "Camille Durand", domain::Qualite::EducationNationale);
    mayor.send(app::ChooseInviteGroup{0, true});
    mayor.send(app::SendInvite{});
    mayor.wait(5000);
    return only_invitation(mayor).link;
}

app::InvitationRow only_invitation(Desk& mayor)
{
    mayor.send(app::Go{app::MembersRoute{}});
    BOOST_REQUIRE(mayor.see().members.has_value());
    BOOST_REQUIRE(mayor.see().members->invitations.size() == 1U);
    return mayor.see().members->invitations.front();
}

void come_to_the_kit(Desk& desk, std::string const& link, std::string const& name)
{
    desk.open(fragment_of(link));
    desk.submit("ok", {{"charter", "1"}, {"rules", "1"}, {"name", name}});
    desk.choose_passphrase();
    BOOST_REQUIRE((desk.form().kind == app::FormKind::Kit));
}

std::string fragment_of(std::string const& link)
{
    return link.substr(link.find('#'));
}

void answer_invitation(Desk& school, std::string const& link)
{
    come_to_the_kit(school, link, "Camille Durand");
    school.keep_kit();
}

void prepare_entry(Desk& mayor)
{
    mayor.wait(60'000);
    mayor.send(app::Go{app::MembersRoute{}});
    mayor.send(app::AcceptInvite{mayor.see().members->invitations.front().invite});
    mayor.send(app::SignDraft{});
}

void join_school(Desk& mayor, Desk& school)
{
    answer_invitation(school, invite_school(mayor));
    prepare_entry(mayor);
    mayor.sign();
    mayor.wait(5000);
    school.wait(60'000);
    BOOST_REQUIRE(school.see().signed_in);
}

void prepare_removal(Desk& who, std::string const& name)
{
    who.send(app::Go{app::MembersRoute{}});
    auto const& rows = who.see().members->rows;
    auto const row = std::ranges::find(rows, name, &app::MemberRow::name);
    BOOST_REQUIRE((row != rows.end()));
    who.send(app::PrepareRemoveMember{row->member});
}

app::TodoView const* find_todo(Desk& desk, std::string_view title_key)
{
    desk.send(app::Go{app::HomeRoute{}});
    auto const& todo = desk.see().home->todo;
    auto const found = std::ranges::find(todo, title_key, [](app::TodoView const& item) { return item.title.key; });
    return found == todo.end() ? nullptr : &*found;
}

std::uint32_t EmptyTown::school_group()
{
    school.send(app::Go{app::GroupsRoute{}});
    auto const group = school.see().groups->rows.at(0).group;
    mayor.send(app::Go{app::ReportRoute{}});
    auto const& ids = mayor.see().report->group_ids;
    return static_cast<std::uint32_t>(std::ranges::find(ids, group) - ids.begin());
}

bool shows(Desk& desk, std::string const& nav_key)
{
    return std::ranges::any_of(
        desk.see().shell.navigation, [&](app::NavEntry const& entry) { return entry.label.key == nav_key; });
}

}  // namespace huisclos::testing
