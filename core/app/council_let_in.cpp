#include "core/app/council_let_in.hpp"

#include <algorithm>

#include "core/app/council_words.hpp"
#include "core/app/doors_state.hpp"
#include "core/app/draft_slots.hpp"
#include "core/crypto/words.hpp"

namespace huisclos::app {

namespace {

struct LetIn {
    ByteArray<32> paper{};                   ///< Whose words the invitation has, as a fingerprint.
    ledger::Member const* inviter{nullptr};  ///< Of these words; null: nobody here ever had them.
    MemberId author{};                       ///< Of the act.
    ledger::Member const* signer{nullptr};   ///< The same; null: the officers of the recovery.
};

std::optional<LetIn> who_let_in(Context const& context)
{
    auto const kept = context.vault.drafts().find(k_draft_let_in);
    if (kept == context.vault.drafts().end() || !context.has_registry())
        return std::nullopt;
    LetIn found;
    if (kept->second.view().size() != found.paper.size())
        return std::nullopt;
    std::ranges::copy(kept->second.view(), found.paper.begin());
    auto const* const self = context.registry().member(context.vault.self());
    auto const* const act = self == nullptr ? nullptr : context.vault.knowledge().registry()->act(self->admitted.hash);
    if (act == nullptr)
        return std::nullopt;
    found.author = ledger::as_member(act->author);
    found.signer = context.registry().member(found.author);
    context.registry().members().for_each([&](MemberId const&, ledger::Member const& member) {
        if (crypto::fingerprint(context.vault.id(), member.identity) == found.paper)
            found.inviter = &member;
    });
    return found;
}

std::string_view let_in_key(LetIn const& by)
{
    if (by.inviter == nullptr)
        return by.signer == nullptr ? "council.let_in.unknown_officers" : "council.let_in.unknown";
    if (by.signer == nullptr)
        return "council.let_in.officers";
    if (by.inviter->is_out())
        return "council.let_in.left";
    return by.inviter == by.signer ? "council.let_in.same" : "council.let_in.other";
}

Phrase say_detail(Context const& context, LetIn const& by)
{
    auto said = phrase(let_in_key(by)).with("name", author_name(context, by.author));
    said.with(
        "inviter",
        by.inviter == nullptr ? PhraseArg(crypto::six_words(by.paper)) : plain_name(context, by.inviter->id));
    if (by.signer != nullptr)
        said.with("words", identity_words(context, by.signer->identity));
    auto const* const self = context.registry().member(context.vault.self());
    said.with("mine", self == nullptr ? std::string{} : identity_words(context, self->identity));
    return said;
}

Tone tone_of_entry(LetIn const& by)
{
    if (by.inviter == nullptr)
        return Tone::Error;
    return by.inviter == by.signer ? Tone::Info : Tone::Warning;
}

}  // namespace

Task<bool> note_let_in(Context* context)
{
    auto& vault = context->vault;
    auto const kept = vault.drafts().find(k_draft_request);
    if (kept == vault.drafts().end())
        co_return false;
    auto const waiting = decode_waiting(kept->second.view());
    // On the disk before the request goes, which alone knows the paper.
    if (waiting) {
        auto const noted = co_await vault.save_draft(k_draft_let_in, SecretBytes::copy_of(waiting->inviter));
        if (!noted)
            co_return false;
    }
    (void)co_await vault.drop_draft(k_draft_request);
    if (auto const by = who_let_in(*context)) {
        bool const is_known = by->inviter != nullptr;
        context->toasts.say(
            is_known ? Tone::Success : Tone::Warning,
            phrase(is_known ? "council.let_in.said" : "council.let_in.said_unknown")
                .with("name", author_name(*context, by->author)));
    } else {
        context->toasts.say(Tone::Success, phrase("doors.join.done"));
    }
    context->changed();
    co_return true;
}

void present_let_in(Context const& context, TodoList& todo)
{
    auto const by = who_let_in(context);
    if (!by)
        return;
    todo.add(
        tone_of_entry(*by), "user-follow-line",
        phrase(by->inviter == nullptr ? "council.let_in.unknown_title" : "council.let_in.title")
            .with("name", author_name(context, by->author)),
        say_detail(context, *by), "council.let_in.button", ReadWhoLetIn{});
}

Task<Result<void>> forget_let_in(Context* context)
{
    auto const dropped = co_await context->vault.drop_draft(k_draft_let_in);
    context->changed();
    co_return dropped;
}

}  // namespace huisclos::app
