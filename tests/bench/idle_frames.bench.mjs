// figures: idle_frames_5s
// needs: web server-stub huisclos_demo
//
// Frames begun in 5 s while nothing changes, the largest over Home, the list, a sheet with the focus in a field, and a
// dialog; signed in, on line, with at least one poll answered « unchanged » inside each window. Each window counts only
// if the same page drew a frame for a key pressed just before and draws one for a key pressed just after.

import assert from 'node:assert/strict';

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

// The window ends 2.5 s after a poll, and begins 5 s before that, at least 2 s after the last input.
async function idleFrames(where) {
    await framesForKey();
    const samples = [];
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
    // The state of synchronisation tells the minute: where it turned, something changed.
    if (Math.floor(begin / 60000) !== Math.floor(end[0] / 60000))
        return idleFrames(where);
    const start = samples.findLast(([at]) => at <= end[0] - 5000);
    assert.ok(start[0] - begin >= 2000 - 20, 'the window begins 2 s after the last input');
    await framesForKey();
    return end[1] - start[1];
}

const places = {
    home: async () => {},
    list: async () => {
        await page.getByRole('navigation').getByRole('link', { name: /Situations/ }).press('Enter');
        await page.getByRole('list', { name: 'Situations' }).waitFor({ state: 'attached' });
    },
    sheet: async () => {
        await page.getByRole('list', { name: 'Situations' }).getByRole('link').first().press('Enter');
        await page.getByRole('tab', { name: /Parcours/ }).waitFor({ state: 'attached' });
        await page.getByRole('searchbox').or(page.getByRole('textbox')).first().focus();
    },
    dialog: async () => {
        await page.getByRole('button', { name: /Demander une liaison|Ajouter une action/ }).first().press('Enter');
    },
};
let largest = 0;
for (const [name, open] of Object.entries(places)) {
    await open();
    await waitIdle(page);
    const frames = await idleFrames(name);
    console.error(`${name}: ${frames} frames`);
    largest = Math.max(largest, frames);
}
assert.deepEqual(person.errors, []);
await person.remove();
await stub.remove();
print('idle_frames_5s', largest, 'frames');
