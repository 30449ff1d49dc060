// The forms outside the canvas (www/index.html, wasm/forms.hpp). The module says which one is shown and what its slots
// hold; a submission goes back as bytes, and what was typed as a secret leaves the page at once.

const formNames = ['None', 'SignIn', 'Welcome', 'NewAccount', 'Kit', 'KitCheck', 'Join', 'JoinWait', 'DeviceLink',
    'KitEntry', 'NewPassphrase', 'SignAct', 'LostDevice', 'StoreToken', 'Locked', 'Fatal'];
// Kept by the app, not by the page: emptied as soon as they are read.
const secretFields = new Set(['passphrase', 'again', 'kit', 'address', 'number', 'words', 'link']);

let shownForm = 'Wait';

function formSection(name) {
    return document.querySelector(`[data-form="${name}"]`);
}

// The model is a flat list of keys and values: `kind`, `busy`, `over`, `guards`, `title`, `user`, `intro`, `label` + `text` (a line),
// `asked`, `choice` + `choice.label` + `choice.chosen`, `typed` + `typed.text`, `visit`, `suggestion`, `qr`, `error` + `error.text`.
function readModel(bytes) {
    const model = { kind: 'None', busy: false, over: false, guards: false, title: '', user: '', intro: [], lines: [], asked: [], choices: [],
        typed: [], suggestion: '', qr: null, errors: [] };
    const parts = unpackList(bytes);
    for (let i = 0; i + 1 < parts.length; i += 2) {
        const key = utf8Decoder.decode(parts[i].slice());
        const text = () => utf8Decoder.decode(parts[i + 1].slice());
        switch (key) {
            case 'kind': model.kind = formNames[Number(text())]; break;
            case 'busy': model.busy = text() === '1'; break;
            case 'over': model.over = text() === '1'; break;
            case 'guards': model.guards = text() === '1'; break;
            case 'title': model.title = text(); break;
            case 'user': model.user = text(); break;
            case 'intro': model.intro.push(text()); break;
            case 'visit': model.visit = text(); break;
            case 'label': model.lines.push({ label: text(), text: '' }); break;
            case 'text': model.lines.at(-1).text = text(); break;
            case 'asked': model.asked.push(text()); break;
            case 'choice': model.choices.push({ value: text(), label: '', chosen: false }); break;
            case 'choice.label': model.choices.at(-1).label = text(); break;
            case 'choice.chosen': model.choices.at(-1).chosen = text() === '1'; break;
            case 'typed': model.typed.push({ field: text(), text: '' }); break;
            case 'typed.text': model.typed.at(-1).text = text(); break;
            case 'suggestion': model.suggestion = text(); break;
            case 'qr': model.qr = parts[i + 1].slice(); break;
            case 'error': model.errors.push({ field: text(), text: '' }); break;
            case 'error.text': model.errors.at(-1).text = text(); break;
        }
    }
    return model;
}

function showForm(bytes) {
    const model = readModel(bytes);
    if (model.kind === 'Fatal') {
        showFatal(new Error('app'));
        return;
    }
    const portes = document.getElementById('portes');
    const stage = document.getElementById('stage');
    guardLeaving(model);
    // Only whether the page may go has changed: the focus stays where it is.
    if (model.kind === 'None' && shownForm === 'None')
        return;
    const wasShown = shownForm;
    shownForm = model.kind;
    toldByNext = model.kind === 'Locked' ? model.asked : [];
    sayFree(model);
    stage.inert = model.kind !== 'None';
    portes.hidden = model.kind === 'None';
    portes.classList.toggle('over', model.over);
    for (const section of document.querySelectorAll('[data-form]'))
        section.hidden = section.dataset.form !== model.kind;
    const section = formSection(model.kind);
    if (section === null) {
        emptySecrets();
        forgetSaid();
        mirror.restoreFocus();
        // The title is that of the screen again, whose tree may be the same as before the form.
        mirror.title = null;
        if (mirror.view !== null)
            mirror.applyWhole(mirror.view);
        return;
    }
    section.setAttribute('role', model.over ? 'dialog' : 'region');
    if (model.over)
        section.setAttribute('aria-modal', 'true');
    else
        section.removeAttribute('aria-modal');
    for (const button of section.querySelectorAll('[data-over]'))
        button.hidden = !model.over;
    const wasHeld = section.classList.contains('held');
    fillForm(section, model);
    const isAskedNow = wasHeld && !section.classList.contains('held') && document.activeElement === slot(section, 'title');
    fillUser(section, model.user, wasShown !== model.kind);
    showBusy(section, model.busy);
    if (wasShown !== model.kind) {
        emptySecrets();
        fillTyped(section, model.typed);
        if (wasShown === 'None')
            mirror.rememberFocus();
        focusForm(section);
    } else if (model.errors.length > 0 && !model.busy) {
        section.querySelector('[data-slot=errors]').focus();
    } else if ((isAskedNow || document.activeElement.closest('[hidden]') !== null) && !model.busy) {
        // The button that was pressed went: another way of choosing a passphrase. Or one is asked for only now.
        section.querySelector('[name=passphrase]')?.focus();
    }
    if (model.kind !== 'SignAct' && model.title !== '')
        document.title = `${model.title} – Huis Clos`;
    counted.formUsableMs ||= performance.now();
}

// Until its kit is checked an account, or its new key, is in the memory of this page alone, and so is what founds a
// council until it is saved: the browser asks before the page goes away.
function guardLeaving({ kind, guards }) {
    if (guards || kind === 'Kit' || kind === 'KitCheck')
        window.addEventListener('beforeunload', askToStay);
    else
        window.removeEventListener('beforeunload', askToStay);
}

function askToStay(event) {
    event.preventDefault();
}

function showBusy(section, busy) {
    for (const button of section.querySelectorAll('button[name], [data-again]')) {
        if (busy)
            button.setAttribute('aria-disabled', 'true');
        else
            button.removeAttribute('aria-disabled');
    }
    section.setAttribute('aria-busy', String(busy));
    const line = document.getElementById('doors-busy');
    line.hidden = !busy;
    line.textContent = busy ? formWord('busy') : '';
}

// The spaces of this device are looked at anew, as by a page that has just been loaded: what is typed stays.
function lookAgain() {
    const section = formSection('SignIn');
    if (shownForm !== 'SignIn' || section.getAttribute('aria-busy') === 'true')
        return false;
    lend(noBytes, (pointer, length) => _huisclos_link(pointer, length));
    poke(3);
    return true;
}

// A space is no longer open elsewhere: said once the look has shown that no other is. Of one that a person asked for, it
// is said as well that it still is.
let isFreeDue = false;
let isHeldDue = false;

function tellFree() {
    isFreeDue = lookAgain() || isFreeDue;
}

function tryAgain() {
    if (isHeldDue)
        return;
    isFreeDue = lookAgain();
    isHeldDue = isFreeDue;
    if (isHeldDue)
        showChecking(true);
}

// The same words once more are told once more: others stand there while it is looked.
function showChecking(isLooking) {
    const again = document.querySelector('[data-again]');
    if (isLooking)
        again.setAttribute('aria-disabled', 'true');
    else
        again.removeAttribute('aria-disabled');
    document.querySelector('#held').textContent = isLooking ? formWord('checking') : '';
}

function sayFree({ kind, busy, asked }) {
    if (!isFreeDue || busy)
        return;
    isFreeDue = false;
    const wasAsked = isHeldDue;
    isHeldDue = false;
    showChecking(false);
    if (kind !== 'SignIn')
        return;
    if (!asked.includes('retry'))
        say(0, formWord('free'));
    else if (wasAsked)
        document.querySelector('#held').textContent = formWord('held');
}

// A link of the summary of errors: the field, with its label and the sentence below it.
function leadTo(input) {
    input?.focus();
    input?.closest('.field, .check, fieldset')?.scrollIntoView({ block: 'nearest' });
}

function focusForm(section) {
    const first = section.querySelector('form input:not(.hidden-name):not([type=radio]), form textarea');
    const { form } = section.dataset;
    const wantsTyping = form === 'SignIn' || (form === 'SignAct' && liesAbove(first, section.querySelector('form .buttons')));
    (wantsTyping && first?.getClientRects().length > 0 ? first : slot(section, 'title')).focus({ preventScroll: true });
}

// Buttons that stay in view may lie over what is typed, or above it, below a long act: who signs it begins at its title.
function liesAbove(field, buttons) {
    return field.getBoundingClientRect().bottom <= buttons.getBoundingClientRect().top;
}

// No form is shown any more.
function leaveForms() {
    shownForm = 'None';
    guardLeaving({ kind: 'None', guards: false });
    emptySecrets();
}

function emptySecrets() {
    for (const input of document.querySelectorAll('[data-form] input, [data-form] textarea')) {
        if (secretFields.has(input.name) || /^(word|number)_/.test(input.name))
            input.value = '';
    }
    for (const section of document.querySelectorAll('[data-form]')) {
        if (section.dataset.form === shownForm)
            continue;
        slot(section, 'suggestion')?.replaceChildren();
        if (section.dataset.form !== 'Join')
            slot(section, 'lines')?.replaceChildren();
        slot(section, 'changes')?.replaceChildren();
        slot(section, 'asked')?.replaceChildren();
        slot(section, 'qr')?.replaceChildren();
    }
    for (const button of document.querySelectorAll('[data-reveal]'))
        reveal(button, false);
}

function reveal(button, shown) {
    document.getElementById(button.dataset.reveal).type = shown ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(shown));
    button.textContent = formWord(shown ? 'hide' : 'show');
}

// Sends the fields of `form`; `button` names what was pressed.
function submitForm(form, button) {
    const section = form.closest('[data-form]');
    const parts = [utf8Encoder.encode(button)];
    for (const input of form.elements) {
        if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) || input.name === '')
            continue;
        if ((input.type === 'radio' || input.type === 'checkbox') && !input.checked)
            continue;
        if (input.classList.contains('hidden-name'))
            continue;
        parts.push(utf8Encoder.encode(input.name), utf8Encoder.encode(input.value));
        if (input.type === 'password' || input.name === 'passphrase' || input.name === 'again')
            input.value = '';
    }
    const packed = packList(parts);
    lend(packed, (pointer, length) => _huisclos_form(formNames.indexOf(section.dataset.form), pointer, length));
    packed.fill(0);
    for (const part of parts)
        part.fill(0);
    poke(3);
}

// Escape leaves a form over the application as its « Annuler » does, where the page marks that nothing is lost by it
// (data-escape) and the present passphrase is all that was typed. Not while a new one is proposed: it may be on paper by then.
function leaveByEscape(section) {
    if (section?.getAttribute('aria-modal') !== 'true' || section.dataset.escape === undefined)
        return;
    const cancel = section.querySelector('[name=cancel]');
    if (cancel.closest('[hidden]') !== null || section.querySelector('.proposal:not([hidden])') !== null)
        return;
    const own = 'form :is(input, textarea):not([autocomplete=username], [autocomplete=current-password], [type=radio])';
    if ([...section.querySelectorAll(own)].every((field) => field.value === ''))
        cancel.click();
}

// Listeners of the forms; `ready` is awaited by a form sent before the module has started, which is sent once and says so.
function watchForms(ready) {
    let isStarted = false;
    ready.then(() => {
        isStarted = true;
    });
    const send = (form, button) => {
        const section = form.closest('[data-form]');
        if (section.getAttribute('aria-busy') === 'true')
            return;
        if (!isStarted)
            showBusy(section, true);
        ready.then(() => enter(() => submitForm(form, button)));
    };
    // The main action is the only submit button of its form: Enter in a field presses it, whatever stands before it.
    on(document.getElementById('portes'), 'submit', (event) => {
        event.preventDefault();
        send(event.target, 'ok');
    });
    on(document.getElementById('portes'), 'click', (event) => {
        const target = event.target;
        if (target.type === 'button' && target.name !== '' && target.form !== null)
            send(target.form, target.name);
        else if (target.dataset.reveal !== undefined)
            reveal(target, target.getAttribute('aria-pressed') !== 'true');
        else if (target.dataset.print !== undefined)
            window.print();
        else if (target.dataset.again !== undefined)
            ready.then(() => enter(tryAgain));
        else if (target.closest('.errors a') !== null) {
            event.preventDefault();
            leadTo(document.getElementById(target.closest('a').hash.slice(1)));
        }
    });
    for (const type of ['input', 'compositionend']) {
        on(document.getElementById('portes'), type, (event) => {
            if (event.target.dataset.most !== undefined && !event.isComposing)
                cutField(event.target);
        });
    }
    on(document.getElementById('portes'), 'change', (event) => {
        if (event.target.name === 'account')
            fillUser(event.target.closest('[data-form]'), '', false);
    });
    on(document.getElementById('portes'), 'keydown', (event) => {
        if (event.key === 'Escape' && !event.isComposing)
            leaveByEscape(formSection(shownForm));
        // A link has no second line.
        if (event.key === 'Enter' && !event.isComposing && event.target.name === 'link') {
            event.preventDefault();
            event.target.form.requestSubmit();
        }
    });
}
