#include "core/app/communes.hpp"
#include "core/app/council_acts.hpp"
#include "core/app/council_index.hpp"
#include "core/app/founding_internal.hpp"
#include "core/app/new_record.hpp"
#include "core/app/record_values.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"
#include "core/law/decide.hpp"
#include "core/sync/acts.hpp"

// The founding itself: root, card, first act, first records. Everything is on the disk before it is published; a
// founding that was cut is taken up again from the draft that the device kept.

namespace huisclos::app {

namespace {

using namespace founding;
using domain::RecordType;

constexpr std::uint32_t k_first_version = 1;

struct PlannedGroup {
    GroupId id{};
    FoundingGroup const* draft{nullptr};
};

/// What the founder is about to write is asked of the law like anybody's command.
Result<void> ask_law(FoundingDraft const& draft, Date today)
{
    auto const facts = founder_facts();
    auto const may = [&](law::Request request) {
        request.today = today;
        return law::decide(request, facts).allowed;
    };
    auto const may_create = [&](law::Place place, RecordType type) {
        return may({.action = law::Action::CreateRecord, .place = place, .type = type});
    };
    bool const allowed = may_create(law::k_pleniere, RecordType::Instance) &&
                         may_create(law::k_pleniere, RecordType::Texte) &&
                         may_create(law::k_annuaire, RecordType::Membre) &&
                         (draft.groups.empty() || may_create(law::k_annuaire, RecordType::Groupe));
    if (!allowed || !check_founding(draft, today).empty())
        return fail(ErrorCode::Refused, "the law refuses this founding");
    return {};
}

ledger::PolicyOp policy_of(FoundingDraft const& draft, ports::StoreAddress const& address)
{
    ledger::PolicyOp policy;
    policy.store_url = address.url;
    if (!address.token.empty())
        policy.store_token = address.token;
    std::vector<ledger::TextInForce> texts{{1, k_first_version, crypto::text_hash(draft.charter)}};
    if (rules_state(draft) == RulesState::Adopted)
        texts.push_back({2, k_first_version, crypto::text_hash(draft.rules)});
    policy.texts = std::move(texts);
    return policy;
}

Result<sync::ActPublication> first_act(
    sync::Vault const& vault, FoundingDraft const& draft, std::vector<PlannedGroup> const& groups,
    crypto::SigningKey const& identity)
{
    sync::NewLogKey log_key{utc_period(vault.now()), crypto::random_secret(32)};
    FoundingActs wanted{
        .founder = vault.self(),
        .groups = {},
        .rules = rules_state(draft),
        .policy = policy_of(draft, vault.keys().address),
        .log_key = {log_key.from_period, crypto::KemKey::from_seed(log_key.seed.view()).public_key()}};
    for (auto const& group : groups)
        wanted.groups.push_back(group.id);
    sync::ActWish wish{.ops = founding_ops(wanted), .log_key = std::move(log_key), .verified = {}};
    HUISCLOS_TRY_ASSIGN(plan, sync::plan_act(vault, wish));
    return sync::sign_plan(vault, std::move(wish), std::move(plan), identity);
}

void write_instance(ledger::RecordWriter& writer, FoundingDraft const& draft)
{
    using namespace domain::instance_field;
    auto const population = read_population(draft.population).value_or(0);
    NewRecord record(writer, RecordType::Instance);
    record.set(k_type_instance, encode_number(draft.kind));
    record.set_text(k_nom, draft.commune).set_text(k_code, draft.insee).set_text(k_arrete, draft.order_reference);
    if (is_intercommunal(draft)) {
        for (auto const& commune : read_communes(draft.communes).communes)
            record.add(k_communes, encode_commune(commune));
        return;
    }
    record.add(k_communes, encode_commune({draft.insee, draft.commune, population}));
    for (auto const duty : domain::duties_of(population, domain::PriorityDistrict::None))
        record.add(k_obligations, encode_number(static_cast<std::uint64_t>(duty)));
}

void write_texts(ledger::RecordWriter& writer, FoundingDraft const& draft, std::vector<PlannedGroup> const& groups)
{
    using namespace domain::texte_field;
    NewRecord charter(writer, RecordType::Texte);
    charter.set(k_type_texte, encode_number(static_cast<std::uint64_t>(domain::TypeTexte::Charte)));
    charter.set(k_version, encode_number(k_first_version)).set_text(k_titre, draft.charter_title);
    charter.set_text(k_texte, draft.charter).set_date(k_adoption, read_date(draft.charter_adopted));

    NewRecord rules(writer, RecordType::Texte);
    rules.set(k_type_texte, encode_number(static_cast<std::uint64_t>(domain::TypeTexte::ReglementInterieur)));
    rules.set(k_version, encode_number(k_first_version)).set_text(k_titre, draft.rules_title);
    rules.set_text(k_texte, draft.rules).set_date(k_adoption, read_date(draft.rules_adopted));
    for (auto const& group : groups) {
        if (auto const proposed = read_date(group.draft->rules_proposed)) {
            rules.add(
                k_propositions, encode_parts(
                                    {{domain::proposition_part::k_groupe, group.id.view()},
                                     {domain::proposition_part::k_date, std::uint64_t{proposed->to_number()}}}));
        }
    }
}

void write_directory(
    ledger::RecordWriter& writer, FoundingDraft const& draft, std::vector<PlannedGroup> const& groups,
    MemberId const& mayor, std::string const& name)
{
    auto const quality = draft.kind == static_cast<std::uint32_t>(domain::TypeInstance::Clspd)
                             ? domain::Qualite::Maire
                             : domain::Qualite::PresidentEpci;
    write_new_membre(writer, mayor, name, quality, draft.commune);
    for (auto const& group : groups)
        write_new_groupe(writer, group.id, group.draft->name, group.draft->vocation, group.draft->perimeter);
}

bool has_first_act(sync::Vault const& vault)
{
    auto const* const registry = vault.knowledge().registry();
    return registry != nullptr && council_map(registry->state()).plenary.has_value();
}

}  // namespace

std::vector<ledger::Acceptance> founding_acceptances(FoundingDraft const& draft, Instant now)
{
    std::vector<ledger::Acceptance> accepted{
        {ledger::AcceptedText::Charter, k_first_version, crypto::text_hash(draft.charter), now}};
    if (rules_state(draft) == RulesState::Adopted)
        accepted.push_back(
            {ledger::AcceptedText::RulesOfProcedure, k_first_version, crypto::text_hash(draft.rules), now});
    return accepted;
}

Task<Result<void>> found_council(
    sync::Vault* vault, FoundingDraft const* draft, sync::Enrolment const* enrolment, std::string name)
{
    HUISCLOS_CO_TRY(ask_law(*draft, paris_date(vault->now())));
    std::vector<PlannedGroup> groups;
    for (auto const& group : draft->groups)
        groups.push_back({crypto::random_id<GroupId>(), &group});
    if (!has_first_act(*vault)) {
        auto card = sync::first_card(*enrolment, founding_acceptances(*draft, vault->now()));
        HUISCLOS_CO_TRY(co_await vault->found(*enrolment->gbody, std::move(card)));
        HUISCLOS_CO_TRY_ASSIGN(act, first_act(*vault, *draft, groups, enrolment->keyring.identity));
        HUISCLOS_CO_TRY(co_await vault->record_act(std::move(act)));
    }
    auto const map = council_map(vault->knowledge().registry()->state());
    if (!map.plenary || !map.directory || map.groups.size() != groups.size())
        co_return fail(ErrorCode::NoKey, "the first act made no compartment");
    // The first key of the registry is in no act: the founder's other devices find it in his inbox.
    HUISCLOS_CO_TRY_ASSIGN(to_self, sync::grant_missing(*vault, *map.plenary, vault->self(), {}));
    HUISCLOS_CO_TRY(co_await vault->record_grants(std::move(to_self)));
    // Before their records exist groups differ by nothing: one taken up again gets any of the names.
    for (std::size_t i = 0; i < groups.size(); ++i)
        groups[i].id = map.groups[i].group;
    CouncilIndex written;
    written.rebuild(*vault);
    auto const member = vault->self();
    sync::Vault::Compose const plenary = [&](ledger::RecordWriter& writer, ledger::RecordStore const&) -> Result<void> {
        write_instance(writer, *draft);
        write_texts(writer, *draft, groups);
        return {};
    };
    if (!written.instance())
        HUISCLOS_CO_TRY(co_await vault->write(*map.plenary, plenary));
    sync::Vault::Compose const directory = [&](ledger::RecordWriter& writer,
                                               ledger::RecordStore const&) -> Result<void> {
        write_directory(writer, *draft, groups, member, name);
        return {};
    };
    if (written.member(member) == nullptr)
        HUISCLOS_CO_TRY(co_await vault->write(*map.directory, directory));
    co_return Result<void>{};
}

}  // namespace huisclos::app
