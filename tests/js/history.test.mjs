// A link that carries a secret is taken off the address bar by an address of its own, which is heard as a step and is none.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';
import vm from 'node:vm';

const source = readFileSync(new URL('../../wasm/js/history.js', import.meta.url), 'utf8');
const link = '#d=c2VjcmV0';

let page;
let told;
let entries;
let at;
let hear;

const entry = () => entries[at];
const read = (name) => vm.runInContext(name, page);

// As a browser does it: a step that a page makes to an address is heard before it returns.
function type(hash) {
    entries = [...entries.slice(0, ++at), { hash, state: null }];
    hear?.({ state: null });
}

function go(steps) {
    at += steps;
    hear({ state: entry().state });
}

beforeEach(() => {
    told = [];
    entries = [{ hash: '', state: null }];
    at = 0;
    hear = undefined;
    const history = {
        get state() { return entry().state; },
        replaceState: (state, _, hash) => { entries[at] = { hash, state }; told.push(`stated ${hash}`); },
        pushState: (state, _, hash) => { entries = [...entries.slice(0, ++at), { hash, state }]; },
        go,
    };
    const location = {
        get hash() { return entry().hash; },
        replace: (hash) => {
            entries[at] = { hash, state: null };
            told.push(`replaced ${hash}`);
            hear?.({ state: null });
        },
    };
    page = vm.createContext({
        window: { history, location },
        document: { getElementById: () => ({}) },
        isEmptyingDue: false,
        shownForm: 'None',
        on: (_, __, listener) => { hear = listener; },
        utf8Encoder: new TextEncoder(),
        lend: (bytes, call) => call(new TextDecoder().decode(bytes), bytes.length),
        _huisclos_navigate: (hash) => told.push(`place ${hash}`),
        _huisclos_link: (text) => told.push(`link ${text}`),
        poke: () => {},
    });
    vm.runInContext(source, page);
});

test('a link that the page is opened with is replaced by an address, then by its state', () => {
    type(link);
    page.readEntry();
    page.takeArrivalLink();
    assert.deepEqual(told, ['replaced #/', 'stated #/']);
    assert.equal(read('arrivalLink'), link);
    assert.equal(entry().state.at, 0);
    assert.ok(!JSON.stringify(entries).includes(link));
});

test('a link that is typed into an open page is told once, is one step, and leads to no place', () => {
    page.watchHistory();
    page.setPlace(0, '#/situations');
    told.length = 0;
    type(link);
    assert.deepEqual(told, ['replaced #/', 'stated #/', `link ${link}`]);
    assert.equal(entry().state.at, 2);
    assert.equal(read('entryNumber'), 2);
    told.length = 0;
    go(-1);
    go(1);
    assert.deepEqual(told, ['place #/situations', 'place #/']);
    assert.equal(read('entryNumber'), 2);
});

test('a place that is typed is a step of its own, also after a link', () => {
    page.watchHistory();
    type(link);
    told.length = 0;
    type('#/membres');
    assert.deepEqual(told, ['stated #/membres', 'place #/membres']);
    assert.equal(entry().state.at, 2);
});

test('an earlier step is the entry before when that has it, and takes the place of the entry otherwise', () => {
    page.watchHistory();
    page.setPlace(0, '#/fonder/3');
    page.setPlace(0, '#/fonder/4');
    told.length = 0;
    page.setPlace(2, '#/fonder/3');
    assert.deepEqual(told, ['place #/fonder/3'], 'gone back to');
    assert.equal(at, 1);
    assert.equal(read('entryNumber'), 1);
    page.setPlace(2, '#/fonder/2');
    assert.deepEqual(entries.map(({ hash }) => hash), ['#/', '#/fonder/2', '#/fonder/4']);
    assert.equal(at, 1);
    // What was put there by the step before is not looked for any more.
    page.setPlace(0, '#/fonder/3');
    page.setPlace(2, '#/fonder/2');
    assert.equal(at, 1);
    assert.equal(entry().hash, '#/fonder/2');
});

test('a place that is put in the place of another costs no entry', () => {
    page.watchHistory();
    page.setPlace(0, '#/fonder/4');
    page.setPlace(1, '#/fonder/3');
    assert.deepEqual(entries.map(({ hash }) => hash), ['#/', '#/fonder/3']);
    page.setPlace(0, '#/fonder/4');
    page.setPlace(2, '#/fonder/3');
    assert.equal(at, 1);
});

// A form that asks for an answer stays, wherever one goes under it: a link alone is read there.
test('a link that is typed under a form does not turn over what lies behind it', () => {
    page.watchHistory();
    page.shownForm = 'SignAct';
    type(link);
    assert.equal(told.at(-1), `link ${link}`);
    told.length = 0;
    go(-1);
    assert.deepEqual(told, []);
    assert.equal(read('entryNumber'), 1);
    assert.equal(at, 1, 'gone back to');
});
