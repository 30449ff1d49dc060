// The address bar: opaque ids in the fragment only, never sent to a server. A link that carries a secret (#i=, #d=, #b=,
// #s=, #r=) is taken off the bar and the history before anything else runs. What the browser keeps of it in files of its own
// is out of a page's reach (docs/threat-model.md).

const secretLink = /^#[idbsr]=/;
let arrivalLink = '';

// Each entry of the history knows its number, so that one that was left under a form can be gone back to.
let entryNumber = 0;
// What this page put in the entries, by their number.
const placesPut = [];
// Nothing lies behind these: Back is the browser's alone.
const outerForms = new Set(['None', 'Wait', 'SignIn', 'Welcome', 'JoinWait', 'Locked', 'Fatal']);

// What is to be said of a lock, by the page that takes the place of this one, once: nobody asked for it, something that
// was typed is lost.
const lockNotes = ['idle', 'unsaved', 'full'];
let toldByNext = [];

function lockNote(name) {
    return document.getElementById(`${name}-lock`);
}

function readEntry() {
    entryNumber = window.history.state?.at ?? 0;
    for (const name of lockNotes)
        lockNote(name).hidden = window.history.state?.told?.includes(name) !== true;
}

function replaceEntry(fragment) {
    placesPut[entryNumber] = fragment;
    window.history.replaceState({ at: entryNumber, empties: isEmptyingDue, told: toldByNext }, '', fragment);
}

// Of the pages that were visited, the browser lists what a state replaced, and not what an address replaced.
let isReplacing = false;

function takeArrivalLink() {
    if (secretLink.test(window.location.hash)) {
        arrivalLink = window.location.hash;
        isReplacing = true;
        window.location.replace('#/');
        isReplacing = false;
        replaceEntry('#/');
    }
}

function tellPlace() {
    lend(utf8Encoder.encode(window.location.hash), (pointer, length) => _huisclos_navigate(pointer, length));
    poke(3);
}

function watchHistory() {
    replaceEntry(window.location.hash || '#/');
    on(window, 'popstate', () => {
        // Of one's own replacement, heard while it runs: nobody went anywhere.
        if (isReplacing)
            return;
        // Heard later, the event tells a state from before it; the entry has its own.
        const { state } = window.history;
        const typed = state === null;
        const at = typed ? entryNumber + 1 : state.at;
        if (secretLink.test(window.location.hash)) {
            entryNumber = at;
            takeArrivalLink();
            tellArrival();
        } else if (!outerForms.has(shownForm)) {
            // What lies behind a form does not turn over unseen: the entry is gone back to, which comes here again.
            if (at !== entryNumber)
                window.history.go(entryNumber - at);
        } else {
            entryNumber = at;
            if (typed)
                replaceEntry(window.location.hash);
            tellPlace();
        }
    });
}

function tellArrival() {
    if (arrivalLink === '')
        return;
    const bytes = utf8Encoder.encode(arrivalLink);
    arrivalLink = '';
    lend(bytes, (pointer, length) => _huisclos_link(pointer, length));
    bytes.fill(0);
    poke(3);
}

// kind: 0 push, 1 replace, 2 back to a place that was left: its own entry when that is the one before.
function setPlace(kind, fragment) {
    if (window.location.hash === fragment)
        return;
    if (kind === 0) {
        entryNumber += 1;
        placesPut[entryNumber] = fragment;
        window.history.pushState({ at: entryNumber }, '', fragment);
    } else if (kind === 2 && placesPut[entryNumber - 1] === fragment) {
        window.history.go(-1);
    } else {
        replaceEntry(fragment);
    }
}
