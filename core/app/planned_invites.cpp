#include "core/app/planned_invites.hpp"

#include "core/app/council_words.hpp"
#include "core/app/draft_slots.hpp"
#include "core/app/facts.hpp"
#include "core/app/field_views.hpp"
#include "core/base/utf8.hpp"

namespace huisclos::app {

std::vector<std::string> planned_in(FoundingDraft const& draft)
{
    std::vector<std::string> lines;
    std::string_view rest = draft.invitees;
    if (auto coordinator = visible_line(draft.coordinator_function); !coordinator.empty())
        lines.push_back(std::move(coordinator));
    while (!rest.empty()) {
        auto const end = std::min(rest.find('\n'), rest.size());
        if (auto line = visible_line(rest.substr(0, end)); !line.empty())
            lines.push_back(std::move(line));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return lines;
}

Task<Result<void>> keep_planned(sync::Vault* vault, std::vector<std::string> lines)
{
    if (lines.empty()) {
        auto const dropped = co_await vault->drop_draft(k_draft_planned);
        co_return dropped;
    }
    ledger::CborWriter writer;
    writer.array(lines.size());
    for (auto const& line : lines)
        writer.text(line);
    auto const kept = co_await vault->save_draft(k_draft_planned, SecretBytes::copy_of(writer.take()));
    co_return kept;
}

std::vector<std::string> planned_invites(Context const& context)
{
    std::vector<std::string> lines;
    for (auto const& item : kept_items(context, k_draft_planned)) {
        if (auto const line = item.as_text())
            lines.emplace_back(*line);
    }
    return lines;
}

Task<bool> drop_planned(Context* context, std::uint32_t index)
{
    auto lines = planned_invites(*context);
    if (index >= lines.size())
        co_return true;
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(index));
    auto const kept = co_await keep_planned(&context->vault, std::move(lines));
    if (!kept)
        say_error(*context, kept.error());
    context->changed();
    co_return true;
}

Phrase planned_of(domain::Invitation const& invitation)
{
    auto const quality = static_cast<std::uint64_t>(invitation.qualite.value_or(domain::Qualite{}));
    if (!invitation.qualite)
        return invitation.profil ? phrase(domain::text_key(*invitation.profil)) : Phrase{};
    if (invitation.organisation.empty())
        return label_of(domain::ListId::Qualite, quality);
    return phrase("members.row.detail")
        .with("quality", TextRef{std::string(domain::text_key(domain::ListId::Qualite, quality))})
        .with("organisation", invitation.organisation);
}

std::vector<FieldView> terms_of(Context const& context, domain::Invitation const& invitation)
{
    std::vector<FieldView> terms;
    if (invitation.profil)
        terms.push_back(shown("council.field.profile", phrase(domain::text_key(*invitation.profil))));
    if (invitation.qualite)
        terms.push_back(shown(
            "council.field.quality",
            label_of(domain::ListId::Qualite, static_cast<std::uint64_t>(*invitation.qualite))));
    terms.push_back(shown(
        "council.field.organisation", invitation.organisation.empty() ? Phrase{} : verbatim(invitation.organisation)));
    std::vector<std::string> groups;
    for (auto const& group : invitation.groupes) {
        if (auto const* const known = context.council.group(group))
            groups.push_back(known->nom);
    }
    terms.push_back(
        shown("members.groups", groups.empty() ? phrase("council.invite.no_group") : verbatim(in_a_row(groups))));
    if (invitation.restreinte)
        terms.push_back(shown("council.field.restricted", phrase("council.invite.restricted")));
    return terms;
}

}  // namespace huisclos::app
