// A lock that nobody asked for is told by the page that takes the place of the locked one, and by no page after it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

const source = readFileSync(new URL('../../wasm/js/history.js', import.meta.url), 'utf8');

// A page that is loaded on what its entry of the history holds.
function load(state) {
    const told = { hidden: true };
    const history = { state, replaceState: (next) => {
        history.state = next;
    } };
    const page = vm.createContext({ isEmptyingDue: false, window: { history, location: { hash: '#/' } },
        document: { getElementById: (id) => (id === 'idle-lock' ? told : null) } });
    vm.runInContext(source, page);
    page.readEntry();
    return { page, told, history };
}

test('the page after a lock that nobody asked for says so, once', () => {
    const first = load(null);
    assert.equal(first.told.hidden, true);
    vm.runInContext('isIdleLock = true', first.page);
    first.page.replaceEntry('#/');
    const second = load(first.history.state);
    assert.equal(second.told.hidden, false);
    second.page.replaceEntry('#/');
    assert.equal(load(second.history.state).told.hidden, true);
});

test('the page after « Verrouiller » says nothing', () => {
    const first = load(null);
    first.page.replaceEntry('#/');
    assert.equal(load(first.history.state).told.hidden, true);
});
