// What the page's files say twice is said the same: roles, states and acts of the tree, forms, the policy. And what they
// must never contain. Each rule is first shown to see a fault.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const read = (name) => readFileSync(path.join(root, name), 'utf8');
const scripts = readdirSync(path.join(root, 'wasm/js')).filter((name) => name.endsWith('.js'));

// The names of an enum class, in order, without comments.
function enumNames(source, name) {
    const body = new RegExp(`enum class ${name}[^{]*\\{([^}]*)\\}`).exec(source)[1].replace(/\/\/.*$/gm, '');
    return body.split(',').map((entry) => entry.trim().split(/\s*=\s*/)[0]).filter(Boolean);
}

const lowerFirst = (word) => word[0].toLowerCase() + word.slice(1);

// The value of a top-level constant of a script, without running the rest.
function constant(source, name) {
    const begin = source.indexOf(`const ${name} = `) + `const ${name} = `.length;
    const end = source.indexOf(';\n', begin);
    return new Function(`return (${source.slice(begin, end)});`)();
}

test('every script is valid', () => {
    assert.throws(() => new vm.Script('const = 1;'));
    for (const name of scripts)
        assert.doesNotThrow(() => new vm.Script(read(`wasm/js/${name}`)), name);
});

test('every script is in the build, and no other', () => {
    const cmake = read('wasm/CMakeLists.txt');
    const listed = /set\(scripts ([^)]*)\)/.exec(cmake)[1].split(/\s+/).map((name) => `${name}.js`);
    assert.deepEqual([...listed, 'library.js', 'start.js'].sort(), [...scripts].sort());
});

test('roles, states and acts are those of the tree', () => {
    const node = read('ui/a11y/node.hpp');
    const format = read('wasm/js/mirror_format.js');
    assert.deepEqual(constant(format, 'roleNames'), enumNames(node, 'Role'));
    const bits = constant(format, 'stateBits');
    assert.deepEqual(Object.keys(bits), enumNames(node, 'State').slice(1).map(lowerFirst));
    Object.values(bits).forEach((bit, i) => assert.equal(bit, 1 << i));
    const acts = constant(read('wasm/js/mirror_events.js'), 'acts');
    assert.deepEqual(Object.keys(acts), enumNames(node, 'Act').map(lowerFirst));
    Object.values(acts).forEach((number, i) => assert.equal(number, i));
    assert.deepEqual(Object.keys(constant(read('wasm/js/mirror_roles.js'), 'roleElements')), enumNames(node, 'Role'));
});

test('the offsets of a record are those of the encoding', () => {
    const encoding = read('ui/a11y/encode.hpp');
    for (const [name, offset] of Object.entries(constant(read('wasm/js/mirror_format.js'), 'stringFields')))
        assert.match(encoding, new RegExp(`\\b${offset} u32 ${name}_offset\\b`));
});

test('each form of the application has its section, and no section is nobody’s', () => {
    const kinds = enumNames(read('core/app/forms.hpp'), 'FormKind');
    assert.deepEqual(constant(read('wasm/js/forms.js'), 'formNames'), kinds);
    const sections = [...read('www/index.html').matchAll(/data-form="(\w+)"/g)].map((match) => match[1]);
    // None shows nothing, Fatal ends the page, Wait is what is shown before the application speaks.
    assert.deepEqual(sections.sort(), [...kinds.filter((kind) => kind !== 'None' && kind !== 'Fatal'), 'Wait'].sort());
});

test('each word that the forms’ script says stands in the page, and no other', () => {
    const asked = [...read('wasm/js/forms.js').matchAll(/formWord\(([^)]*'[^)]*)\)/g)]
        .flatMap((match) => [...match[1].matchAll(/'(\w+)'/g)].map((name) => name[1]));
    const attributes = /<div id="portes"([^>]*)>/.exec(read('www/index.html'))[1];
    const given = [...attributes.matchAll(/data-([a-z-]+)="[^"]+"/g)]
        .map((match) => match[1].replace(/-(\w)/g, (_, letter) => letter.toUpperCase()));
    assert.ok(asked.length >= 5);
    assert.deepEqual([...asked].sort(), [...given].sort());
});

test('each label, description and title of the page names an element that exists once', () => {
    const html = read('www/index.html');
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    assert.equal(new Set(ids).size, ids.length);
    for (const [, names] of html.matchAll(/\s(?:for|aria-labelledby|aria-describedby|data-reveal)="([^"]+)"/g)) {
        for (const name of names.split(' '))
            assert.ok(ids.includes(name), name);
    }
});

test('the page carries the policy that the server sends, but for what only a header can say', () => {
    const meta = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(read('www/index.html'))[1].replace('{{connect}}', '');
    const source = read('server-stub/security_headers.cpp');
    const body = /make_bundle_policy[\s\S]*?\n\}/.exec(source)[0];
    const sent = [...body.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]).join('').replace("connect-src 'self' ", "connect-src 'self'");
    const rules = (policy) => policy.split(';').map((rule) => rule.trim()).filter(Boolean).sort();
    assert.deepEqual(rules(meta), rules(sent).filter((rule) => !rule.startsWith('frame-ancestors')));
});

const forbidden = [/\binnerHTML\b/, /\bouterHTML\b/, /insertAdjacentHTML/, /document\.write/, /\beval\s*\(/, /new Function/,
    /\balert\s*\(/, /setAttribute\(\s*['"]style['"]/, /\bsetAttribute\(\s*['"]on/, /https?:\/\/(?!www\.w3\.org)/];

test('no script and no page holds what the policy forbids, nor an address of elsewhere', () => {
    const faults = (text) => forbidden.filter((rule) => rule.test(text)).map(String);
    for (const planted of ['e.innerHTML = x', 'eval (x)', 'new Function("x")', "e.setAttribute('style', x)", 'fetch("https://exemple.fr/")'])
        assert.equal(faults(planted).length, 1, planted);
    for (const name of scripts)
        assert.deepEqual(faults(read(`wasm/js/${name}`)), [], name);
    const html = read('www/index.html');
    assert.deepEqual(faults(html), []);
    assert.ok(!/<script(?![^>]*\bsrc=)/.test(html), 'a script in the page');
    assert.ok(!/\sstyle=|\son\w+=/.test(html), 'a style or a handler in the page');
});
