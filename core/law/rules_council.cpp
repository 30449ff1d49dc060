// P-01, P-02: ours, of who signs acts: whom he may put out, whom he may invite.
#include "core/law/rules.hpp"

namespace huisclos::law::rules {

/// P-01: « Nul n'est retiré, ni privé d'une part ou d'un appareil, que par qui tient un rang au-dessus du sien. » Our
/// reading of CSI, art. L. 132-4: the mayor presides, and designates the coordonnateur; the registry holds void what is
/// signed against it (docs/protocol.md 3.7). Who holds no rank at all is answered by R-24.
Verdict p_01(Request const& request, Facts const& facts)
{
    bool const signs = facts.actor.ranked && facts.actor.active;
    if (request.action != Action::RemoveMember || !signs || facts.outranks)
        return std::nullopt;
    return refuse("P-01", facts.subject.controller ? "maire" : "rang");
}

/// P-02: « Qui est invité lit la charte en vigueur et le règlement intérieur, en vigueur ou, tant qu'aucun ne l'est,
/// tel qu'il est écrit, avant de répondre ; il est invité par qui signe les actes. » Our reading of CSI, art. L. 132-5,
/// last paragraph, and of the charte déontologique: nobody accepts what he could not read. Nothing nominative opens by
/// an invitation: that is R-21's and R-22's.
Verdict p_02(Request const& request, Facts const& facts)
{
    if (request.action != Action::Invite)
        return std::nullopt;
    if (!facts.actor.ranked || !facts.actor.active)
        return refuse_right("P-02", "signataire");
    if (!facts.invitation.charter_readable)
        return refuse("P-02", "charte");
    if (!facts.invitation.rules_readable)
        return refuse("P-02", "reglement");
    return allow("P-02");
}

}  // namespace huisclos::law::rules
