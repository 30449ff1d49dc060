// What is written where no key may write any more: kept on the device, counted, there after a killed tab, and sent once
// somebody has changed the key. Of the council of the demonstration, in which the coordonnateur leaves a group and then
// removes one of its members: he cannot change a key that he does not hold.

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';

import { assertAxeCleanBoth } from './support/axe.mjs';
import { newPerson } from './support/browser.mjs';
import { startDemonstration } from './support/demonstration.mjs';
import { assertNoViolation } from './support/policy.mjs';
import { shootAll } from './support/shots.mjs';
import { awaitGone, awaitHeading, awaitThing, button, goTo, named, press, slow, synchronise, syncButton } from './pages/common.mjs';
import { openOnThisDevice, sign, signIn } from './pages/doors.mjs';
import { prepareLeaving, prepareRemoval } from './pages/members.mjs';
import { openSheet, openSituation, writeNote } from './pages/situations.mjs';

const group = 'Assiduité scolaire';
const note = 'Rencontre prévue jeudi avec la famille.';

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

async function arrive(role) {
    const person = await newPerson(role.slice(0, 4).toLowerCase());
    people.push(person);
    const account = demonstration.accounts[role];
    await person.go(account.link);
    await openOnThisDevice(person.page, account.passphrase);
    await awaitHeading(person.page, `Bonjour, ${account.name}`, slow);
    return person;
}

async function signDraft(page, role) {
    await press(page, 'Signer l’acte');
    return sign(page, demonstration.accounts[role].passphrase);
}

const waits = (page) => syncButton(page, /Enregistré ici — 1\smodification en attente d’une clé/);

test('an edit that waits for a key is kept, said, and sent once the key was changed', async () => {
    const coordinator = await arrive('Coordonnateur');
    const person = { family: 'Vasseur', given: 'Ilan', birth: '05/05/2012', group, parent: 'Rose' };
    const reference = await openSituation(coordinator.page, person);
    await prepareLeaving(coordinator.page, demonstration.accounts.Coordonnateur.name, group);
    const stops = (line) => line.includes(group) && /l’écriture s’arrête/.test(line);
    const left = await signDraft(coordinator.page, 'Coordonnateur');
    assert.ok(left.some(stops), left.join(' | '));
    await prepareRemoval(coordinator.page, demonstration.accounts['Éducation nationale'].name);
    // It was said by the act that stopped it.
    const removed = await signDraft(coordinator.page, 'Coordonnateur');
    assert.ok(!removed.some(stops), removed.join(' | '));
    await synchronise(coordinator.page);

    const mayor = await arrive('Maire');
    const { page } = mayor;
    await synchronise(page);
    await awaitThing('that writing has stopped', page.getByText(new RegExp(`Écriture arrêtée.*${group}`)));
    await shootAll(page, 'attente-accueil');
    await openSheet(page, reference);
    await writeNote(page, note);
    await awaitThing('that it waits for a key', waits(page));
    await shootAll(page, 'attente-fiche');
    await assertAxeCleanBoth(page, { atLeastNodes: 15 });

    // The tab is killed: what waits is still there.
    await mayor.close();
    await mayor.open();
    await mayor.go(demonstration.stub.url);
    await signIn(mayor.page, demonstration.accounts.Maire.passphrase);
    await awaitHeading(mayor.page, `Bonjour, ${demonstration.accounts.Maire.name}`, slow);
    await awaitThing('that it waits for a key still', waits(mayor.page));
    await openSheet(mayor.page, reference);
    await awaitThing('the note', mayor.page.getByText(note));

    await goTo(mayor.page, 'Accueil', /Bonjour/);
    await press(mayor.page, 'Changer la clé');
    await awaitThing('the act in preparation', mayor.page.getByRole('heading', { level: 1, name: named('Actes') }));
    await shootAll(mayor.page, 'attente-acte');
    await signDraft(mayor.page, 'Maire');
    await shootAll(mayor.page, 'attente-apres');
    await awaitGone('that something waits', waits(mayor.page));
    await synchronise(mayor.page);
    await goTo(mayor.page, 'Accueil', /Bonjour/);
    assert.equal(await button(mayor.page, 'Changer la clé').count(), 0);

    // It has left: another device of the mayor reads it.
    const other = await arrive('Maire');
    await synchronise(other.page);
    await openSheet(other.page, reference);
    await awaitThing('the note that had waited', other.page.getByText(note));
    for (const someone of people) {
        assert.deepEqual(someone.errors, []);
        await assertNoViolation(someone);
    }
});
