// The forms outside the canvas: a passphrase that is chosen, what of a form would be on paper, a link that is opened twice.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { awaitHeading, awaitThing, field, press, pressKey, slow } from './pages/common.mjs';
import { acceptTexts } from './pages/doors.mjs';
import { fillFounding } from './pages/founding.mjs';
import { aPersonForEachTest, page, person, stub } from './support/each_person.mjs';
import { readPrinted } from './support/printing.mjs';
import { town } from './support/town.mjs';
import { waitFor } from './support/wait.mjs';

aPersonForEachTest('phrase');

test('a drawn passphrase typed with a mistake is refused with the number of the word; one’s own is typed twice, from its first field', async () => {
    await person.go(await stub.token('new', '--tree', 'phrase', '--link', '--url', stub.url));
    await fillFounding(page, town);
    await acceptTexts(page, 'Lire, accepter, fonder', 'Jeanne Lavergne');
    await awaitHeading(page, 'Créer mon compte', slow);
    const suggestion = page.locator('[data-form=NewAccount] [data-slot=suggestion]');
    const words = (await suggestion.textContent()).trim().split(' ');
    words[1] = ['abaisser', 'abandon', 'abdiquer'].find((word) => !words.includes(word));
    await field(page, 'Tapez la phrase de passe').fill(words.join(' '));
    await press(page, 'Créer mon compte');
    await page.locator('#NewAccount-passphrase-error').filter({ hasText: /^Le mot n°\s2 / }).waitFor();
    await awaitHeading(page, 'Créer mon compte');
    assert.equal(await field(page, 'Tapez-la une seconde fois').count(), 0);
    await press(page, 'Choisir ma propre phrase');
    await waitFor('the focus to be where the passphrase is typed',
        () => page.evaluate(() => document.activeElement.id === 'NewAccount-passphrase'));
    assert.equal(await suggestion.isVisible(), false);
    await field(page, 'Tapez la phrase de passe').fill('xkqjzvbnwmplrtghdfcs');
    await field(page, 'Tapez-la une seconde fois').fill('xkqjzvbnwmplrtghdfcx');
    await press(page, 'Créer mon compte');
    await page.locator('#NewAccount-again-error').waitFor();
    assert.deepEqual(await page.locator('#NewAccount-passphrase, #NewAccount-again').evaluateAll((inputs) => inputs.map((input) => input.value)), ['', '']);
    await press(page, 'Revenir à une phrase proposée');
    await suggestion.waitFor();
    assert.equal(await field(page, 'Tapez-la une seconde fois').count(), 0);
});

test('Enter in a field of a new passphrase is the main action: the proposal stays, and so does one’s own choice', async () => {
    await person.go(await stub.token('new', '--tree', 'entree', '--link', '--url', stub.url));
    await fillFounding(page, town);
    await acceptTexts(page, 'Lire, accepter, fonder', 'Jeanne Lavergne');
    await awaitHeading(page, 'Créer mon compte', slow);
    const suggestion = page.locator('[data-form=NewAccount] [data-slot=suggestion]');
    const proposed = await suggestion.textContent();
    const words = proposed.trim().split(' ');
    words[1] = ['abaisser', 'abandon', 'abdiquer'].find((word) => !words.includes(word));
    const typed = field(page, 'Tapez la phrase de passe');
    await typed.fill(words.join(' '));
    await pressKey(typed);
    await page.locator('#NewAccount-passphrase-error').filter({ hasText: /^Le mot n°\s2 / }).waitFor();
    assert.equal(await suggestion.textContent(), proposed);
    await press(page, 'Choisir ma propre phrase');
    const again = await awaitThing('the second field', field(page, 'Tapez-la une seconde fois'));
    await typed.fill('xkqjzvbnwmplrtghdfcs');
    await again.fill('xkqjzvbnwmplrtghdfcx');
    await pressKey(again);
    await page.locator('#NewAccount-again-error').waitFor();
    assert.equal(await suggestion.isVisible(), false);
    await press(page, 'Revenir à une phrase proposée');
    await suggestion.waitFor();
    await typed.fill(await suggestion.textContent());
    await pressKey(typed);
    await awaitHeading(page, 'Votre kit de secours', slow);
});

test('Enter where a link is pasted opens it, and in the address of a kit opens the kit', async () => {
    await person.go(stub.url);
    await awaitHeading(page, 'Bienvenue', slow);
    await pressKey(field(page, 'Lien reçu'));
    await page.locator('#Welcome-link-error').waitFor();
    await press(page, 'J’ai un kit de secours');
    await awaitHeading(page, 'Ouvrir avec le kit de secours');
    await pressKey(page.locator('#KitEntry-address'));
    await page.locator('[data-form=KitEntry] .error').first().waitFor();
});

test('a field that holds no more says that the rest was not taken', async () => {
    await person.go(await stub.token('new', '--tree', 'coupe', '--link', '--url', stub.url));
    await fillFounding(page, town);
    await awaitHeading(page, 'Lire, accepter, fonder', slow);
    const name = field(page, 'Votre prénom et votre nom');
    await name.fill('é'.repeat(100_000));
    await page.getByRole('alert').filter({ hasText: 'la suite n’a pas été reprise' }).waitFor();
    assert.equal(await name.inputValue(), 'é'.repeat(100));
    await name.fill('Jeanne Lavergne');
    await waitFor('nothing to be told any more', async () => await page.locator('[data-form=Join] .cut').count() === 0);
});

test('what was pasted in a form is not on paper', async () => {
    await person.go(stub.url);
    await awaitHeading(page, 'Bienvenue', slow);
    const link = `${stub.url}#s=papier-canari`;
    await field(page, 'Lien reçu').fill(link);
    const paper = await readPrinted(page);
    assert.match(paper, /Bienvenue/);
    assert.deepEqual([link, 'papier-canari'].filter((secret) => paper.includes(secret)), []);
    assert.equal(await field(page, 'Lien reçu').inputValue(), link);
});

test('the link of the store, opened again in the same tab, leaves the place of the assistant in the address', async () => {
    const link = await stub.token('new', '--tree', 'deux-visites', '--link', '--url', stub.url);
    const atAssistant = () => waitFor('the place of the assistant', async () => await page.evaluate(() => window.location.hash) === '#/fonder');
    await person.go(link);
    await awaitHeading(page, 'Fonder un conseil');
    await atAssistant();
    await page.evaluate((fragment) => {
        window.location.hash = fragment;
    }, new URL(link).hash);
    await atAssistant();
});
