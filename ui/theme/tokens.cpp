#include "ui/theme/tokens.hpp"

namespace huisclos::ui {

namespace {

constexpr double k_text = 4.5;
constexpr double k_component = 3.0;

void add(ContrastPairs& list, std::string_view name, Colour foreground, Colour background, double least)
{
    if (list.count < list.pairs.size())
        list.pairs[list.count++] = {name, foreground, background, least};
}

void add_surfaces(ContrastPairs& list, Palette const& p)
{
    for (Colour surface : {p.background, p.card, p.hover, p.accent_soft}) {
        add(list, "ink", p.ink, surface, k_text);
        add(list, "soft", p.soft, surface, k_text);
        add(list, "accent", p.accent, surface, k_text);
    }
    for (Colour surface : {p.background, p.card, p.hover}) {
        add(list, "border", p.border, surface, k_component);
        add(list, "focus", p.focus, surface, k_component);
        add(list, "danger", p.danger, surface, k_component);
        add(list, "accent, hovered", p.accent_hover, surface, k_text);
        add(list, "neutral on surface", p.neutral.strong, surface, k_text);
        add(list, "error on surface", p.error.strong, surface, k_text);
        add(list, "info on surface", p.info.strong, surface, k_text);
        add(list, "success on surface", p.success.strong, surface, k_text);
        add(list, "warning on surface", p.warning.strong, surface, k_text);
        add(list, "archive on surface", p.archive.strong, surface, k_text);
    }
    // A row that is open, and a link of a summary of errors, have a ring too.
    add(list, "focus on open row", p.focus, p.accent_soft, k_component);
    // What a callout holds besides its words: facts, messages, buttons.
    for (Colour surface : {p.warning.soft, p.error.soft}) {
        add(list, "soft on callout", p.soft, surface, k_text);
        add(list, "warning on callout", p.warning.strong, surface, k_text);
        add(list, "border on callout", p.border, surface, k_component);
        add(list, "focus on callout", p.focus, surface, k_component);
    }
}

void add_navigation(ContrastPairs& list, Palette const& p)
{
    for (Colour surface : {p.navigation, mix(p.navigation, p.navigation_selected, 0.5f), p.navigation_selected}) {
        add(list, "navigation", p.navigation_text, surface, k_text);
        add(list, "navigation, title or selected", p.navigation_strong, surface, k_text);
        // Also the words of what waits to be sent.
        add(list, "navigation, marker", p.navigation_marker, surface, k_text);
        add(list, "navigation, trouble", p.navigation_trouble, surface, k_text);
        add(list, "navigation, focus", p.navigation_focus, surface, k_component);
    }
    add(list, "navigation, badge", p.navigation_strong, p.navigation_badge, k_text);
}

/// Bars, and the discs of steps with their signs.
void add_pictures(ContrastPairs& list, Palette const& p)
{
    add(list, "chart", p.chart, p.card, k_component);
    add(list, "chart, current", p.accent, p.card, k_component);
    for (Colour strong : {p.success.strong, p.warning.strong, p.error.strong, p.info.strong, p.accent})
        add(list, "progress", strong, p.track, k_component);
    add(list, "step done", p.card, p.success.strong, k_component);
    add(list, "step lacking", p.card, p.warning.strong, k_component);
}

}  // namespace

TonePair tone_pair(Palette const& palette, Tone tone)
{
    switch (tone) {
    case Tone::Info:
        return palette.info;
    case Tone::Success:
        return palette.success;
    case Tone::Warning:
        return palette.warning;
    case Tone::Error:
        return palette.error;
    case Tone::Archive:
        return palette.archive;
    case Tone::Neutral:
        break;
    }
    return palette.neutral;
}

ContrastPairs contrast_pairs(Palette const& p)
{
    ContrastPairs list;
    add_surfaces(list, p);
    add(list, "ink on warning", p.ink, p.warning.soft, k_text);
    add(list, "ink on error", p.ink, p.error.soft, k_text);
    add(list, "ink on success", p.ink, p.success.soft, k_text);
    add(list, "ink on info", p.ink, p.info.soft, k_text);
    add(list, "ink on archive", p.ink, p.archive.soft, k_text);
    add(list, "ink on neutral", p.ink, p.neutral.soft, k_text);
    add(list, "on accent", p.on_accent, p.accent, k_text);
    add(list, "on accent, hovered", p.on_accent, p.accent_hover, k_text);
    add(list, "on danger", p.on_danger, p.danger, k_text);
    add(list, "on disabled", p.on_disabled, p.disabled, k_text);
    add(list, "neutral", p.neutral.strong, p.neutral.soft, k_text);
    add(list, "success", p.success.strong, p.success.soft, k_text);
    add(list, "warning", p.warning.strong, p.warning.soft, k_text);
    add(list, "error", p.error.strong, p.error.soft, k_text);
    add(list, "info", p.info.strong, p.info.soft, k_text);
    add(list, "archive", p.archive.strong, p.archive.soft, k_text);
    add(list, "on danger, hovered", p.on_danger, mix(p.danger, p.ink, 0.2f), k_text);
    add_navigation(list, p);
    add_pictures(list, p);
    return list;
}

}  // namespace huisclos::ui
