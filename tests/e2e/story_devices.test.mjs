// Devices on the council of the demonstration: a profile that was copied becomes a new device and loses nothing; a device
// declared lost costs one visit, after which neither the former passphrase nor the former link opens the account.

import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import { after, afterEach, before, test } from 'node:test';

import { assertAxeCleanBoth } from './support/axe.mjs';
import { newPerson } from './support/browser.mjs';
import { startDemonstration } from './support/demonstration.mjs';
import { assertNoViolation } from './support/policy.mjs';
import { shoot } from './support/shots.mjs';
import { waitFor } from './support/wait.mjs';
import { awaitHeading, awaitThing, button, field, goTo, isFocused, press, pressKey, slow, synchronise, syncButton } from './pages/common.mjs';
import { declareLost, lock, openOnThisDevice, sign, signIn } from './pages/doors.mjs';
import { openSheet, openSituation } from './pages/situations.mjs';

let demonstration;
const people = [];

before(async () => {
    demonstration = await startDemonstration();
});
after(() => demonstration?.stub.remove());
afterEach(async () => {
    for (const person of people.splice(0))
        await person.remove();
});

async function newProfile(name) {
    const person = await newPerson(name);
    people.push(person);
    return person;
}

async function arrive(role) {
    const person = await newProfile(role.slice(0, 4).toLowerCase());
    const account = demonstration.accounts[role];
    await person.go(account.link);
    await openOnThisDevice(person.page, account.passphrase);
    await awaitHeading(person.page, `Bonjour, ${account.name}`, slow);
    return person;
}

async function comeBack(person, account) {
    await person.go(demonstration.stub.url);
    await signIn(person.page, account.passphrase);
    await awaitHeading(person.page, `Bonjour, ${account.name}`, slow);
}

const child = (family) => ({ family, given: 'Noé', birth: '05/05/2012', group: 'Assiduité scolaire', parent: 'Parent' });

test('a profile that was copied says so, goes on as a new device, and loses nothing', async () => {
    const account = demonstration.accounts.Coordonnateur;
    const original = await arrive('Coordonnateur');
    await synchronise(original.page);
    await original.close();
    const copy = await newProfile('copie');
    await copy.close();
    await cp(original.folder, copy.folder, { recursive: true, force: true });

    await original.open();
    await comeBack(original, account);
    await openSituation(original.page, child('Original'));
    await synchronise(original.page);

    await copy.open();
    await comeBack(copy, account);
    const page = copy.page;
    const reference = await openSituation(page, child('Copie'));
    await awaitThing('that it writes no more', syncButton(page, /Cet appareil n’écrit plus/));
    await goTo(page, 'Accueil', /Bonjour/);
    await shoot(page, 'copie-accueil');
    await assertAxeCleanBoth(page, { atLeastNodes: 15 });
    await press(page, 'Continuer comme nouvel appareil');
    const lines = await sign(page, account.passphrase, () => shoot(page, 'copie-signature'));
    assert.ok(lines.some((line) => /nouvel appareil/.test(line)), lines.join(' | '));
    await awaitThing('that it is a new device', page.getByText(/Ce navigateur est maintenant un nouvel appareil/));
    await synchronise(page);
    await goTo(page, 'Cet appareil');
    await shoot(page, 'copie-appareils');

    // What was written here before it knew is at the other's.
    await synchronise(original.page);
    await openSheet(original.page, reference);
    await awaitThing('the name that the copy wrote', original.page.getByText('Noé', { exact: false }));
    assert.deepEqual([...original.errors, ...copy.errors], []);
    await assertNoViolation(original);
    await assertNoViolation(copy);
});

test('declaring a device lost is one visit, and the former secrets open nothing after it', async () => {
    const role = 'Coordonnateur';
    const account = demonstration.accounts[role];
    const lost = await arrive(role);
    await synchronise(lost.page);
    const { page } = await arrive(role);
    const kept = people.at(-1);
    await synchronise(page);
    await goTo(page, 'Cet appareil');
    // Escape leaves the form, and its button has the focus again.
    const way = page.getByRole('button', { name: /^Déclarer perdu\s: / }).first();
    await pressKey(way);
    await pressKey(await awaitThing('the form', field(page, 'Phrase de passe actuelle')), 'Escape');
    await waitFor('the focus to be back', () => isFocused(way));
    const passphrase = await declareLost(page, account.passphrase, async (name) => {
        await shoot(page, `perdu-${name}`);
        await assertAxeCleanBoth(page, { atLeastNodes: 5 });
    });
    await awaitThing('that it is declared', page.getByText(/L’appareil est déclaré perdu/));
    await shoot(page, 'perdu-fait');
    await synchronise(page);

    await lock(page);
    await field(page, 'Phrase de passe').fill(account.passphrase);
    await press(page, 'Ouvrir la session');
    await awaitThing('that the former passphrase opens nothing', page.getByText(/phrase de passe.*(incorrecte|n’ouvre pas|ne correspond pas)/i));
    await field(page, 'Phrase de passe').fill(passphrase);
    await press(page, 'Ouvrir la session');
    await awaitHeading(page, `Bonjour, ${account.name}`, slow);

    // The former link with the former passphrase, on another machine.
    const thief = await newProfile('voleur');
    await thief.go(account.link);
    await openOnThisDevice(thief.page, account.passphrase);
    await awaitThing('that nothing is there', thief.page.getByText(/Rien de tel sur ce dépôt/));
    assert.equal(await button(thief.page, 'Verrouiller').count(), 0);
    assert.deepEqual(kept.errors, []);
    await assertNoViolation(kept);
});
