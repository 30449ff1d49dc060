#include "toolchains/demo/council.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "core/app/council_state.hpp"
#include "core/app/founding_fields.hpp"
#include "core/ledger/kit.hpp"
#include "toolchains/demo/people.hpp"

namespace huisclos::demo {

namespace {

using app::FormKind;

app::FieldInput text(std::string_view typed_text)
{
    return {std::string(typed_text), {}, std::nullopt};
}

app::FieldInput code(std::uint32_t chosen)
{
    return {{}, {chosen}, std::nullopt};
}

struct GroupPlan {
    std::uint32_t vocation{1};
    std::string_view perimeter{};
};
constexpr std::array<GroupPlan, k_groups.size()> k_plans{
    GroupPlan{1, "Centre-ville, abords de la gare et des lignes de car"},
    GroupPlan{1, "Résidences des Tilleuls et de Bellevue"},
    GroupPlan{2, "Élèves des collèges et lycées de la commune"},
};

/// Types back what the form asks of the kit: words as printed, or one group of the number.
std::string answer_of(ledger::Kit const& kit, std::string const& asked)
{
    auto const place = static_cast<std::size_t>(std::stoul(asked.substr(asked.find('_') + 1))) - 1;
    if (asked.starts_with("word_"))
        return ledger::kit_words(kit.vault, kit.account_secret.view(), kit.recovery_key.view()).at(place);
    constexpr std::size_t k_group_and_space = 5;
    return ledger::kit_number(kit.vault).substr(place * k_group_and_space, k_group_and_space - 1);
}

/// From the texts to read up to the kit typed back.
void make_account(Client& client, Account& account)
{
    client.submit(FormKind::Join, {{"charter", "1"}, {"rules", "1"}, {"name", account.name}});
    client.expect_form(FormKind::NewAccount);
    account.passphrase = client.form().suggestion;
    client.submit(FormKind::NewAccount, {{"label", "Espace 1"}, {"passphrase", account.passphrase}});
    client.expect_form(FormKind::Kit);
    auto const kit = ledger::read_kit_text(client.form().qr);
    if (!kit)
        client.fail("the kit cannot be read back");
    client.submit(FormKind::Kit, {});
    client.expect_form(FormKind::KitCheck);
    auto const asked = client.form().asked;
    if (asked.size() != 5)
        client.fail("the kit is checked otherwise than by four words and a group");
    std::vector<std::string> typed_back;
    for (auto const& name : asked)
        typed_back.push_back(answer_of(*kit, name));
    client.submit(
        FormKind::KitCheck, {{asked[0], typed_back[0]},
                             {asked[1], typed_back[1]},
                             {asked[2], typed_back[2]},
                             {asked[3], typed_back[3]},
                             {asked[4], typed_back[4]}});
}

/// What this council writes in the place of each blank of the models.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> k_answers{{
    {"[à compléter]", "six"},
    {"[30]", "30"},
    {"[adresse à compléter]", "Hôtel de ville, 00042 Saint-Aubin-des-Essais"},
}};

/// A model as the council adopts it: completed, and without the line that says what a model is.
std::string adopted_text(std::string body)
{
    auto const about_model = body.find("Ce modèle est une base de travail");
    auto const next = body.find("\n\n", about_model);
    if (about_model != std::string::npos && next != std::string::npos)
        body.erase(about_model, next + 2 - about_model);
    for (auto const& [blank, answer] : k_answers) {
        if (auto const at = body.find(blank); at != std::string::npos)
            body.replace(at, blank.size(), answer);
    }
    return body;
}

/// The model of that kind, completed.
void fill_text(
    Client& mayor, std::uint32_t what, std::string_view title, std::uint32_t title_field, std::uint32_t body_field)
{
    mayor.send(app::UseTextModel{what});
    auto const fields = [&mayor, what] {
        auto const& founding = *mayor.views().founding;
        return what == 1 ? founding.charter : founding.rules;
    };
    auto const model = fields();
    auto const body = std::ranges::find(model, body_field, &app::FieldView::field);
    if (body == model.end())
        mayor.fail("the founding asks for no text");
    mayor.queue(app::EditFounding{title_field, text(title)});
    mayor.send(app::EditFounding{body_field, text(adopted_text(body->text))});
    for (auto const& field : fields()) {
        if (!field.warnings.empty())
            mayor.fail(std::string(title) + " is not finished: " + describe(field.warnings.front()));
    }
}

void fill_founding(Client& mayor, Date today)
{
    using namespace app::founding_field;
    auto const set = [&mayor](std::uint32_t field, app::FieldInput value) {
        mayor.queue(app::EditFounding{field, std::move(value)});
    };
    set(k_kind, code(1));
    set(k_commune, text("Saint-Aubin-des-Essais"));
    // 00 is no département: the code is in no list of communes.
    set(k_insee, text("00042"));
    set(k_population, text("31 420"));
    set(k_order, text("Arrêté municipal 2026-117"));
    auto const proposed = typed(add_days(today, -45));
    for (std::size_t i = 0; i < k_groups.size(); ++i) {
        auto const set_group = [&mayor](std::uint32_t field, app::FieldInput value) {
            mayor.queue(app::EditFoundingGroup{field, std::move(value)});
        };
        set_group(k_group_name, text(k_groups[i]));
        set_group(k_group_vocation, code(k_plans[i].vocation));
        set_group(k_group_perimeter, text(k_plans[i].perimeter));
        set_group(k_group_proposed, text(proposed));
        mayor.queue(app::AddFoundingGroup{});
    }
    fill_text(mayor, 1, "Charte déontologique", k_charter_title, k_charter);
    fill_text(mayor, 2, "Règlement intérieur", k_rules_title, k_rules);
    set(k_charter_adopted, text(typed(add_days(today, -30))));
    set(k_rules_adopted, text(typed(add_days(today, -30))));
    set(k_coordinator, text("Coordonnateur du conseil local"));
    set(k_invitees, text("Principale du collège Jean-Zay des Essais"));
}

/// Writes the invitation and gives its link.
std::string invite(Client& signer, Invitee const& invitee)
{
    namespace field = app::invite_field;
    auto const& account = *invitee.account;
    signer.go(app::MembersRoute{});
    signer.queue(app::EditInvite{field::k_name, text(account.name)});
    signer.queue(app::EditInvite{field::k_quality, code(account.quality)});
    signer.queue(app::EditInvite{field::k_organisation, text(account.organisation)});
    for (auto const& option : std::vector(signer.views().members->invite_groups)) {
        bool const chosen = std::ranges::find(invitee.groups, describe(option.label)) != invitee.groups.end();
        signer.queue(app::ChooseInviteGroup{option.code, chosen});
    }
    signer.send(app::SendInvite{});
    for (auto const& row : signer.views().members->invitations) {
        if (row.name == account.name && !row.link.empty())
            return row.link;
    }
    signer.fail("the invitation of " + std::string(account.name) + " shows no link");
}

app::InvitationRow find_answer(Client& signer, std::string_view name)
{
    for (auto const& row : signer.views().members->invitations) {
        if (row.name == name && row.answered)
            return row;
    }
    signer.fail("the answer of " + std::string(name) + " does not arrive");
}

/// What the two would do by telephone.
void compare_words(Client& signer, Client& invitee, app::InvitationRow const& row)
{
    invitee.expect_form(FormKind::JoinWait);
    auto const& form = invitee.form();
    bool const shows_inviter = std::ranges::any_of(
        form.lines, [&row](app::FormLine const& line) { return describe(line.text) == row.my_words; });
    if (row.their_words.empty() || form.suggestion != row.their_words || !shows_inviter)
        signer.fail("the words of " + row.name + " are not the same on both sides");
}

}  // namespace

void found_council(Client& mayor, Account& account, std::string const& store_link, Date today)
{
    mayor.start(store_link);
    if (!mayor.views().founding || !mayor.views().founding->may_found)
        mayor.fail("the link of the store opens no founding");
    fill_founding(mayor, today);
    mayor.send(app::Found{});
    if (mayor.form().kind != FormKind::Join) {
        std::string said = "the founding is not ready";
        for (auto const& [field, error] : mayor.views().founding->errors)
            said += "; " + std::to_string(field) + " " + describe(error);
        mayor.fail(said);
    }
    make_account(mayor, account);
    if (!mayor.views().signed_in)
        mayor.fail("the council is not founded");
    mayor.synchronise();
}

void let_in(Client& signer, Account const& signing, std::vector<Invitee> const& invitees)
{
    std::vector<std::string> links;
    for (auto const& invitee : invitees)
        links.push_back(invite(signer, invitee));
    signer.synchronise();
    for (std::size_t i = 0; i < invitees.size(); ++i) {
        invitees[i].client->start(links[i]);
        make_account(*invitees[i].client, *invitees[i].account);
        invitees[i].client->expect_form(FormKind::JoinWait);
    }
    signer.synchronise();
    for (auto const& invitee : invitees) {
        signer.go(app::MembersRoute{});
        auto const row = find_answer(signer, invitee.account->name);
        compare_words(signer, *invitee.client, row);
        signer.send(app::AcceptInvite{row.invite});
    }
    signer.send(app::SignDraft{});
    signer.submit(FormKind::SignAct, {{"passphrase", signing.passphrase}});
    signer.expect_form(FormKind::None);
    signer.synchronise();
    for (auto const& invitee : invitees) {
        invitee.client->submit(FormKind::JoinWait, {});
        if (!invitee.client->views().signed_in)
            invitee.client->fail("the act does not let in");
        invitee.client->synchronise();
    }
}

std::string show_device_link(Client& client)
{
    client.go(app::DeviceRoute{});
    client.send(app::ShowDeviceLink{});
    auto link = client.views().device->device_link;
    if (link.find("#d=") == std::string::npos)
        client.fail("the device shows no link");
    client.send(app::HideDeviceLink{});
    return link;
}

void open_on_new_device(Client& client, Account const& account)
{
    client.start(account.device_link);
    client.submit(FormKind::DeviceLink, {{"label", "Espace 1"}, {"passphrase", account.passphrase}});
    if (!client.views().signed_in)
        client.fail("the link of the device opens no session");
    client.synchronise();
}

GroupId find_group(Client& client, std::string_view name)
{
    client.go(app::GroupsRoute{});
    for (auto const& row : client.views().groups->rows) {
        if (row.name == name)
            return row.group;
    }
    client.fail("no group " + std::string(name));
}

MemberId find_member(Client& client, std::string_view name)
{
    client.go(app::MembersRoute{});
    for (auto const& row : client.views().members->rows) {
        if (row.name == name)
            return row.member;
    }
    client.fail("no member " + std::string(name));
}

}  // namespace huisclos::demo
