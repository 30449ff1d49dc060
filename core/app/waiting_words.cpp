#include "core/app/waiting_words.hpp"

#include <algorithm>

#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/record_values.hpp"
#include "core/app/situation_state.hpp"
#include "core/base/heap_sort.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/places.hpp"
#include "core/domain/reference.hpp"
#include "core/ledger/audit.hpp"

namespace huisclos::app {

namespace {

/// Its identifiers do not meet those of what waits about the council and about situations.
constexpr std::uint64_t k_first_todo = 2'000'000;

bool reads(Context const& context, CompartmentId const& cid)
{
    auto const* const member = context.registry().member(context.vault.self());
    return member != nullptr && !may_be_out(context) && context.registry().reads(*member, cid);
}

/// The first of the records that an edit is about which can be shown: its sheet says the edit.
std::optional<RecordId> shown_record(Context const& context, sync::RefusedEdit const& edit)
{
    for (auto const* const op : edit.ops) {
        if (locate(context, op->waiting->target))
            return op->waiting->target;
    }
    return std::nullopt;
}

TodoView todo_of(Context const& context, sync::RefusedEdit const& edit)
{
    TodoView todo;
    todo.id = k_first_todo + edit.number;
    todo.tone = Tone::Error;
    todo.icon = "error-warning-line";
    todo.title = phrase("situation.unsent.title").with("place", say_place(context, edit.cid));
    bool const is_read = reads(context, edit.cid);
    auto const record = is_read ? shown_record(context, edit) : std::nullopt;
    if (record) {
        todo.detail = phrase("situation.unsent.detail");
        todo.button = phrase("situation.unsent.see");
        todo.command = Go{SituationsRoute{.group = {}, .situation = record}};
    } else {
        todo.detail = phrase(is_read ? "situation.unsent.no_record" : "situation.unsent.closed");
        todo.button = phrase("situation.unsent.give_up");
        todo.command = GiveUpEdit{edit.number};
    }
    return todo;
}

/// What is text in that op, one after the other; empty where there is none.
std::string text_of(ledger::KnownOp const& op)
{
    std::string text;
    auto const add = [&text](std::string_view more) {
        text += text.empty() || more.empty() ? "" : " · ";
        text += more;
    };
    auto const& value = op.inner.value;
    if (value.encoded().empty())
        return text;
    if (auto const whole = value.as_text()) {
        add(*whole);
    } else if (auto const keys = value.keys()) {
        for (auto const key : *keys) {
            auto const part = value.find(key);
            if (auto const said = part ? part->as_text() : Result<std::string_view>(std::string_view{}); said)
                add(*said);
        }
    }
    return text;
}

bool only_takes_away(ledger::KnownOp const& op)
{
    return op.kind == ledger::OpKind::Drop || op.inner.value.is_null();
}

/// What an edit put in one record: its texts, else that it put or took away something else; in which field.
struct SaidEdit {
    std::string text{};
    bool has_value{false};
    ledger::KnownOp const* main{nullptr};  ///< The first with a text, else the first that puts something, else any.
};

SaidEdit read_edit(sync::RefusedEdit const& edit, RecordId const& record)
{
    SaidEdit said;
    for (auto const* const op : edit.ops) {
        if (op->waiting->target != record)
            continue;
        auto const text = text_of(*op);
        bool const has_value = !only_takes_away(*op);
        if (said.main == nullptr || (said.text.empty() && !text.empty()) || (!said.has_value && has_value))
            said.main = op;
        said.text += (said.text.empty() || text.empty() ? "" : " · ") + text;
        said.has_value = said.has_value || has_value;
    }
    return said;
}

PhraseArg words_of(SaidEdit const& said)
{
    if (!said.text.empty())
        return said.text;
    return TextRef{said.has_value ? "situation.unsent.choice" : "situation.unsent.removed"};
}

enum class ReportFate : std::uint8_t { Waits, Written, Gone };

bool is_creation_of(ledger::KnownOp const& op, RecordId const& record)
{
    return op.kind == ledger::OpKind::Create && op.waiting != nullptr && op.waiting->target == record;
}

/// By its creation: no key may write it yet, a segment carries it, or it is refused or given up.
ReportFate fate_of(Context const& context, ReportToLeave const& report)
{
    auto const* const store = context.vault.knowledge().records(report.cid);
    if (store == nullptr)
        return ReportFate::Waits;
    bool const is_here = std::ranges::any_of(store->waiting(), [&report](ledger::RecordStore::Waiting const& one) {
        return is_creation_of(*one.op, report.record);
    });
    if (is_here) {
        bool const is_refused = std::ranges::any_of(context.vault.refused_edits(), [&report](auto const& edit) {
            return std::ranges::any_of(
                edit.ops, [&report](auto const* op) { return is_creation_of(*op, report.record); });
        });
        return is_refused ? ReportFate::Gone : ReportFate::Waits;
    }
    auto const* const state = store->find(report.record);
    return state != nullptr && state->exists() ? ReportFate::Written : ReportFate::Gone;
}

/// Where its sheet may not be listed any more too.
std::string reference_of(Context const& context, References const& all, RecordId const& report)
{
    auto const found = all.find(report);
    return found == all.end() ? domain::make_reference({report, context.today()}, {}) : found->second;
}

constexpr std::size_t k_most_sent_named = 3;

}  // namespace

std::vector<MemberId> who_can_change_key(Context const& context, CompartmentId const& cid)
{
    std::vector<std::pair<ledger::Rank, MemberId>> ranked;
    for (auto const& id : ledger::ranked_readers(context.registry(), cid)) {
        auto const rank = context.registry().member(id)->rank;
        // The mayor is asked when nobody else can.
        ranked.emplace_back(rank == ledger::k_mayor_rank ? ledger::k_no_rank : rank, id);
    }
    heap_sort(ranked);
    std::vector<MemberId> who;
    for (auto const& [rank, id] : ranked)
        who.push_back(id);
    return who;
}

Leader who_leads(Context const& context, CompartmentId const& cid)
{
    for (auto const& id : who_can_change_key(context, cid)) {
        auto const profile = context.registry().member(id)->right_in(cid).profile;
        if (id == context.vault.self())
            continue;
        if (profile == static_cast<std::uint32_t>(domain::Profile::Coordonnateur))
            return Leader::Coordinator;
        if (profile == static_cast<std::uint32_t>(domain::Profile::Maire))
            return Leader::Mayor;
    }
    return Leader::Nobody;
}

std::string_view waits_key(std::set<Leader> const& leaders)
{
    if (leaders.size() != 1)
        return leaders.contains(Leader::Nobody) ? "situation.home.waits_for_some" : "situation.home.waits_for_others";
    if (leaders.contains(Leader::Coordinator))
        return "situation.home.waits_for_coordinator";
    return leaders.contains(Leader::Mayor) ? "situation.home.waits_for_mayor" : "situation.home.waits_for_nobody";
}

Phrase words_of_sent(std::span<SentReport const> sent)
{
    if (sent.size() == 1) {
        auto const leader = sent.front().leader;
        auto const* const key = leader == Leader::Coordinator ? "situation.report_sent"
                                : leader == Leader::Mayor     ? "situation.report_sent.mayor"
                                                              : "situation.report_sent.nobody";
        return phrase(key).with("reference", sent.front().reference);
    }
    bool const is_led = std::ranges::none_of(sent, [](auto const& one) { return one.leader == Leader::Nobody; });
    if (sent.size() > k_most_sent_named)
        return phrase(is_led ? "situation.report_sent.many" : "situation.report_sent.many.nobody")
            .with("n", static_cast<std::int64_t>(sent.size()));
    std::vector<std::string> references;
    for (auto const& one : sent)
        references.push_back(one.reference);
    return phrase(is_led ? "situation.report_sent.few" : "situation.report_sent.few.nobody")
        .with("references", in_a_row(references));
}

WaitWords words_of_wait(KeyWait wait)
{
    switch (wait) {
    case KeyWait::Nobody:
        return {Tone::Error, "situation.waits.nobody"};
    case KeyWait::Own:
        return {Tone::Warning, "situation.waits.own"};
    case KeyWait::Ask:
        return {Tone::Warning, "situation.waits.ask"};
    case KeyWait::Given:
        return {Tone::Info, "situation.waits.given"};
    case KeyWait::Coming:
        return {Tone::Info, "situation.waits.coming"};
    }
    return {};
}

NoticeView notice_of_wait(Context const& context, CompartmentId const& cid)
{
    auto const who = who_can_change_key(context, cid);
    auto const self = context.vault.self();
    auto const other = std::ranges::find_if(who, [&self](MemberId const& id) { return id != self; });
    bool const can = std::ranges::find(who, self) != who.end();
    auto const* const registry = context.vault.knowledge().registry();
    auto const* const epoch = registry == nullptr ? nullptr : registry->write_epoch(cid);
    auto wait = epoch == nullptr ? KeyWait::Ask : KeyWait::Given;
    if (epoch != nullptr && (other == who.end() || registry->key_went_to(cid, epoch->commit, self)))
        wait = KeyWait::Coming;
    else if (epoch == nullptr && can)
        wait = KeyWait::Own;
    else if (other == who.end())
        wait = KeyWait::Nobody;
    auto const words = words_of_wait(wait);
    NoticeView said{words.tone, phrase(words.key).with("place", say_place(context, cid))};
    if (wait == KeyWait::Ask || wait == KeyWait::Given)
        said.text.with("name", plain_name(context, *other));
    return said;
}

Phrase say_whom_to_ask(Context const& context, CompartmentId const& cid)
{
    return notice_of_wait(context, cid).text;
}

void say_reported(Context& context, CompartmentId const& cid, RecordId const& report, Qualifier qualifier)
{
    bool const goes = qualifier == Qualifier::SomebodyElse;
    auto const reference = reference_of(context, references(context), report);
    if (context.vault.waits_for_key(cid))
        context.toasts.say(Tone::Info, phrase("situation.report_waits").with("reference", reference));
    // What the others write does not open here: what is written here may not open there. That is so on any screen.
    else if (may_be_out(context) || context.vault.status().heads_closed)
        context.toasts.say_anywhere(Tone::Warning, phrase("situation.report_closed").with("reference", reference));
    else
        context.toasts.say(
            Tone::Success,
            phrase(goes ? "situation.report_made" : "situation.report_kept").with("reference", reference));
    if (goes)
        context.situations.reports_to_leave.push_back({context.toasts.last(), cid, report});
}

void say_reports_that_left(Context& context)
{
    auto const status = context.vault.status();
    bool const is_all_sent = status.connection == sync::Connection::Online && status.pending == 0 &&
                             !status.heads_closed && !may_be_out(context);
    auto& reports = context.situations.reports_to_leave;
    if (reports.empty() || !is_all_sent)
        return;
    std::vector<SentReport> sent;
    // Of all sheets: listed once, and for none that still waits.
    std::optional<References> all;
    auto const is_over = [&](ReportToLeave const& report) {
        auto const fate = fate_of(context, report);
        if (fate == ReportFate::Waits)
            return false;
        // Else it says that it will leave of one that does not.
        context.toasts.dismiss(report.number);
        if (fate != ReportFate::Written)
            return true;
        if (!all)
            all = references(context);
        // By its reference: another one may just have been written, and wait.
        sent.push_back({reference_of(context, *all, report.record), who_leads(context, report.cid)});
        return true;
    };
    if (std::erase_if(reports, is_over) == 0)
        return;
    if (!sent.empty())
        context.toasts.say(Tone::Success, words_of_sent(sent));
    context.changed();
}

void present_waiting_home(Context const& context, HomeView& home)
{
    if (!context.has_registry())
        return;
    for (auto const& cid : context.vault.waiting_places()) {
        if (!context.vault.waits_for_key(cid))
            continue;
        home.notices.push_back(notice_of_wait(context, cid));
    }
    for (auto const& edit : context.vault.refused_edits())
        home.todo.push_back(todo_of(context, edit));
}

std::vector<UnsentView> unsent_of(Context const& context, RecordId const& record)
{
    std::vector<UnsentView> unsent;
    auto const located = locate(context, record);
    auto const type = located ? domain::record_type_from(located->state->type()) : std::nullopt;
    for (auto const& edit : context.vault.refused_edits()) {
        auto const said = read_edit(edit, record);
        if (said.main == nullptr)
            continue;
        auto const* const field = type ? domain::find_field(*type, said.main->inner.field) : nullptr;
        auto message = phrase("situation.unsent").with("text", words_of(said));
        message.with("field", TextRef{field == nullptr ? "situation.unsent.choice" : std::string(field->key)});
        unsent.push_back({std::move(message), GiveUpEdit{edit.number}});
    }
    return unsent;
}

}  // namespace huisclos::app
