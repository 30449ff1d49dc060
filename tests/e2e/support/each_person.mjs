// A browser that knows nothing for each test of a file, and one store below another path for all of them. What is exported
// is of the test that runs.

import { after, afterEach, before, beforeEach } from 'node:test';

import { newPerson } from './browser.mjs';
import { startStub } from './stub.mjs';

export let stub;
export let person;
export let page;

/** To be called once, at the head of the file. `name` is that of the browser's profile. */
export function aPersonForEachTest(name) {
    before(async () => {
        stub = await startStub({ base: '/huisclos/' });
    });
    after(() => stub.remove());
    beforeEach(async () => {
        person = await newPerson(name);
        page = person.page;
    });
    afterEach(() => person.remove());
}

/** The same profile, in a browser with these options of newPerson. */
export async function reopenPerson(options) {
    await person.close();
    person.options = options;
    await person.open();
    page = person.page;
}
