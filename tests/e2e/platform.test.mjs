// The platform on the kit's gallery: release options, production headers. What is pressed is found by role and name in
// the mirror; what happened is read there too.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';

import { assertAxeClean, assertAxeSees, assertPanelClean } from './support/axe.mjs';
import { newPerson, readCounters, resize, waitIdle } from './support/browser.mjs';
import { copyElsewhere } from './support/clipboard.mjs';
import { useGallery } from './support/gallery.mjs';
import { assertMirrorSees } from './support/mirror.mjs';
import { galleryBundleFolder } from './support/paths.mjs';
import { assertNoViolation } from './support/policy.mjs';
import { shoot } from './support/shots.mjs';
import { waitFor } from './support/wait.mjs';

const gallery = useGallery();
let person;
let page;

beforeEach(async () => {
    person = await newPerson('claire');
    page = person.page;
});
afterEach(() => person.remove());

async function open(place = '#/galerie/0') {
    await gallery.open(person, place);
}

// Another profile of the same person, with those options.
async function openAs(options, place) {
    await person.close();
    person.options = options;
    await person.open();
    page = person.page;
    await open(place);
}

const heading = (name) => page.getByRole('heading', { name, level: 1 });

test('one frame, one button pressed by role and name, no policy report', async () => {
    await open('#/table/18');
    const cell = page.getByRole('cell', { name: 'Étape 0' }).first();
    await waitFor('the first cell', () => cell.count());
    const before = await readCounters(page);
    await page.getByRole('button', { name: 'Changer' }).click();
    await waitFor('the press to change the cell once', () => page.getByRole('cell', { name: 'Étape 1' }).count());
    await waitIdle(page);
    assert.equal(await page.getByRole('cell', { name: 'Étape 1' }).count() > 0, true);
    assert.ok((await readCounters(page)).frames > before.frames);
    await assertNoViolation(person);
});

// Exactly once, whatever presses: the number of presses is the cell's own.
test('mouse, finger, Enter, Space and a click of assistive technology each act exactly once', async () => {
    await openAs({ context: { hasTouch: true } }, '#/table/18');
    const button = page.getByRole('button', { name: 'Changer' });
    const presses = {
        mouse: () => button.click(),
        finger: () => button.tap(),
        Enter: () => button.press('Enter'),
        Space: () => button.press(' '),
        'assistive technology': () => button.evaluate((element) => element.click()),
    };
    let expected = 0;
    for (const [how, press] of Object.entries(presses)) {
        await press();
        expected += 1;
        await waitFor(`the press by ${how}`, () => page.getByRole('cell', { name: `Étape ${expected}`, exact: true }).count());
        await waitIdle(page);
        assert.equal(await page.getByRole('cell', { name: `Étape ${expected}`, exact: true }).count() > 0, true, how);
    }
});

test('a checkbox is ticked once by mouse, by Space and by its accessible click', async () => {
    await open('#/table/18');
    const box = page.getByRole('checkbox', { name: 'Suivi' });
    let expected = false;
    for (const tick of [() => box.click(), () => box.press(' '), () => box.evaluate((element) => element.click())]) {
        await tick();
        expected = !expected;
        await waitFor('the box to change', async () => (await box.isChecked()) === expected);
        await waitIdle(page);
        assert.equal(await box.isChecked(), expected);
    }
});

test('text is typed in a real field, with accents, and survives frames', async () => {
    await open('#/table/18');
    const field = page.getByRole('textbox', { name: 'Nom' });
    await field.click();
    await field.pressSequentially('Éloïse d’Hœuvre @€');
    await waitIdle(page);
    assert.equal(await field.inputValue(), 'Éloïse d’Hœuvre @€');
    assert.equal(await field.evaluate((element) => element === document.activeElement), true);
    const seen = await field.evaluate((element) => getComputedStyle(element).opacity);
    assert.equal(seen, '1', 'the real field is shown while it is edited');
    await page.keyboard.press('Tab');
    await waitIdle(page);
    assert.equal(await field.inputValue(), 'Éloïse d’Hœuvre @€');
    assert.equal(await field.evaluate((element) => getComputedStyle(element).opacity), '0', 'the drawn field is shown otherwise');
});

test('a composed letter arrives whole', async () => {
    await open('#/table/18');
    const field = page.getByRole('textbox', { name: 'Nom' });
    await field.focus();
    const session = await person.context.newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: '^', selectionStart: 1, selectionEnd: 1 });
    await waitIdle(page);
    await session.send('Input.insertText', { text: 'ê' });
    await waitIdle(page);
    assert.equal(await field.inputValue(), 'ê');
});

test('a paste longer than the field is cut, and the field says so until its text is changed', async () => {
    await open('#/galerie/2');
    const field = page.getByRole('textbox', { name: /^Précisions/ });
    const described = () => field.evaluate((element) => (element.getAttribute('aria-describedby') ?? '').split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '').join(' '));
    const said = /Ce champ contient au plus 300\s?caractères\s?: la suite n’a pas été reprise\./;
    const spoken = page.locator('#live-polite, #live-assertive').filter({ hasText: said });
    await field.fill('');
    await copyElsewhere(person, 'é'.repeat(300));
    await field.press('Control+V');
    await waitIdle(page);
    // As long as it may be: nothing to say.
    assert.equal(await field.inputValue(), 'é'.repeat(300));
    assert.doesNotMatch(await described(), said);
    assert.notEqual(await field.getAttribute('aria-invalid'), 'true');
    await field.fill('');
    await copyElsewhere(person, `${'é'.repeat(300)} et la suite`);
    await field.press('Control+V');
    await waitFor('the field to say that it was cut', async () => said.test(await described()));
    assert.equal(await field.inputValue(), 'é'.repeat(300));
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    await waitFor('it to be spoken', () => spoken.count());
    await assertAxeClean(page, { atLeastNodes: 30 });
    await field.press('End');
    await field.press('Backspace');
    await waitFor('the field to say it no more', async () => !said.test(await described()));
    assert.equal(await field.inputValue(), 'é'.repeat(299));
    assert.notEqual(await field.getAttribute('aria-invalid'), 'true');
});

test('the keyboard goes through navigation and opens a page', async () => {
    await open('#/galerie/0');
    await heading(/Bonjour Claire/).waitFor({ state: 'attached' });
    await page.getByRole('link', { name: /Champs et choix/ }).press('Enter');
    await heading('Champs et choix').waitFor({ state: 'attached' });
});

test('a list of 10 000 rows is reached by its end and tells its size', async () => {
    await open('#/galerie/1');
    const list = page.getByRole('list', { name: 'Situations' });
    await list.waitFor({ state: 'attached' });
    const first = list.getByRole('listitem').first();
    assert.equal(await first.getAttribute('aria-setsize'), '10000');
    const link = first.getByRole('link');
    await link.focus();
    await page.keyboard.press('End');
    await waitFor('the last row to be in the mirror', () => page.locator('[aria-posinset="10000"]').count());
    await waitFor('the focus to be on it', () => page.evaluate(() => document.activeElement.closest('[aria-posinset]')?.getAttribute('aria-posinset') === '10000'));
    assert.ok(await page.locator('#mirror *').count() < 400, 'only visible rows are in the mirror');
});

test('a dialog takes the focus, makes the rest inert, closes with Escape and gives the focus back', async () => {
    await open('#/galerie/1');
    const ask = page.getByRole('button', { name: 'Demander une liaison' });
    await ask.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor({ state: 'attached' });
    await waitFor('the focus to be inside', () => page.evaluate(() => document.activeElement.closest('[role=dialog]') !== null));
    assert.equal(await page.getByRole('link', { name: /Accueil/ }).evaluate((link) => link.closest('[inert]') !== null), true);
    assert.equal(await dialog.evaluate((element) => element.closest('[inert]') === null), true);
    await page.keyboard.press('Escape');
    await waitFor('the dialog to go', async () => await dialog.count() === 0);
    await waitFor('the focus to come back', () => ask.evaluate((element) => element === document.activeElement));
});

const isFocused = (locator) => locator.evaluate((element) => element === document.activeElement);
const holdsFocus = (locator) => locator.evaluate((element) => element.contains(document.activeElement));

test('radio buttons are one stop, their arrows choose, around the ends too', async () => {
    await open('#/galerie/2');
    const group = page.getByRole('radiogroup', { name: 'Prise en charge sociale' });
    const radio = (name) => group.getByRole('radio', { name, exact: true });
    await radio('Oui').focus();
    for (const [key, name] of [['ArrowDown', 'Non'], ['ArrowRight', 'Je ne sais pas'], ['ArrowDown', 'Oui'], ['ArrowUp', 'Je ne sais pas'],
        ['ArrowLeft', 'Non']]) {
        await page.keyboard.press(key);
        await waitIdle(page);
        // Once the program has answered, what is checked is its own word.
        const checked = await group.getByRole('radio').evaluateAll((all) => all.map((one) => one.checked));
        assert.deepEqual(checked, ['Oui', 'Non', 'Je ne sais pas'].map((one) => one === name), `${key} to ${name}`);
        assert.ok(await isFocused(radio(name)), `the focus on ${name}`);
    }
    await page.keyboard.press('Tab');
    assert.equal(await holdsFocus(group), false, 'one Tab leaves the group');
    await page.keyboard.press('Shift+Tab');
    assert.ok(await isFocused(radio('Non')), 'and one comes back to what is chosen');
});

test('the arrows of a closed list choose, and the focus stays', async () => {
    await open('#/galerie/2');
    const list = page.getByRole('combobox', { name: 'Statut' });
    const chosen = () => list.evaluate((element) => element.selectedOptions[0]?.textContent);
    assert.equal(await chosen(), 'En suivi');
    await list.focus();
    for (const [key, option] of [['ArrowDown', 'En veille'], ['ArrowDown', 'Close'], ['ArrowUp', 'En veille']]) {
        await page.keyboard.press(key);
        await waitIdle(page);
        assert.equal(await chosen(), option, key);
        assert.ok(await isFocused(list));
    }
    await page.keyboard.press('Escape');
    await waitIdle(page);
    assert.equal(await chosen(), 'En veille', 'Escape changes nothing');
});

test('a list opened by the mouse is used by keyboard: arrows lead, Enter takes, Escape leaves what was, and the browser opens no list beside it', async () => {
    await open('#/galerie/2');
    const list = page.getByRole('combobox', { name: 'Statut' });
    const chosen = () => list.evaluate((element) => element.selectedOptions[0]?.textContent);
    const isOpen = async (open) => waitFor(`the list to be ${open ? 'open' : 'closed'}`, async () =>
        await list.getAttribute('aria-expanded') === String(open));
    // A key that the page takes is not the browser's.
    await page.evaluate(() => {
        window.taken = [];
        window.addEventListener('keydown', (event) => window.taken.push(event.defaultPrevented));
    });
    for (const [closing, arrow, option] of [['Enter', 'ArrowDown', 'En veille'], [' ', 'ArrowDown', 'Close'], ['F4', 'ArrowUp', 'En veille'],
        ['Alt+ArrowDown', 'ArrowUp', 'En suivi']]) {
        await list.click();
        await isOpen(true);
        assert.ok(await isFocused(list));
        await page.keyboard.press(arrow);
        await waitFor(`${option} to be chosen`, async () => await chosen() === option);
        await isOpen(true);
        await page.keyboard.press(closing);
        await isOpen(false);
        assert.equal(await chosen(), option, closing);
        assert.ok(await isFocused(list), closing);
    }
    const taken = await page.evaluate(() => window.taken);
    assert.ok(taken.length >= 8 && taken.filter((one) => one).length === 8, 'each arrow and each closing key');
    await list.click();
    await isOpen(true);
    await page.keyboard.press('ArrowDown');
    await waitFor('the next one to be shown', async () => await chosen() === 'En veille');
    await page.keyboard.press('Escape');
    await isOpen(false);
    await waitFor('what was chosen before', async () => await chosen() === 'En suivi');
    assert.ok(await isFocused(list));
    await list.click();
    await isOpen(true);
    await page.keyboard.press('Tab');
    await isOpen(false);
    assert.equal(await chosen(), 'En suivi');
    // A press elsewhere closes, and does nothing else.
    await list.click();
    await isOpen(true);
    const box = await page.getByRole('textbox', { name: 'Action' }).boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await isOpen(false);
    assert.ok(await isFocused(list));
    assert.equal(await chosen(), 'En suivi');
});

// Its field is not seen: the colours of the list are those of the page, never what a transparent field lets through.
test('the list that the browser opens for the keyboard is read in every scheme', async () => {
    for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        await open('#/galerie/2');
        const list = page.getByRole('combobox', { name: 'Statut' });
        await waitFor(`the ${colorScheme} scheme`, async () => await page.evaluate(() => document.documentElement.dataset.scheme) === colorScheme);
        const ratios = await list.evaluate((select) => {
            const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
            const luminance = (colour) => parts(colour).slice(0, 3).map((part) => part / 255)
                .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
                .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
            return [select, ...select.options].map((element) => {
                const { color, backgroundColor } = getComputedStyle(element);
                const [dark, light] = [luminance(color), luminance(backgroundColor)].sort((a, b) => a - b);
                return (parts(backgroundColor)[3] ?? 1) === 1 ? (light + 0.05) / (dark + 0.05) : 0;
            });
        });
        assert.ok(ratios.length > 2 && Math.min(...ratios) >= 4.5, `${colorScheme}: ${ratios}`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
});

test('arrows, Home and End choose a tab, which has the focus and names its panel', async () => {
    await open('#/galerie/1');
    const tabs = page.getByRole('tablist', { name: 'Fiche' });
    const tab = (name) => tabs.getByRole('tab', { name, exact: true });
    await tab('Parcours').focus();
    for (const [key, name] of [['ArrowRight', 'Actions (3)'], ['ArrowDown', 'Chronologie'], ['End', 'Accès'], ['ArrowRight', 'Parcours'],
        ['ArrowLeft', 'Accès'], ['ArrowUp', 'Chronologie'], ['Home', 'Parcours']]) {
        await page.keyboard.press(key);
        await waitFor(`the focus on the tab ${name}`, () => isFocused(tab(name)));
        await waitFor(`${name} to be chosen`, async () => await tab(name).getAttribute('aria-selected') === 'true');
        assert.equal(await tabs.locator('[aria-selected=true]').count(), 1);
        assert.equal(await page.getByRole('tabpanel', { name, exact: true }).count(), 1);
    }
    await page.keyboard.press('Tab');
    assert.equal(await holdsFocus(tabs), false, 'the row of tabs is one stop');
});

test('up, down and Page down move by row and by screen in a list, which is one stop, and Enter opens', async () => {
    await open('#/galerie/1');
    const list = page.getByRole('list', { name: 'Situations' });
    const place = () => page.evaluate(() => Number(document.activeElement.closest('[aria-posinset]')?.getAttribute('aria-posinset') ?? 0));
    const at = (expected) => waitFor(`the focus on row ${expected}`, async () => await place() === expected);
    await list.getByRole('listitem').first().getByRole('link').focus();
    for (const [key, row] of [['ArrowDown', 2], ['ArrowDown', 3], ['ArrowUp', 2], ['ArrowUp', 1], ['ArrowUp', 1], ['ArrowDown', 2]]) {
        await page.keyboard.press(key);
        await waitIdle(page);
        await at(row);
    }
    await page.keyboard.press('Enter');
    const row = list.locator('[aria-posinset="2"]').getByRole('link');
    await waitFor('the second row to be open', async () => await row.getAttribute('aria-current') !== null);
    assert.ok(await isFocused(row), 'the focus stays on the row');
    await page.keyboard.press('PageDown');
    await waitFor('more than a row further', async () => await place() > 3);
    await page.keyboard.press('Home');
    await at(1);
    await page.keyboard.press('Tab');
    assert.equal(await holdsFocus(list), false, 'the list is one stop');
});

// That the focus keeps it is for the native test, which has a clock of its own.
test('Escape on the cross of a message closes it', async () => {
    await open('#/galerie/1');
    const ask = page.getByRole('button', { name: 'Demander une liaison' });
    await ask.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Envoyer la demande' }).press('Enter');
    const cross = page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Masquer ce message' });
    await waitFor('the message', () => cross.count());
    await waitFor('the focus to be back from the dialog', () => isFocused(ask));
    await cross.focus();
    await waitIdle(page);
    assert.ok(await isFocused(cross));
    await page.keyboard.press('Escape');
    await waitFor('the message to be gone', async () => await cross.count() === 0);
    assert.equal(await page.getByRole('dialog').count(), 0);
});

test('nothing happens while nothing changes: no frame in 2 seconds, in a field too', async () => {
    await open('#/galerie/2');
    await page.getByRole('textbox', { name: 'Action' }).click();
    await waitIdle(page);
    const { frames } = await readCounters(page);
    await page.keyboard.press('a');
    await waitFor('a frame for a key', async () => (await readCounters(page)).frames > frames);
    await waitIdle(page, 500);
    const before = await readCounters(page);
    // The length of the window is what is measured, not a delay to be waited out.
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const quiet = await readCounters(page);
    assert.equal(quiet.frames - before.frames, 0);
    assert.equal(quiet.mirrorOperations - before.mirrorOperations, 0);
    await page.keyboard.press('b');
    await waitFor('a frame for another key', async () => (await readCounters(page)).frames > quiet.frames);
});

// That what is drawn lies under its element is for the native tests.
test('every button is a target of 24 pixels or more, at any size of the window', async () => {
    const targets = () => page.evaluate(() => Array.from(document.querySelectorAll('#mirror button:not(.scrolled-out)'), (button) => {
        const { width, height } = button.getBoundingClientRect();
        return { name: button.textContent, width, height };
    }));
    for (const [width, height, atLeast] of [[1440, 900, 5], [800, 600, 2], [320, 640, 1]]) {
        await page.setViewportSize({ width, height });
        await open('#/galerie/0');
        const shown = await targets();
        assert.ok(shown.length >= atLeast, `only ${shown.length} buttons at ${width}`);
        assert.deepEqual(shown.filter((button) => button.width < 24 || button.height < 24), [], `at ${width}`);
    }
});

test('the comparison of the mirror sees another text, role and value, and an element taken away', async () => {
    await open('#/galerie/2');
    assert.deepEqual(await assertMirrorSees(page), ['text', 'role', 'value', 'element']);
});

test('axe finds nothing on the pages of the gallery, light, dark and narrow', async () => {
    await open('#/galerie/0');
    await assertAxeSees(page);
    for (const [name, scheme, width] of [['light', 'light', 1440], ['dark', 'dark', 1440], ['narrow', 'light', 320]]) {
        await page.emulateMedia({ colorScheme: scheme });
        await resize(page, width, 900);
        for (const number of [0, 1, 2, 3]) {
            await open(`#/galerie/${number}`);
            await shoot(page, `gallery-${number}-${name}`);
            await assertAxeClean(page, { atLeastNodes: 30 });
        }
    }
});

test('mode simple shows the same nodes as a page and acts on a real click', async () => {
    await open('#/table/18');
    await page.evaluate(() => document.documentElement.classList.add('simple'));
    await page.getByRole('button', { name: 'Changer' }).click();
    await waitFor('the press', () => page.getByRole('cell', { name: 'Étape 1' }).count());
    await shoot(page, 'gallery-simple');
    await assertAxeClean(page, { atLeastNodes: 30 });
});

test('a drawing context that was lost draws the same again', async () => {
    await open('#/galerie/0');
    const before = await page.screenshot();
    const drawn = await page.evaluate(async () => {
        const canvas = document.getElementById('canvas');
        const loss = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
        const told = (name) => new Promise((resolve) => canvas.addEventListener(name, resolve, { once: true }));
        const lost = told('webglcontextlost');
        loss.loseContext();
        await lost;
        // The page has kept its right to the context once the event is over, not within it.
        await new Promise((resolve) => setTimeout(resolve));
        const restored = told('webglcontextrestored');
        loss.restoreContext();
        await restored;
        return window.huisclosCounters.frames;
    });
    await waitFor('frames in the new context', async () => (await readCounters(page)).frames > drawn);
    await waitIdle(page);
    assert.ok((await page.screenshot()).equals(before), 'the picture is the same');
    assert.deepEqual(person.errors, []);
});

test('without WebGL the mirror is the interface', async () => {
    await openAs({ flags: ['--disable-webgl', '--disable-webgl2', '--disable-3d-apis'] }, '#/table/18');
    assert.equal(await page.evaluate(() => document.documentElement.classList.contains('simple')), true);
    await page.getByRole('button', { name: 'Changer' }).click();
    await waitFor('the press', () => page.getByRole('cell', { name: 'Étape 1' }).count());
});

test('a page inside another refuses to start', async () => {
    await person.go(gallery.url);
    await person.ready();
    const { startFramingServer } = await import('./support/framing.mjs');
    const framing = await startFramingServer(galleryBundleFolder());
    try {
        await page.goto(framing.url);
        const frame = await waitFor('the inner page', () => page.frames().find((inner) => inner.url().includes('index.html')));
        await waitFor('its refusal', () => frame.locator('#panel-framed:not([hidden])').count());
        assert.equal(await frame.locator('#mirror *').count(), 0);
        await assertPanelClean(frame, 'panel-framed');
    } finally {
        await framing.stop();
    }
});
