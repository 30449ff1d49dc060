// Escape on a form over the application (wasm/js/forms.js): as « Annuler », where nothing is lost but the present passphrase.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

const read = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const page = vm.createContext({});
vm.runInContext(read('wasm/js/forms.js'), page);

// What « Annuler » is pressed by: whether it is modal, and what stands in its fields of its own.
function leaves(form, typed, isModal = true) {
    let pressed = 0;
    vm.runInContext(`shownForm = '${form}'`, page);
    page.leaveByEscape({
        getAttribute: (name) => (name === 'aria-modal' && isModal ? 'true' : null),
        querySelectorAll: () => typed.map((value) => ({ value })),
        querySelector: (which) => {
            assert.equal(which, '[name=cancel]');
            return { click: () => { pressed += 1; } };
        },
    });
    return pressed === 1;
}

test('a form over the application is left where nothing of its own was typed', () => {
    for (const form of ['SignAct', 'LostDevice', 'NewPassphrase', 'KitEntry', 'KitCheck', 'StoreToken', 'DeviceLink'])
        assert.ok(leaves(form, ['', '']), form);
    assert.ok(!leaves('KitEntry', ['', 'abricot']));
    assert.ok(!leaves('NewPassphrase', ['une nouvelle phrase', '']));
});

test('neither a kit that may be on paper is left, nor what lies over nothing', () => {
    assert.ok(!leaves('Kit', []));
    assert.ok(!leaves('KitEntry', [''], false));
    page.leaveByEscape(null);
});

test('each form that is left so has its way back, and asks the present passphrase by that name', () => {
    const html = read('www/index.html');
    const section = (form) => html.slice(html.indexOf(`data-form="${form}"`)).split('</section>')[0];
    for (const form of ['SignAct', 'LostDevice', 'NewPassphrase', 'KitEntry', 'KitCheck', 'StoreToken', 'DeviceLink'])
        assert.match(section(form), /<button type="button" name="cancel"/, form);
    for (const form of ['SignAct', 'LostDevice', 'DeviceLink'])
        assert.match(section(form), /name="passphrase" type="password" autocomplete="current-password"/, form);
    assert.doesNotMatch(section('NewPassphrase'), /current-password/);
});
