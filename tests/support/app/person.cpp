#include "tests/support/app/person.hpp"

#include <boost/test/unit_test.hpp>

#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"
#include "core/sync/job.hpp"
#include "core/sync/paths.hpp"
#include "tests/support/app/remembered_jobs.hpp"

namespace huisclos::testing {

namespace {

template <typename T>
T must(Result<T> result)
{
    if (!result)
        BOOST_FAIL("error " << static_cast<int>(result.error().code) << ": " << result.error().what);
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

ledger::PolicyOp policy_with_texts()
{
    auto const texts = test_texts();
    ledger::PolicyOp policy;
    policy.texts = std::vector<ledger::TextInForce>{{1, 1, texts.charter.hash()}, {2, 1, texts.rules.hash()}};
    return policy;
}

}  // namespace

Task<Result<Bytes>> InlineWorker::run(ports::Job job, Bytes request)
{
    if (job == ports::Job::Argon2id)
        co_return remembered_password_job(request);
    co_return sync::run_job(job, request);
}

SecretBytes test_passphrase()
{
    return SecretBytes::copy_of(as_bytes(k_test_passphrase));
}

ledger::InvitationTexts test_texts()
{
    return {{"Charte du conseil de Saint-Aubin-des-Essais", 1}, {"Règlement intérieur de Saint-Aubin-des-Essais", 1}};
}

std::vector<ledger::Acceptance> accept_test_texts(Instant at)
{
    auto const texts = test_texts();
    return {
        {ledger::AcceptedText::Charter, 1, texts.charter.hash(), at},
        {ledger::AcceptedText::RulesOfProcedure, 1, texts.rules.hash(), at}};
}

void Person::open_with_keys(sync::LocalVault local, sync::DeviceKeys keys)
{
    vault = std::make_unique<sync::Vault>(sync::VaultPorts{remote, clock}, std::move(local), std::move(keys));
    (void)vault->load(&worker).run();
}

void Person::found(std::vector<GroupId> const& groups)
{
    auto const enrolment = sync::begin_founding({"https://store.example/v/", "token"});
    auto account = must(sync::make_account(worker, &enrolment, test_passphrase(), k_test_cost).run());
    auto const ring_key = account.ring_key.clone();
    auto local = must(sync::settle_in(places, remote, &enrolment, std::move(account), "test").run());
    open_with_keys(std::move(local), sync::first_keys(enrolment));

    auto const card = sync::first_card(enrolment, accept_test_texts(clock.now()));
    sync::NewLogKey log_key{utc_period(clock.now()), crypto::random_secret(32)};
    app::FoundingActs const wanted{
        .founder = member(),
        .groups = groups,
        .rules = app::RulesState::Adopted,
        .policy = policy_with_texts(),
        .log_key = {log_key.from_period, crypto::KemKey::from_seed(log_key.seed.view()).public_key()}};
    must(vault->found(*enrolment.gbody, card).run());
    sync::ActWish wish{.ops = app::founding_ops(wanted), .log_key = std::move(log_key), .verified = {}};
    must(sign(std::move(wish)));
}

Result<ledger::PreparedAct> Person::sign(sync::ActWish wish)
{
    auto plan = must(sync::plan_act(*vault, wish));
    auto const opened = identity();
    auto prepared = ledger::PreparedAct{};
    prepared.act = plan.prepared.act;
    prepared.halted = plan.prepared.halted;
    prepared.needs_log_key = plan.prepared.needs_log_key;
    auto publication = must(sync::sign_plan(*vault, std::move(wish), std::move(plan), opened.account.keyring.identity));
    HUISCLOS_TRY(vault->record_act(std::move(publication)).run());
    synchronise();
    return prepared;
}

sync::OpenIdentity Person::identity()
{
    return must(sync::open_identity(worker, &vault->local(), test_passphrase()).run());
}

ledger::InvitationLink Person::invite()
{
    ledger::InvitationLink link;
    link.store = vault->keys().address;
    link.vault = vault->id();
    link.secret = crypto::random_secret(ledger::k_invite_secret_size);
    auto const opened = identity();
    link.inviter = crypto::fingerprint(vault->id(), opened.account.keyring.identity.public_key());
    link.floor = {vault->knowledge().registry()->tips(), clock.now()};
    auto const keys = ledger::invite_keys(link.secret.view());
    auto const mail = must(ledger::make_texts_mail(keys, link.vault, test_texts()));
    (void)remote.put(sync::mail_path(keys.id, sync::MailPart::Texts), mail).run();
    return link;
}

void Person::answer(ledger::InvitationLink const& link)
{
    auto const enrolment = sync::begin_joining(link);
    auto account = must(sync::make_account(worker, &enrolment, test_passphrase(), k_test_cost).run());
    auto local = must(sync::settle_in(places, remote, &enrolment, std::move(account), "test").run());
    open_with_keys(std::move(local), sync::first_keys(enrolment));
    auto const keys = ledger::invite_keys(link.secret.view());
    auto request = ledger::make_join_request(
        sync::first_card(enrolment, accept_test_texts(clock.now())), "Camille Durand", keys.join, link.vault);
    auto const mail = must(ledger::make_join_mail(keys, link.vault, request));
    (void)remote.put(sync::mail_path(keys.id, sync::MailPart::Request), mail).run();
}

void Person::admit(ledger::InvitationLink const& link, app::Admission admission)
{
    auto const keys = ledger::invite_keys(link.secret.view());
    auto const mail = remote.get(sync::mail_path(keys.id, sync::MailPart::Request)).run();
    BOOST_REQUIRE(mail.status == ports::RemoteStatus::Ok);
    auto request = must(ledger::open_join_mail(keys, link.vault, mail.body));
    admission.identity = request.card.card.identity;
    admission.card = must(vault->record_member_card(std::move(request.card)).run());
    sync::ActWish wish{
        .ops = app::admission_ops(vault->knowledge().registry()->state(), admission), .log_key = {}, .verified = {}};
    must(sign(std::move(wish)));
}

void Person::synchronise()
{
    clock.advance(sync::k_head_every_ms);
    must(vault->synchronise().run());
}

void Person::unlock()
{
    auto const names = must(places.names().run());
    BOOST_REQUIRE(names.size() == 1U);
    auto local = must(sync::LocalVault::open(must(places.open(names[0]).run())).run());
    auto opened = must(sync::open_identity(worker, &local, test_passphrase()).run());
    auto keys = must(local.unlock(opened.account.ring_key.view()));
    open_with_keys(std::move(local), std::move(keys));
}

}  // namespace huisclos::testing
