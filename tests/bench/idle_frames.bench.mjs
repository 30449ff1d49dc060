// figures: idle_frames_5s
// needs: web server-stub huisclos_demo
//
// Frames begun in 5 s while nothing changes, the largest over Home, the list, a sheet being written with the focus in one
// of its text fields, and the dialog of synchronisation left open; signed in, on line, with at least one poll answered
// « unchanged » inside each window. Each window counts only if what is said of it holds at its beginning and at its end,
// and if the same page drew a frame for a key pressed just before and draws one for a key pressed just after.

import assert from 'node:assert/strict';

import { awaitThing, button, field, goTo, named, press } from '../e2e/pages/common.mjs';
import { openTab } from '../e2e/pages/situations.mjs';
import { newPerson, readCounters, waitIdle } from '../e2e/support/browser.mjs';
import { waitFor } from '../e2e/support/wait.mjs';
import { print } from './support/figures.mjs';
import { signIn, startDemonstration } from './support/demonstration.mjs';

const { stub, accounts } = await startDemonstration();
const person = await newPerson('coordonnateur');
const page = await signIn(person, accounts.find((account) => /coordon/i.test(account.role)));

const polls = () => stub.requests().filter((line) => / GET 304 /.test(line)).length;

async function framesForKey() {
    const { frames } = await readCounters(page);
    await page.keyboard.press('Shift+Tab');
    await waitFor('a frame for a key', async () => (await readCounters(page)).frames > frames);
    await waitIdle(page, 300);
}

// « À jour à 14 h 05 »: behind an open dialog too.
const saidState = () => page.getByRole('button', { name: /À jour|Enregistré/, includeHidden: true }).first().textContent();
const isFocused = (locator) => locator.evaluate((element) => element === document.activeElement);

// The window ends 2.5 s after a poll, and begins 5 s before that, at least 2 s after the last input. `settle` puts the
// page in the state that is measured, after the key, and gives a check of it.
async function idleFrames(where, settle) {
    await framesForKey();
    const holds = await settle();
    await waitIdle(page, 300);
    assert.ok(await holds(), `${where} is what is measured`);
    const samples = [];
    const told = await saidState();
    const begin = Date.now();
    const known = polls();
    let seen = 0;
    await waitFor(`a poll on ${where}`, async () => {
        samples.push([Date.now(), (await readCounters(page)).frames]);
        if (seen === 0 && Date.now() - begin > 4500 && polls() > known)
            seen = Date.now();
        return seen !== 0 && Date.now() - seen > 2500;
    }, 90000);
    const end = samples.at(-1);
    // The state of synchronisation tells the minute of the last answer: where that is another, something changed.
    if (await saidState() !== told || Math.floor(begin / 60000) !== Math.floor(end[0] / 60000))
        return idleFrames(where, settle);
    assert.ok(await holds(), `${where} is what was measured`);
    const start = samples.findLast(([at]) => at <= end[0] - 5000);
    assert.ok(start[0] - begin >= 2000 - 20, 'the window begins 2 s after the last input');
    await framesForKey();
    return end[1] - start[1];
}

const list = page.getByRole('list', { name: named('Situations') });
const dialog = page.getByRole('dialog', { name: named('Synchronisation') });
const headings = (name) => page.getByRole('heading', { level: 1, name });

// The sheet of an open situation, being written.
async function writeSheet() {
    await goTo(page, 'Accueil', /^Bonjour/);
    const late = page.getByRole('list', { name: named('À faire') }).getByRole('listitem').filter({ hasText: 'Action en retard' });
    await press(late.first(), 'Ouvrir');
    await openTab(page, 'Parcours');
    await press(page, 'Modifier la fiche');
    await awaitThing('a field of the sheet', field(page, 'Prénom'));
}

async function openDialog() {
    await press(page, 'Terminer la saisie');
    await awaitThing('the sheet that is read', button(page, 'Modifier la fiche'));
    await page.getByRole('button', { name: /À jour|Enregistré/ }).first().press('Enter');
    await awaitThing('the dialog of synchronisation', dialog);
}

// Home, list and dialog: it is there, and the focus may be anywhere in it.
const nothingMore = (thing) => async () => async () => await thing.count() > 0;
const places = {
    home: { open: () => goTo(page, 'Accueil', /^Bonjour/), settle: nothingMore(headings(/^Bonjour/)) },
    list: { open: () => goTo(page, 'Situations', /.+/), settle: nothingMore(list) },
    sheet: {
        open: writeSheet,
        settle: async () => {
            await field(page, 'Prénom').focus();
            return () => isFocused(field(page, 'Prénom'));
        },
    },
    dialog: { open: openDialog, settle: nothingMore(dialog) },
};
let largest = 0;
for (const [name, { open, settle }] of Object.entries(places)) {
    await open();
    await waitIdle(page);
    const frames = await idleFrames(name, settle);
    console.error(`${name}: ${frames} frames`);
    largest = Math.max(largest, frames);
}
assert.deepEqual(person.errors, []);
await person.remove();
await stub.remove();
print('idle_frames_5s', largest, 'frames');
