// The council of the demonstration for a file of tests, and people who arrive there, each on a device of his own.

import { after, afterEach, beforeEach } from 'node:test';

import { newPerson } from './browser.mjs';
import { startDemonstration } from './demonstration.mjs';
import { awaitHeading, slow } from '../pages/common.mjs';
import { openOnThisDevice } from '../pages/doors.mjs';

// Each arrival is one more device of its account, which may have eight: `partsEach` tests, then the council as it was made.
// `situations`: how many, other than the usual few of tests.
export function useDemonstration({ partsEach, situations }) {
    let made;
    let told = 0;
    const people = [];
    beforeEach(async () => {
        if (told % partsEach === 0) {
            await made?.stub.remove();
            made = await startDemonstration({ situations });
        }
        told += 1;
    });
    after(() => made?.stub.remove());
    afterEach(async () => {
        for (const person of people.splice(0))
            await person.remove();
    });
    return {
        get accounts() { return made.accounts; },
        get stub() { return made.stub; },
        get tree() { return made.tree; },
        // Opens that account; `each(page)` is called on its form.
        async arrive(role, options = {}, each = undefined) {
            const person = await newPerson(role.split(' ')[0].toLowerCase().normalize('NFD').replace(/[^a-z]/g, ''), options);
            people.push(person);
            const account = made.accounts[role];
            await person.go(account.link);
            await openOnThisDevice(person.page, account.passphrase, each && (() => each(person.page)));
            await awaitHeading(person.page, `Bonjour, ${account.name}`, slow);
            return person;
        },
    };
}
