// The live regions as the page has them (wasm/js/live.js), under a clock of the test's own: one sentence at a time, the last
// of a burst, half a second after it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, mock, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const source = readFileSync(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../wasm/js/live.js'), 'utf8');

let heard;
let live;

// A screen reader hears each text that a region comes to hold.
function makeRegion(id) {
    let text = '';
    return {
        get textContent() { return text; },
        set textContent(value) {
            text = value;
            if (value !== '')
                heard.push(`${id}: ${value}`);
        },
    };
}

beforeEach(() => {
    mock.timers.reset();
    mock.timers.enable({ apis: ['setTimeout'] });
    heard = [];
    const regions = Object.fromEntries(['live-polite', 'live-assertive'].map((id) => [id, makeRegion(id)]));
    live = new Function('document', 'enter', `${source}; return { speak, say, silence, forgetSaid };`)(
        { getElementById: (id) => regions[id] }, (work) => work());
    live.regions = regions;
});

test('a sentence is heard half a second after it was said, not before', () => {
    live.speak(1, 0, 'Enregistré à 14 h 05');
    mock.timers.tick(499);
    assert.deepEqual(heard, []);
    mock.timers.tick(1);
    assert.deepEqual(heard, ['live-polite: Enregistré à 14 h 05']);
});

test('of two sentences within half a second the last alone is heard, and once', () => {
    live.speak(1, 0, '12 situations trouvées');
    mock.timers.tick(499);
    live.speak(2, 0, '3 situations trouvées');
    mock.timers.tick(499);
    assert.deepEqual(heard, [], 'the wait begins again');
    mock.timers.tick(1);
    mock.timers.tick(10_000);
    assert.deepEqual(heard, ['live-polite: 3 situations trouvées']);
});

test('the same sentence is heard again when it is said again, and what was told once is not told twice', () => {
    live.speak(1, 0, 'Enregistré');
    mock.timers.tick(500);
    live.speak(1, 0, 'Enregistré');
    mock.timers.tick(500);
    assert.equal(heard.length, 1, 'the same serial');
    live.speak(2, 0, 'Enregistré');
    assert.equal(live.regions['live-polite'].textContent, '', 'emptied first: an unchanged text is not heard');
    mock.timers.tick(500);
    assert.equal(heard.length, 2);
});

test('what is urgent has a region of its own, which no polite sentence delays', () => {
    live.speak(1, 1, 'Refusé');
    mock.timers.tick(300);
    live.speak(2, 0, 'Enregistré');
    mock.timers.tick(200);
    assert.deepEqual(heard, ['live-assertive: Refusé']);
    mock.timers.tick(300);
    assert.deepEqual(heard, ['live-assertive: Refusé', 'live-polite: Enregistré']);
});

test('after a lock nothing is heard and nothing stays', () => {
    live.speak(1, 0, 'Mathis R.');
    mock.timers.tick(500);
    live.speak(2, 1, 'Inès B.');
    live.silence();
    mock.timers.tick(10_000);
    assert.deepEqual(heard, ['live-polite: Mathis R.']);
    for (const region of Object.values(live.regions))
        assert.equal(region.textContent, '');
});

test('an empty sentence takes back what was heard, in both regions, and not what waits to be', () => {
    live.speak(1, 0, 'Situation clôturée.');
    live.speak(2, 1, 'Refusé');
    mock.timers.tick(500);
    live.speak(3, 0, '1 situation trouvée');
    live.speak(4, 0, '');
    for (const region of Object.values(live.regions))
        assert.equal(region.textContent, '');
    mock.timers.tick(500);
    assert.equal(live.regions['live-polite'].textContent, '1 situation trouvée');
    live.speak(5, 0, '');
    assert.equal(live.regions['live-polite'].textContent, '');
    assert.equal(heard.length, 3);
});

test('once a session is open what was said of the lock stays nowhere, and what has just been said is heard', () => {
    live.say(0, 'Session verrouillée');
    mock.timers.tick(500);
    live.speak(1, 1, 'Refusé');
    live.forgetSaid();
    assert.equal(live.regions['live-polite'].textContent, '');
    mock.timers.tick(500);
    assert.deepEqual(heard, ['live-polite: Session verrouillée', 'live-assertive: Refusé']);
});

test('what the page says before any frame is heard, and takes no number from what frames say', () => {
    live.say(0, 'Session verrouillée');
    mock.timers.tick(500);
    live.speak(1, 0, 'Enregistré');
    mock.timers.tick(500);
    assert.deepEqual(heard, ['live-polite: Session verrouillée', 'live-polite: Enregistré']);
});
