// Every screen of the council of the demonstration: accessible in light, dark, at 800 and at 320 pixels, so is what opens from it, in
// mode simple too; what the law keeps off paper is not printed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { useDemonstration } from './support/arrivals.mjs';
import { assertAxeClean, assertAxeCleanBoth, assertAxeSees } from './support/axe.mjs';
import { resize, waitIdle } from './support/browser.mjs';
import { assertNoViolation } from './support/policy.mjs';
import { readPrinted } from './support/printing.mjs';
import { assertKeyboardShowsAll, assertSeenSees } from './support/seen.mjs';
import { shoot } from './support/shots.mjs';
import { waitFor } from './support/wait.mjs';
import { awaitGone, awaitHeading, awaitThing, field, goTo, isFocused, named, openSyncDialog, press, pressKey, syncDialog, type } from './pages/common.mjs';
import { invite } from './pages/members.mjs';
import { openTab } from './pages/situations.mjs';

const { arrive } = useDemonstration({ partsEach: 4 });

// At 1440 in both; at 800, where the navigation is icons, and at 320, where it is a menu, in one or the other by turns.
const looks = (turn) => [['light', 'light', 1440], ['dark', 'dark', 1440], ...(turn % 2 === 0
    ? [['folded-dark', 'dark', 800], ['narrow', 'light', 320]] : [['folded', 'light', 800], ['narrow-dark', 'dark', 320]])];

test('axe finds nothing on any screen, light, dark, folded and narrow', async () => {
    const person = await arrive('Coordonnateur');
    const { page } = person;
    await assertAxeSees(page);
    const screens = ['Accueil', 'Situations', 'Signaler', 'Groupes', 'Membres', 'Conseil', 'Actes', 'Textes', 'Cet appareil', 'À propos'];
    for (const [turn, screen] of screens.entries()) {
        await goTo(page, screen, /.+/);
        for (const [name, scheme, width] of looks(turn)) {
            await page.emulateMedia({ colorScheme: scheme });
            await resize(page, width, 900);
            await shoot(page, `demo-${screen.toLowerCase().replace(/[^a-zà-ÿ]+/g, '-')}-${name}`);
            // A narrow screen keeps its navigation in a menu.
            await assertAxeClean(page, { atLeastNodes: width === 320 ? 10 : 15 });
        }
        await page.emulateMedia({ colorScheme: 'light' });
        await resize(page, 1440, 900);
    }
    await assertNoViolation(person);
});

test('axe finds nothing on what opens from a screen: one group, a sheet being written, actions, dialogs', async () => {
    const person = await arrive('Coordonnateur', {}, (page) => assertAxeCleanBoth(page, { atLeastNodes: 8 }));
    const { page } = person;
    await assertAxeSees(page);
    const clean = async (name) => {
        await shoot(page, name);
        await assertAxeCleanBoth(page, { atLeastNodes: 15 });
    };
    await goTo(page, 'Groupes', /.+/);
    await pressKey(page.getByRole('list', { name: named('Groupes de travail') }).getByRole('link').first());
    await awaitHeading(page, 'Qui lit ce groupe');
    await clean('groupe');
    await goTo(page, 'Accueil', /^Bonjour/);
    const late = page.getByRole('list', { name: named('À faire') }).getByRole('listitem').filter({ hasText: 'Action en retard' });
    await press(late.first(), 'Ouvrir');
    await openTab(page, /Actions \(\d/.source);
    await awaitHeading(page, 'Actions');
    await clean('actions');
    await press(page, 'Ajouter une action');
    await awaitThing('the form of an action', page.getByRole('form', { name: named('Ajouter une action') }));
    await clean('action');
    await openTab(page, 'Parcours');
    await press(page, 'Modifier la fiche');
    await awaitThing('a field of the sheet', field(page, 'Prénom'));
    await clean('fiche-modifiee');
    await press(page, 'Terminer la saisie');
    // Nothing is closed: only asked.
    await press(page, 'Autres statuts');
    await press(page, 'Clôturer');
    const reasons = await awaitThing('the reasons', page.getByRole('group', { name: named('Motif') }));
    await clean('cloture-motif');
    await pressKey(reasons.getByRole('button').first());
    const dialog = await awaitThing('the confirmation', page.getByRole('dialog', { name: /confirmez-vous/ }));
    await clean('cloture');
    await press(dialog, 'Annuler');
    await awaitGone('the confirmation to close', page.getByRole('dialog'));
    await openSyncDialog(page);
    await clean('synchronisation');
    await page.keyboard.press('Escape');
    await awaitGone('the dialog to close', syncDialog(page));
    await assertNoViolation(person);
});

test('by Tab and Page down alone each text of each screen comes into view, and End and Home go to its ends', async () => {
    const person = await arrive('Coordonnateur');
    const { page } = person;
    await assertSeenSees(page);
    for (const screen of ['Accueil', 'Situations', 'Signaler', 'Groupes', 'Membres', 'Conseil', 'Actes', 'Textes', 'Cet appareil', 'À propos']) {
        await goTo(page, screen, /.+/);
        await assertKeyboardShowsAll(page, screen);
    }
    await goTo(page, 'Situations', /.+/);
    await pressKey(page.getByRole('list', { name: named('Situations') }).getByRole('link').first());
    await awaitThing('the sheet', page.getByRole('region', { name: /(Situation|Signalement) \d{4}-/ }));
    // It has no stop below its tabs.
    await openTab(page, 'Chronologie');
    await assertKeyboardShowsAll(page, 'Chronologie');
    await goTo(page, 'Textes', /.+/);
    const title = page.getByRole('heading', { level: 1 });
    const top = async () => {
        await waitIdle(page);
        return title.evaluate((element) => element.getBoundingClientRect().top);
    };
    await title.focus();
    const start = await top();
    await page.keyboard.press('End');
    const end = await top();
    assert.ok(end < start, 'End goes down');
    await page.keyboard.press('PageDown');
    assert.equal(await top(), end, 'there is no more');
    assert.ok(await isFocused(title), 'the focus stays');
    await page.keyboard.press('Home');
    assert.equal(await top(), start);
    await assertNoViolation(person);
});

// Seen by whoever looks at the page: neither hidden nor transparent, and of some size.
const isSeen = (locator) => locator.evaluate((element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
});

test('mode simple shows what waits beside its link, and leads to the sheet that is open already', async () => {
    const { page } = await arrive('Coordonnateur');
    const waiting = await awaitThing('what waits', page.getByRole('list', { name: named('À faire') }));
    const count = await waiting.getByRole('listitem').count();
    assert.ok(count > 0, 'something waits');
    const home = page.getByRole('navigation').getByRole('link', { name: /^Accueil/ });
    const badge = page.locator(`[id="${await home.getAttribute('aria-describedby')}"]`);
    assert.equal(await isSeen(badge), false, 'the canvas shows a badge instead');
    await page.evaluate(() => document.documentElement.classList.add('simple'));
    await waitFor('what waits to be shown', () => isSeen(badge));
    assert.equal(await badge.textContent(), `${count} élément${count > 1 ? 's' : ''} en attente`);
    await assertAxeClean(page, { atLeastNodes: 15 });
    const [link, text] = [await home.boundingBox(), await badge.boundingBox()];
    assert.ok(text.y >= link.y && text.y < link.y + 2 * link.height, 'it stands beside its link');
    await goTo(page, 'Situations', /.+/);
    const row = page.getByRole('list', { name: named('Situations') }).getByRole('link').first();
    await pressKey(row);
    const title = page.getByRole('region', { name: /(Situation|Signalement) \d{4}-/ }).getByRole('heading').first();
    await waitFor('the focus on the title of the sheet', async () => await title.count() > 0 && isFocused(title));
    await waitFor('the row to be the current one', async () => await row.getAttribute('aria-current') !== null);
    await row.focus();
    assert.equal(await isFocused(title), false);
    await pressKey(row);
    await waitFor('the focus on the title again', () => isFocused(title));
});

const oneLine = (text) => text.replace(/\s+/g, ' ').trim();

test('no paper names a person followed, nor who is invited: it holds the refusal and its article', async () => {
    const { page } = await arrive('Coordonnateur');
    const article = 'Règle R-34';
    const list = 'Une liste de personnes ne s’imprime pas';
    const sheet = 'Une fiche ne sort que pour répondre';
    await goTo(page, 'Situations', /.+/);
    const rows = page.getByRole('list', { name: named('Situations') }).getByRole('link');
    await awaitThing('the rows', rows);
    const names = (await rows.allTextContents()).map(oneLine);
    assert.ok(names.length >= 3 && names.every((name) => name.length > 3), names.join(' | '));
    const assertKept = (paper, refusal, secrets) => {
        assert.ok(paper.includes(refusal) && paper.includes(article), paper);
        assert.deepEqual(secrets.filter((secret) => paper.includes(secret)), []);
    };
    assertKept(await readPrinted(page), list, names);
    assert.deepEqual((await rows.allTextContents()).map(oneLine), names, 'the screen is as it was');
    await pressKey(rows.first());
    const title = page.getByRole('region', { name: /(Situation|Signalement) \d{4}-/ }).getByRole('heading').first();
    const person = oneLine(await (await awaitThing('the sheet', title)).textContent());
    assert.ok(person.length > 3);
    assertKept(await readPrinted(page), sheet, [person, ...names]);
    await goTo(page, 'Signaler', /^(Signaler|Ouvrir) une situation$/);
    await type(page, 'Nom', 'Papyrus-Canari');
    assertKept(await readPrinted(page), sheet, ['Papyrus-Canari']);
    const invited = 'Zélie Vélin-Canari';
    const link = await invite(page, { name: invited, quality: 'Éducation nationale', organisation: 'Collège des Essais', groups: ['Assiduité scolaire'] });
    await awaitThing('who is invited, on the screen', page.getByText(invited));
    const paper = await readPrinted(page);
    assert.match(paper, /Membres/);
    assert.deepEqual([invited, '#i=', link].filter((secret) => paper.includes(secret)), []);
    await goTo(page, 'Accueil', /^Bonjour/);
    await awaitThing('who is invited, on Home', page.getByText(invited));
    const home = await readPrinted(page);
    assert.match(home, /Bonjour/);
    assert.ok(home.includes('Règle M-24') && !home.includes(invited), home);
});

test('the cross of the search empties it by mouse and by finger, wide and narrow', async () => {
    const { page } = await arrive('Coordonnateur', { context: { hasTouch: true } });
    await goTo(page, 'Situations', /.+/);
    const search = page.getByRole('searchbox', { name: named('Rechercher une situation') });
    const cross = page.getByRole('button', { name: named('Effacer la recherche') });
    const presses = { mouse: (x, y) => page.mouse.click(x, y), finger: (x, y) => page.touchscreen.tap(x, y) };
    for (const width of [1440, 320]) {
        await resize(page, width, 900);
        for (const [how, pressAt] of Object.entries(presses)) {
            // Into the field first, as a person does: from the first touch on, all is as high as a finger needs.
            const frame = await (await awaitThing('the search', search)).boundingBox();
            await pressAt(frame.x + frame.width / 2, frame.y + frame.height / 2);
            await waitIdle(page);
            await search.fill('Papyrus');
            await awaitThing('the cross', cross);
            await waitIdle(page);
            const { x, y, width: across, height } = await cross.boundingBox();
            await pressAt(x + across / 2, y + height / 2);
            await awaitGone(`the cross to be gone by ${how} at ${width}`, cross);
            assert.equal(await search.inputValue(), '', `${how} at ${width}`);
            await waitFor('the focus in the field', () => isFocused(search));
        }
    }
});

test('no paper holds the link of the account nor that of the store', async () => {
    const { page } = await arrive('Coordonnateur');
    await goTo(page, 'Cet appareil');
    const secrets = [];
    for (const [show, label] of [['Montrer le lien', 'Lien de l’appareil'], ['Afficher le lien du dépôt', 'Lien du dépôt']]) {
        await press(page, show);
        const link = await (await awaitThing(label, field(page, label))).inputValue();
        assert.match(link, /#[a-z]=./);
        secrets.push(link, link.slice(link.indexOf('#')));
    }
    const paper = await readPrinted(page);
    assert.ok(paper.includes('Ce lien ne s’imprime pas'), paper);
    assert.deepEqual(secrets.filter((secret) => paper.includes(secret)), []);
});
