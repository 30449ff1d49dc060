// axe-core, brought in by the debugger and not by a script tag, so that the policy stays as it is. A run counts only if
// the mirror holds at least the nodes that the screen is known to have.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { waitIdle } from './browser.mjs';
import { assertMirrorSees, assertMirrorWhole } from './mirror.mjs';
import { axeSource } from './paths.mjs';

const source = readFileSync(axeSource(), 'utf8');

export async function axeViolations(page) {
    // Its text is long: once a page is enough.
    if (!await page.evaluate(() => typeof window.axe === 'object'))
        await page.evaluate(source);
    return page.evaluate(async () => {
        const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
        return violations.map((rule) => ({ id: rule.id, impact: rule.impact,
            nodes: rule.nodes.map((node) => `${node.target.join(' ')} ${node.html.slice(0, 160)}`) }));
    });
}

// Finds planted faults first: a button without a name, a node that is not as it was told.
export async function assertAxeSees(page) {
    if (await page.evaluate(() => document.querySelector('#mirror [id^=n]') !== null))
        await assertMirrorSees(page);
    await page.evaluate(() => {
        const planted = document.createElement('button');
        planted.id = 'planted';
        document.body.append(planted);
    });
    const violations = await axeViolations(page);
    await page.evaluate(() => document.getElementById('planted').remove());
    assert.ok(violations.some((rule) => rule.id === 'button-name'), 'axe does not see a button without a name');
}

export async function assertAxeClean(page, { atLeastNodes = 1 } = {}) {
    await assertMirrorWhole(page);
    const nodes = await page.evaluate(() => document.querySelectorAll('#mirror *').length + document.querySelectorAll('#portes:not([hidden]) *').length);
    assert.ok(nodes >= atLeastNodes, `only ${nodes} elements, ${atLeastNodes} expected`);
    const violations = await axeViolations(page);
    assert.deepEqual(violations, []);
}

// In light and in dark; ends in light, which changes colours alone.
export async function assertAxeCleanBoth(page, options) {
    for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        await waitIdle(page);
        await assertAxeClean(page, options);
    }
    await page.emulateMedia({ colorScheme: 'light' });
}

// In a page or a frame behind which no program runs, so that there is neither a mirror nor a frame to wait for.
export async function assertPageClean(where, what) {
    await assertAxeSees(where);
    const page = where.page?.() ?? where;
    for (const colorScheme of ['dark', 'light']) {
        await page.emulateMedia({ colorScheme });
        const violations = await axeViolations(where);
        assert.deepEqual(violations, [], `${what}, ${colorScheme}`);
    }
}

// A last screen stands alone.
export async function assertPanelClean(where, id) {
    assert.deepEqual(await where.locator('main:visible').evaluateAll((shown) => shown.map((panel) => panel.id)), [id]);
    await assertPageClean(where, id);
}
