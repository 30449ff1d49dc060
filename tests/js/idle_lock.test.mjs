// What is to be said of a lock is told by the page that takes the place of the locked one, and by no page after it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

const source = readFileSync(new URL('../../wasm/js/history.js', import.meta.url), 'utf8');

// A page that is loaded on what its entry of the history holds.
function load(state) {
    const notes = {};
    const history = { state, replaceState: (next) => {
        history.state = next;
    } };
    const page = vm.createContext({ isEmptyingDue: false, window: { history, location: { hash: '#/' } },
        document: { getElementById: (id) => (notes[id] ??= { hidden: true }) } });
    vm.runInContext(source, page);
    page.readEntry();
    return { page, history, told: Object.keys(notes).filter((id) => !notes[id].hidden) };
}

test('the page after a lock that nobody asked for says so, once', () => {
    const first = load(null);
    assert.deepEqual(first.told, []);
    vm.runInContext("toldByNext = ['idle']", first.page);
    first.page.replaceEntry('#/');
    const second = load(first.history.state);
    assert.deepEqual(second.told, ['idle-lock']);
    second.page.replaceEntry('#/');
    assert.deepEqual(load(second.history.state).told, []);
});

test('the page after a lock says that something is lost, whoever asked for it', () => {
    for (const [asked, told] of [[['unsaved'], ['unsaved-lock']], [['idle', 'full'], ['idle-lock', 'full-lock']]]) {
        const first = load(null);
        vm.runInContext(`toldByNext = ${JSON.stringify(asked)}`, first.page);
        first.page.replaceEntry('#/');
        assert.deepEqual(load(first.history.state).told, told);
    }
});

// The module says it with the form of the lock, which is replaced at once.
test('what the form of the lock asks for is what the next page tells', () => {
    const forms = readFileSync(new URL('../../wasm/js/forms.js', import.meta.url), 'utf8');
    const stop = new Error('far enough');
    const shown = (model) => {
        const page = vm.createContext({ model, document: { getElementById: () => ({ classList: { toggle: () => {
            throw stop;
        } } }) }, window: { removeEventListener: () => {} }, toldByNext: ['idle'] });
        vm.runInContext(forms, page);
        vm.runInContext('readModel = () => model', page);
        assert.throws(() => page.showForm(null), stop);
        return [...page.toldByNext];
    };
    const model = { guards: false, asked: ['idle', 'full'] };
    assert.deepEqual(shown({ ...model, kind: 'Locked' }), ['idle', 'full']);
    assert.deepEqual(shown({ ...model, kind: 'SignIn' }), []);
});

test('the page after « Verrouiller » says nothing', () => {
    const first = load(null);
    first.page.replaceEntry('#/');
    assert.deepEqual(load(first.history.state).told, []);
});
