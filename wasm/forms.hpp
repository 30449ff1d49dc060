// The forms outside the canvas, between the app (core/app/forms.hpp) and the page (www/index.html, wasm/js/forms.js).
//
// Each FormKind is the <section data-form> of the same name. Buttons and fields by name; a field that a person left
// empty comes as an empty string, an unticked box does not come.
//
//   SignIn         ok kit other       account (which vault, when several), passphrase
//   Welcome        ok draft kit       link
//   NewAccount     ok other own       label (neutral name of the vault here), passphrase, again and memory (when
//                  cancel             asked)
//   Kit            ok cancel          - (cancel over a running session only)
//   KitCheck       ok cancel          word_<n>, number_<n>: those of FormView::asked
//   Join           ok cancel          charter, rules (1 when ticked), name
//   JoinWait       ok cancel          -
//   DeviceLink     ok cancel          label (when asked), passphrase, memory
//   KitEntry       ok cancel          kit, or address, number, words
//   NewPassphrase  ok other own       label (when asked), passphrase, again (when asked), memory
//                  cancel
//   SignAct        ok cancel          passphrase
//   LostDevice     ok cancel          how (locked, exposed), passphrase
//   StoreToken     ok follow back     link (follow, back: when FormView::asked names them; back: instead of cancel)
//                  cancel
//   Locked         ok                 -
//
// FormView::choices: of SignIn they are `account`, of LostDevice `how`, elsewhere `memory`. The label of the chosen
// account goes to the password manager as user name. FormView::lines of Join are the texts to read, of Kit what to
// copy, of SignAct and LostDevice what will change. FormView::user is the user name elsewhere. FormKind::None hides the
// forms; Fatal ends the page.

#pragma once

#include "core/app/forms.hpp"

namespace huisclos::wasm {

/// Shows `view` unless the page already shows that version of it. Call after each tick.
void show_form(app::FormView const& view);

/// Reads what the page sent (wasm/js/forms.js): button, then name and value by turns. Values are moved into
/// SecretBytes; the page's copy is wiped by the page.
[[nodiscard]] app::FormSubmission read_submission(int kind, BytesView packed);

}  // namespace huisclos::wasm
