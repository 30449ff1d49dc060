// What one presses may be done and gone: the real focus is then with what came of it, and neither on the page's body nor on
// whatever stood beside it. On the council of the demonstration.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { useDemonstration } from './support/arrivals.mjs';
import { waitIdle } from './support/browser.mjs';
import { assertNoViolation } from './support/policy.mjs';
import { question } from './support/town.mjs';
import { waitFor } from './support/wait.mjs';
import { awaitGone, awaitThing, button, heading, isFocused, named, press } from './pages/common.mjs';
import { invite, prepareRemoval } from './pages/members.mjs';
import { askLiaison, openSituation } from './pages/situations.mjs';

const council = useDemonstration({ partsEach: 3 });
const { arrive } = council;

// It arrives, and stays.
async function awaitFocus(page, what, locator) {
    const found = await awaitThing(what, locator);
    await waitFor(`the focus on ${what}`, () => isFocused(found));
    await waitIdle(page);
    assert.ok(await isFocused(found), `${what} keeps the focus`);
}

test('the invitation that is made has the focus', async () => {
    const person = await arrive('Coordonnateur');
    const name = 'Zélie Delmazures';
    await invite(person.page, { name, quality: 'Éducation nationale', organisation: 'Collège des Essais', groups: ['Assiduité scolaire'] });
    await awaitFocus(person.page, 'the name of who is invited', heading(person.page, name));
    await assertNoViolation(person);
});

test('a question that is sent leaves the focus to the list of questions', async () => {
    const person = await arrive('Coordonnateur');
    await openSituation(person.page, { family: 'Delmazures', given: 'Yanis', birth: '05/05/2012', group: 'Assiduité scolaire', parent: 'Karim' });
    await askLiaison(person.page, question, council.accounts['Éducation nationale'].name);
    await awaitFocus(person.page, 'the list of questions', heading(person.page, 'Liaisons'));
    await assertNoViolation(person);
});

test('a change that is taken out of an act leaves the focus to the heading of the act', async () => {
    const person = await arrive('Coordonnateur');
    const { page } = person;
    await prepareRemoval(page, council.accounts['Éducation nationale'].name);
    const draft = page.getByRole('region', { name: named('Acte en préparation') });
    await press(draft, /^Retirer\s: /);
    await awaitGone('the change', button(draft, /^Retirer\s: /));
    await awaitFocus(page, 'the heading of the act', draft.getByRole('heading'));
    await assertNoViolation(person);
});
