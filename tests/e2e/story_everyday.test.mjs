// An ordinary day on the council of the demonstration: what is refused says why, what is written while the host is away
// leaves when it is back, what was called saved survives a killed tab, a wrong passphrase teaches nothing, a token that was
// revoked asks for another and loses nothing of what was written meanwhile, a value is copied, words are found in the page.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAxeCleanBoth, assertAxeSees } from './support/axe.mjs';
import { useDemonstration } from './support/arrivals.mjs';
import { holdBack, resize, waitIdle } from './support/browser.mjs';
import { assertAbsent } from './support/canary.mjs';
import { pasteElsewhere } from './support/clipboard.mjs';
import { assertNoViolation } from './support/policy.mjs';
import { shoot } from './support/shots.mjs';
import { waitFor } from './support/wait.mjs';
import { awaitGone, awaitHeading, awaitThing, choose, field, goTo, heading, isFocused, named, openSyncDialog, press, pressKey, slow, syncDialog,
    synchronise, syncButton, type } from './pages/common.mjs';
import { lock, signIn } from './pages/doors.mjs';
import { fillReport, openFirstByFinger, openSheet, openSituation, readReference, sendReport } from './pages/situations.mjs';

const council = useDemonstration({ partsEach: 5 });
const { arrive } = council;

const minor = { family: 'Delmazures', given: 'Yanis', birth: '05/05/2012', group: 'Assiduité scolaire' };

test('what the law refuses is said with its rule and its article, and another may', async () => {
    const { page } = await arrive('Coordonnateur');
    // Without a representative, a sheet on a minor is refused.
    await goTo(page, 'Signaler', /^(Signaler|Ouvrir) une situation$/);
    await pressKey(page.getByRole('radio', { name: named('Situation ouverte directement') }), ' ');
    await fillReport(page, minor);
    await press(page, 'Ouvrir la situation');
    // At the field that mends it, and in the summary that leads there.
    const main = page.getByRole('main');
    await awaitThing('the refusal', main.getByText(/Cette personne est mineure/));
    await awaitThing('its rule', main.getByText(/Règle\sR.12/));
    await awaitThing('its text', main.getByText(/AU-038/));
    // The same command, with one: allowed.
    await type(page, 'Nom du représentant légal', 'Delmazures');
    await press(page, 'Ouvrir la situation');
    const reference = await readReference(page);
    assert.match(reference, /^\d{4}-/);
    // A follow-up waits for its référent (S-03), then for the information of the person.
    const refused = page.getByText(/Passer en suivi\s: /);
    await awaitThing('the refused status', refused);
    await awaitThing('the first thing that it lacks', page.getByText(/Règle\sS.03/));
    await press(page, 'Modifier la fiche');
    await choose(page, 'Référent de parcours', council.accounts.Coordonnateur.name);
    await press(page, 'Terminer la saisie');
    await awaitGone('the first', page.getByText(/Règle\sS.03/));
    await awaitThing('the second', page.getByText(/Règle\sR.80/));
});

test('what is written while the host is away leaves when it is back', async () => {
    const coordinator = await arrive('Coordonnateur');
    await synchronise(coordinator.page);
    const { stub } = council;
    await stub.stop();
    // Heard too, by who does not look for it: that it begins and that it ends.
    const heard = (words) => awaitThing(`to hear ${words}`, coordinator.page.locator('#live-polite').filter({ hasText: words }));
    await synchronise(coordinator.page, /Hors ligne/);
    await heard(/^Hors ligne/);
    const reference = await openSituation(coordinator.page, { ...minor, given: 'Hors-ligne', parent: 'Karim' });
    await awaitThing('that it waits', syncButton(coordinator.page, /Hors ligne — \d+\smodifications? en attente/));
    await stub.start();
    await synchronise(coordinator.page);
    await heard(/À jour à|à envoyer|Enregistré sur cet appareil/);
    // The school looks from a telephone, then from a desk.
    const school = await arrive('Éducation nationale', { width: 320, height: 720, context: { hasTouch: true } });
    await openFirstByFinger(school.page);
    await resize(school.page, 1440, 900);
    await openSheet(school.page, reference);
    await awaitThing('the person', school.page.getByRole('heading', { name: /Hors-ligne/ }));
});

test('a tab killed after « Enregistré » loses nothing', async () => {
    const coordinator = await arrive('Coordonnateur');
    const { page } = coordinator;
    const reference = await openSituation(page, { ...minor, given: 'Interrompue', parent: 'Samira' });
    await synchronise(page);
    await council.stub.stop();
    await press(page, 'Modifier la fiche');
    await type(page, 'Prénom du représentant légal', 'Fatoumata');
    await awaitThing('that it is saved', page.getByText(/^Enregistré à\s/));
    // No farewell of the page: its process ends.
    const crashed = page.waitForEvent('crash');
    const session = await coordinator.context.newCDPSession(page);
    session.send('Page.crash').catch(() => {});
    await crashed;
    await coordinator.close();
    await coordinator.open();
    await council.stub.start();
    coordinator.errors.length = 0;
    // The form is there before the program: what is typed and sent meanwhile is not lost, and is one signing in.
    const module = await holdBack(coordinator.context, '**/*.wasm');
    await coordinator.go(council.stub.url);
    const { passphrase } = council.accounts.Coordonnateur;
    const typed = field(coordinator.page, 'Phrase de passe');
    await signIn(coordinator.page, passphrase);
    await press(coordinator.page, 'Ouvrir la session');
    await awaitThing('that it is being done', coordinator.page.getByRole('status').filter({ hasText: /^Un instant/ }));
    assert.equal(await coordinator.counters(), undefined, 'no program runs yet');
    assert.equal(await typed.inputValue(), passphrase);
    await coordinator.page.evaluate(() => {
        window.saidOfErrors = [];
        const summary = document.querySelector('[data-form=SignIn] [data-slot=errors]');
        new MutationObserver(() => window.saidOfErrors.push(summary.textContent)).observe(summary, { childList: true });
    });
    module.release();
    await awaitHeading(coordinator.page, `Bonjour, ${council.accounts.Coordonnateur.name}`, slow);
    assert.deepEqual(await coordinator.page.evaluate(() => window.saidOfErrors.filter(Boolean)), []);
    assert.equal(await coordinator.page.locator('#SignIn-passphrase').inputValue(), '', 'it does not stay in the page');
    await openSheet(coordinator.page, reference);
    await awaitThing('what was saved', coordinator.page.getByText('Fatoumata'));
});

test('a wrong passphrase gives one sentence and asks nothing of the host', async () => {
    const school = await arrive('Éducation nationale');
    const { page } = school;
    await synchronise(page);
    await lock(page);
    const before = council.stub.requests().length;
    for (const wrong of ['abaisser abandon abdiquer abeille abolir aborder aboutir aboyer', 'x']) {
        await field(page, 'Phrase de passe').fill(wrong);
        await press(page, 'Ouvrir la session');
        await awaitThing('the one sentence', page.getByText('Cette phrase de passe n’ouvre pas cet espace.'));
    }
    assert.equal(council.stub.requests().length, before, 'no request');
    await signIn(page, council.accounts['Éducation nationale'].passphrase);
    await awaitHeading(page, `Bonjour, ${council.accounts['Éducation nationale'].name}`, slow);
});

test('a lock leaves nothing to read in the page nor in the storages of the profile', async () => {
    const coordinator = await arrive('Coordonnateur');
    const { page } = coordinator;
    const reference = await openSituation(page, { ...minor, family: 'Canari-Verrou', given: 'Ondine', parent: 'Laurent' });
    await awaitThing('the sheet', page.getByRole('region', { name: new RegExp(reference) }));
    assert.ok(await page.getByText(/Canari-Verrou/).count() > 0, 'the name was on the screen');
    await lock(page);
    assert.equal(await page.getByText(/Canari-Verrou/).count(), 0);
    await coordinator.close();
    await assertAbsent(coordinator.folder, ['Canari-Verrou', council.accounts.Coordonnateur.passphrase], 'the profile');
});

test('the browser goes back and forth between screens, and its addresses say nothing', async () => {
    const { page } = await arrive('Coordonnateur');
    const list = 'Situations';
    await goTo(page, 'Situations', list);
    const row = page.getByRole('list', { name: named('Situations') }).getByRole('listitem').first();
    const reference = /\d{4}-[A-Z2-7]+/.exec(await row.textContent())[0];
    await openSheet(page, reference);
    const address = new URL(page.url());
    assert.notEqual(address.hash, '#/situations');
    assert.ok(!decodeURIComponent(address.href).includes(reference), 'the address does not name the situation');
    await page.goBack();
    await awaitHeading(page, list);
    await page.goForward();
    await awaitThing('the sheet again', page.getByRole('region', { name: new RegExp(reference) }));
});

test('the school reports, the coordinator sees what is to be qualified', async () => {
    const school = await arrive('Éducation nationale');
    const references = [];
    for (const given of ['Signalé', 'Orienté', 'Refusé'])
        references.push(await sendReport(school.page, { ...minor, given, parent: 'Olivier' }));
    await synchronise(school.page);
    const { page } = await arrive('Coordonnateur');
    const [kept, ...others] = references;
    await openSheet(page, kept);
    await press(page, 'Retenir');
    await waitFor('the situation opened from it', async () => (await readReference(page)) !== kept);
    // Each of the other two is given with its reason, and says until when it is kept.
    const answers = [['Réorienter', 'Droit commun', 'Réorientée'], ['Refuser', 'Doublon', 'Refusée']];
    for (const [i, [verb, reason, status]] of answers.entries()) {
        await openSheet(page, others[i]);
        const sheet = page.getByRole('region', { name: new RegExp(others[i]) });
        assert.equal(await sheet.getByText(status, { exact: true }).count(), 0);
        await press(sheet, verb);
        const reasons = await awaitThing(`the reasons to ${verb}`, sheet.getByRole('group', { name: named('Motif') }));
        assert.equal(await sheet.getByText(status, { exact: true }).count(), 0, 'nothing is changed without a reason');
        await press(reasons, reason);
        await awaitThing(`the status ${status}`, sheet.getByText(status, { exact: true }));
        await awaitThing('until when it is kept', sheet.getByText(/À effacer avant le .*R.63/));
        await awaitGone('the verb', sheet.getByRole('button', { name: named(verb) }));
        // A second look needs no second signalement.
        await awaitThing('the way back', sheet.getByRole('button', { name: named('Retenir') }));
    }
    await synchronise(page);
});

test('a value of a sheet is copied, and words are looked for in the page up to the place that bears them', async () => {
    const person = await arrive('Coordonnateur');
    const { page } = person;
    await person.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openSituation(page, { ...minor, given: 'Copiée', parent: 'Théodelinde' });
    const value = await awaitThing('the value', page.getByRole('definition').filter({ hasText: /^Théodelinde$/ }));
    await press(page.getByRole('group', { name: named('Copier une valeur') }), 'Copier : Prénom du représentant légal');
    const messages = page.getByRole('region', { name: named('Messages') });
    await awaitThing('that it is copied and traced', messages.getByText(/^Valeur copiée.*journal des accès/));
    await waitFor('the value in the clipboard', async () => await pasteElsewhere(person) === 'Théodelinde');

    const dialog = page.getByRole('dialog', { name: named('Rechercher dans la page') });
    const words = dialog.getByLabel('Mots à rechercher dans la page');
    const found = dialog.getByRole('list', { name: named('Endroits trouvés') }).getByRole('link', { name: /^Prénom du représentant légal.*Théodelinde$/ });
    await page.keyboard.press('Control+f');
    await awaitThing('the dialog of the search', dialog);
    await waitFor('the focus in the field of the words', async () => await words.count() === 1 && isFocused(words));
    await page.keyboard.type('nulle part 4417');
    await awaitThing('that there is no such place', dialog.getByText('Aucun résultat'));
    assert.equal(await found.count(), 0);
    await words.fill('theodelinde');
    await awaitThing('the place that was found', found);
    await shoot(page, 'recherche');
    await assertAxeCleanBoth(page, { atLeastNodes: 15 });
    // Enter in the field leads to the first; what is pressed in the list, to itself.
    for (const take of [() => words.press('Enter'), () => found.first().press('Enter')]) {
        if (await dialog.count() === 0)
            await page.keyboard.press('Control+f');
        await awaitThing('the place among what is found', found);
        await waitFor('the focus in the field again', () => isFocused(words));
        await take();
        await awaitGone('the dialog to close', dialog);
        await waitFor('the focus on the value', () => isFocused(value));
        await waitIdle(page);
        assert.ok(await isFocused(value), 'it keeps the focus');
    }
    await assertNoViolation(person);
});

// The page may have asked by itself meanwhile.
async function meetRefusal(page) {
    if (await heading(page, 'Le dépôt refuse l’accès').count() === 0)
        await press(await openSyncDialog(page), 'Synchroniser maintenant');
    await awaitHeading(page, 'Le dépôt refuse l’accès');
}

async function giveStoreLink(page, link) {
    await field(page, 'Lien du dépôt').fill(link);
    await press(page, 'Employer ce lien');
    await awaitThing('synchronisation to be back', syncButton(page, /À jour à/));
}

test('a token that was revoked asks for a link of the store, and what was written meanwhile arrives', async () => {
    const { stub, tree } = council;
    const school = await arrive('Éducation nationale');
    const { page } = await arrive('Coordonnateur');
    await synchronise(school.page);
    await synchronise(page);
    const listed = await stub.token('list');
    const id = listed.split('\n').find((line) => line.includes(tree)).trim().split(/\s+/)[0];
    await stub.token('revoke', id);
    await meetRefusal(page);
    await shoot(page, 'jeton');
    await assertAxeSees(page);
    await assertAxeCleanBoth(page, { atLeastNodes: 8 });
    await press(page, 'Rester hors ligne');
    const reference = await openSituation(page, { ...minor, given: 'Sans-jeton', parent: 'Aïcha' });
    await awaitThing('that the host refuses', syncButton(page, /Le dépôt refuse l’accès/));
    await awaitThing('that it waits', (await openSyncDialog(page)).getByText(/\d+\smodifications? attend(ent)? d’être envoyées?/));
    await press(syncDialog(page), 'Synchroniser maintenant');
    await awaitHeading(page, 'Le dépôt refuse l’accès');
    const link = (await stub.token('new', '--tree', tree, '--link', '--url', stub.url)).match(/\S+#s=\S+/)[0];
    await giveStoreLink(page, link);
    // What its reader could not have before: the school's own device was refused too.
    await meetRefusal(school.page);
    await giveStoreLink(school.page, link);
    await synchronise(school.page);
    await openSheet(school.page, reference);
    await awaitThing('the person', school.page.getByRole('heading', { name: /Sans-jeton/ }));
});
