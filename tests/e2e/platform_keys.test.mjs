// Keys on the kit's gallery: those that scroll, those that stay the browser's; and the buttons that are pressed or not.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';

import { newPerson, waitIdle } from './support/browser.mjs';
import { useGallery } from './support/gallery.mjs';
import { waitFor } from './support/wait.mjs';
import { isFocused } from './pages/common.mjs';

const gallery = useGallery();
let person;
let page;

beforeEach(async () => {
    person = await newPerson('claire');
    page = person.page;
});
afterEach(() => person.remove());

async function open(place) {
    await gallery.open(person, place);
}

test('keys scroll the page, Space on a link too, the focus stays, and Tab shows what it comes to', async () => {
    await page.setViewportSize({ width: 1280, height: 500 });
    await open('#/galerie/3');
    const title = page.getByRole('heading', { level: 1 });
    const top = async () => {
        await waitIdle(page);
        return title.evaluate((element) => element.getBoundingClientRect().top);
    };
    const help = page.getByRole('link', { name: 'Lire l’aide sur les refus' });
    const start = await top();
    await page.keyboard.press('PageDown');
    assert.ok(await top() < start, 'with the focus on nothing');
    await help.focus();
    await page.keyboard.press('Home');
    assert.equal(await top(), start);
    for (const [down, up] of [['PageDown', 'PageUp'], ['Space', 'Shift+Space'], ['ArrowDown', 'ArrowUp'], ['End', 'Home']]) {
        await page.keyboard.press(down);
        assert.ok(await top() < start, down);
        assert.ok(await isFocused(help), down);
        await page.keyboard.press(up);
        assert.equal(await top(), start, up);
    }
    await page.keyboard.press('End');
    await waitIdle(page);
    assert.equal(await page.getByRole('button', { name: 'Retirer' }).last().evaluate((last) => last.classList.contains('scrolled-out')), false);
    await page.keyboard.press('Tab');
    await waitIdle(page);
    assert.equal(await page.evaluate(() => document.activeElement.classList.contains('scrolled-out')), false);
    assert.equal(await isFocused(help), false);
});

test('with Alt or Control an arrow is the browser’s, on a tab and on a row', async () => {
    await open('#/galerie/1');
    // Told last: whether the page took the key. Then it goes no further, for Alt and left would leave the page.
    await page.evaluate(() => {
        window.taken = [];
        window.addEventListener('keydown', (event) => {
            if (!event.altKey && !event.ctrlKey)
                return;
            if (event.key.startsWith('Arrow') || event.key === 'End')
                window.taken.push(event.defaultPrevented);
            event.preventDefault();
        });
    });
    const tab = page.getByRole('tab', { name: 'Parcours' });
    const row = page.getByRole('list', { name: 'Situations' }).getByRole('link').first();
    for (const element of [tab, row]) {
        await element.focus();
        for (const key of ['Alt+ArrowLeft', 'Alt+ArrowRight', 'Control+ArrowDown', 'Control+End']) {
            await page.keyboard.press(key);
            await waitIdle(page);
            assert.ok(await isFocused(element), key);
        }
    }
    assert.equal(await tab.getAttribute('aria-selected'), 'true');
    assert.deepEqual(await page.evaluate(() => window.taken), Array(8).fill(false));
});

test('a button that chooses is told as pressed or not, another is told as neither', async () => {
    await open('#/galerie/3');
    const pressed = (name, is) => page.getByRole('button', { name, pressed: is });
    await waitFor('the decision that is taken', () => pressed('Poursuivre le suivi', true).count());
    assert.equal(await pressed('Désigner un référent', false).count(), 1);
    assert.equal(await page.getByRole('button', { name: 'Retirer' }).first().getAttribute('aria-pressed'), null);
    await open('#/galerie/1');
    await waitFor('the filter that narrows', () => pressed(/^Référent/, true).count());
    assert.equal(await pressed('À examiner', false).count(), 1);
});
