// « 0 reports » counts only if a report would have been seen: each check first causes one in the same page, then forgets
// it.

import assert from 'node:assert/strict';

import { waitFor } from './wait.mjs';

// A style attribute written as text, which `style-src 'self'` refuses.
export async function plantViolation(person) {
    const before = person.reports.length;
    await person.page.evaluate(() => document.body.setAttribute('style', 'opacity:1'));
    await waitFor('the planted violation to be reported', () => person.reports.length > before);
    const planted = person.reports.splice(before);
    person.errors = person.errors.filter((error) => !/style|Content Security Policy/i.test(error));
    return planted;
}

export async function assertNoViolation(person) {
    assert.deepEqual(person.reports, [], `${person.name}: policy reports`);
    const planted = await plantViolation(person);
    assert.match(planted.join(' '), /style-src/);
    assert.deepEqual(person.errors, [], `${person.name}: errors`);
}
