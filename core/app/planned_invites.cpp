#include "core/app/planned_invites.hpp"

#include "core/app/draft_slots.hpp"
#include "core/app/facts.hpp"
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

}  // namespace huisclos::app
