// What somebody without a mouse gets to see of a screen: by where the program drew each text and what showed of it
// (window.huisclosCounters.nodeRectangles), after each key.

import assert from 'node:assert/strict';

import { waitIdle } from './browser.mjs';

// Runs in the page. Of a text that is higher than its window, how much was seen so far. `hidden` counts as drawn nowhere.
function noteSeen(hidden = 0) {
    window.seenTexts ??= new Map();
    const rectangles = window.huisclosCounters.nodeRectangles();
    for (const [id, , y, , height, , seenY, , seenHeight] of rectangles) {
        const element = document.getElementById(`n${id}`);
        if (height <= 0 || element === null || !element.matches('main .leaf'))
            continue;
        const text = window.seenTexts.get(id) ?? { from: Infinity, to: -Infinity };
        Object.assign(text, { height, words: element.textContent });
        if (seenHeight > 0 && id !== hidden) {
            text.from = Math.min(text.from, seenY - y);
            text.to = Math.max(text.to, seenY + seenHeight - y);
        }
        window.seenTexts.set(id, text);
    }
    const all = [...window.seenTexts.values()];
    const held = document.activeElement;
    return { count: all.length, unseen: all.filter(({ from, to, height }) => from > 1 || to < height - 1).map(({ words }) => words),
        place: `${held.id} ${rectangles.map(([, , y]) => y).join(' ')}`, hasOwnKeys: held.matches('input, select, textarea') };
}

async function look(page) {
    await waitIdle(page, 80);
    return page.evaluate(noteSeen);
}

// As far as it goes.
async function pageDown(page) {
    let seen = await look(page);
    for (let before = ''; !seen.hasOwnKeys && seen.place !== before;) {
        before = seen.place;
        await page.keyboard.press('PageDown');
        seen = await look(page);
    }
    return seen;
}

// From where the focus is: Page down, then Tab and Page down again, until each text was in view.
export async function assertKeyboardShowsAll(page, screen, { stops = 120, atLeast = 3 } = {}) {
    await page.evaluate(() => { window.seenTexts = new Map(); });
    let seen = await pageDown(page);
    for (let stop = 0; seen.unseen.length > 0 && stop < stops; stop += 1) {
        await page.keyboard.press('Tab');
        seen = await pageDown(page);
    }
    assert.deepEqual(seen.unseen, [], `${screen}: never in view`);
    assert.ok(seen.count >= atLeast, `${screen}: only ${seen.count} texts`);
}

// Finds a text that no key brings into view first: one is taken for drawn nowhere.
export async function assertSeenSees(page) {
    await waitIdle(page);
    const [id, words] = await page.evaluate(() => {
        window.seenTexts = new Map();
        const element = document.querySelector('main .leaf:not(.scrolled-out)');
        return [Number(element.id.slice(1)), element.textContent];
    });
    const { unseen } = await page.evaluate(noteSeen, id);
    assert.ok(words.length > 0 && unseen.includes(words), `« ${words} » counts as seen`);
}
