// Where the mirror lies and what a pointer does there, on pages of the gallery whose widgets count what they were told.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';

import { newPerson, readCounters, resize, waitIdle } from './support/browser.mjs';
import { useGallery } from './support/gallery.mjs';
import { assertGeometry, assertGeometrySees, readDrawn } from './support/geometry.mjs';
import { waitFor } from './support/wait.mjs';

const gallery = useGallery();
let person;
let page;

afterEach(async () => {
    assert.deepEqual(person.errors, []);
    await person.remove();
});

async function open(place) {
    await gallery.open(person, place);
}

async function openAs(options, place) {
    person = await newPerson('gestes', options);
    page = person.page;
    await open(place);
}

// What each widget was told stands on the page: « Effets radio = 0, liste = 0, … ».
const effects = async () => Object.fromEntries((await page.getByText(/^Effets /).textContent()).replace('Effets ', '').split(', ')
    .map((part) => part.split(' = ')).map(([name, count]) => [name, Number(count)]));

// The list is drawn over the page: where, the program says.
async function optionPlace(name) {
    return waitFor(`the option ${name} to be drawn`, () => page.evaluate((wanted) => {
        const option = Array.from(document.querySelectorAll('#mirror option')).find((one) => one.textContent === wanted);
        const [, x, y, width, height] = window.huisclosCounters.nodeRectangles().find(([id]) => `n${id}` === option.id);
        return width > 0 && { x: x + width / 2, y: y + height / 2 };
    }, name));
}

const pointers = {
    mouse: { press: (locator) => locator.click(), pressAt: ({ x, y }) => page.mouse.click(x, y) },
    finger: { press: (locator) => locator.tap(), pressAt: ({ x, y }) => page.touchscreen.tap(x, y) },
};

test('by mouse and by finger a box, a radio button, a closed list, a tab, a row and a button of a dialog each act exactly once', async () => {
    await openAs({ width: 1000, height: 1400, context: { hasTouch: true } }, '#/gestes');
    const told = { radio: 0, liste: 0, onglet: 0, ligne: 0, dialogue: 0, case: 0 };
    assert.deepEqual(await effects(), told);
    const picked = { mouse: ['Non', 'Suivie', 'Actions', 'Bruyère'], finger: ['Peut-être', 'Close', 'Accès', 'Cerisier'] };
    for (const [how, { press, pressAt }] of Object.entries(pointers)) {
        const [answer, state, tab, row] = picked[how];
        const gestures = {
            case: () => press(page.getByRole('checkbox', { name: 'Informés' })),
            radio: () => press(page.getByRole('radio', { name: answer, exact: true })),
            liste: async () => {
                await press(page.getByRole('combobox', { name: 'État' }));
                await pressAt(await optionPlace(state));
            },
            onglet: () => press(page.getByRole('tab', { name: tab, exact: true })),
            ligne: () => press(page.getByRole('list', { name: 'Lignes' }).getByRole('link', { name: row, exact: true })),
            dialogue: async () => {
                await press(page.getByRole('button', { name: 'Demander' }));
                const send = page.getByRole('dialog').getByRole('button', { name: 'Envoyer', exact: true });
                await send.waitFor({ state: 'attached' });
                await waitIdle(page);
                await press(send);
            },
        };
        for (const [what, act] of Object.entries(gestures)) {
            await act();
            told[what] += 1;
            await waitFor(`${what} by ${how}`, async () => (await effects())[what] >= told[what]);
            // Whatever else the press would do.
            await waitIdle(page);
            assert.deepEqual(await effects(), told, `${what} by ${how}`);
        }
        await page.getByRole('dialog').getByRole('button', { name: 'Envoyer', exact: true }).press('Escape');
        await waitFor('the dialog to close', async () => await page.getByRole('dialog').count() === 0);
        await waitIdle(page);
    }
    assert.ok(await page.getByRole('radio', { name: 'Peut-être', exact: true }).isChecked());
    assert.equal(await page.getByRole('combobox', { name: 'État' }).evaluate((list) => list.selectedOptions[0].textContent), 'Close');
    assert.equal(await page.getByRole('tab', { name: 'Accès', exact: true }).getAttribute('aria-selected'), 'true');
});

// Opening a row turns the list over, with the same rows: the one that was opened has the focus, wherever it goes.
for (const [how, prepare] of Object.entries({ 'in place': () => {}, 'taken out and put in': () => { delete Element.prototype.moveBefore; } })) {
    test(`rows that change their order, moved ${how}, keep the focus where it is, and the program never hears of another`, async () => {
        await openAs({ width: 1000, height: 1400 }, '#/gestes');
        await page.evaluate(prepare);
        const list = page.getByRole('list', { name: 'Lignes' });
        const names = () => list.getByRole('link').allTextContents();
        const focused = () => page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent);
        const row = list.getByRole('link', { name: 'Aubépine', exact: true });
        await row.focus();
        await waitIdle(page);
        await page.evaluate(() => {
            window.held = document.activeElement;
            window.heard = [];
            for (const type of ['focusin', 'focusout'])
                window.held.addEventListener(type, () => window.heard.push(type));
        });
        let order = await names();
        const before = (await readCounters(page)).mirrorOperations;
        for (let turn = 1; turn <= 3; turn += 1) {
            await page.keyboard.press('Enter');
            order = [...order].reverse();
            await waitFor(`the rows turned over ${turn} times`, async () => (await names()).join() === order.join());
            await waitIdle(page);
            assert.equal(await page.evaluate(() => document.activeElement === window.held), true, 'the same element');
            assert.equal(await focused(), 'Aubépine');
            assert.equal((await effects()).ligne, turn);
        }
        assert.ok((await readCounters(page)).mirrorOperations > before, 'elements were moved');
        // Taken out, an element loses the focus and is given it back, which the program is not told.
        if (how === 'in place')
            assert.deepEqual(await page.evaluate(() => window.heard), [], 'the browser says nothing of a move');
        // The program believes it too: an arrow leads from there, where the row is now the last.
        await page.keyboard.press('ArrowUp');
        await waitFor('the row above it', async () => await focused() === 'Bruyère');
    });
}

for (const ratio of [1, 1.5, 2]) {
    test(`at ${ratio} device pixels to one the mirror lies where the canvas is drawn, scrolled or not`, async () => {
        await openAs({ context: { deviceScaleFactor: ratio } }, '#/galerie/0');
        await assertGeometrySees(page);
        await assertGeometry(page, { ratio, atLeast: 40 });
        await open('#/galerie/1');
        await assertGeometry(page, { ratio, atLeast: 40 });
        const first = page.getByRole('list', { name: 'Situations' }).getByRole('listitem').first();
        const { x, y, width, height } = await first.boundingBox();
        await page.mouse.move(x + width / 2, y + height / 2);
        // By less than a row, then by several.
        for (const by of [37, 1111]) {
            const tops = await page.evaluate(() => window.huisclosCounters.nodeRectangles().map((rectangle) => rectangle[2]).join());
            await page.mouse.wheel(0, by);
            await waitFor('the list to scroll', () => page.evaluate((former) =>
                window.huisclosCounters.nodeRectangles().map((rectangle) => rectangle[2]).join() !== former, tops));
            await waitIdle(page);
            const seen = await assertGeometry(page, { ratio, atLeast: 40 });
            assert.ok(seen.cut > 0, 'a row is cut by the edge of its list');
        }
        await page.mouse.move(0, 0);
        await resize(page, 320, 640);
        await open('#/galerie/2');
        const { out } = await assertGeometry(page, { ratio, atLeast: 20 });
        assert.ok(out > 0, 'something is below the window');
        // What the program told is what it draws: the accent of a button, on the screen.
        await open('#/table/18');
        const { drawn, box } = await readDrawn(page, page.getByRole('button', { name: 'Changer' }), [0x1f, 0x4e, 0x8c]);
        for (const [side, at] of Object.entries({ left: box.left, top: box.top, right: box.left + box.width, bottom: box.top + box.height }))
            assert.ok(Math.abs(drawn[side] - at) <= 1, `${side}: drawn at ${drawn[side]}, pressed at ${at}`);
    });
}
