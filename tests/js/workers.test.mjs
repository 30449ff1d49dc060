// Heavy jobs (wasm/js/workers.js) with workers of the test's own, under its own clock: one that says nothing any more is not
// waited for, but for the passphrase's.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, mock, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const source = readFileSync(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../wasm/js/workers.js'), 'utf8');

const argon2id = 1;
const checkSegments = 3;

let made;
let answers;
let counted;
let jobs;

class FakeWorker {
    constructor() {
        this.heard = {};
        this.ended = false;
        made.push(this);
    }
    postMessage() {}
    terminate() { this.ended = true; }
    says(type, data) { this.heard[type]({ data, preventDefault() {} }); }
    answers() { this.says('message', { status: 1, body: new Uint8Array([7]), milliseconds: 5 }); }
}

beforeEach(() => {
    mock.timers.reset();
    mock.timers.enable({ apis: ['setTimeout'] });
    made = [];
    answers = [];
    counted = { jobs: 0, workersAlive: 0, lastJobMs: 0 };
    jobs = new Function('Worker', 'trustedUrls', 'scriptUrl', 'counted', 'answer', 'poke', 'on', 'enter',
        `${source}; return { runJob, endWorkers };`)(
        FakeWorker, { createScriptURL: (url) => url }, 'huisclos.js', counted,
        (number, status, body = new Uint8Array(0)) => answers.push([number, status, ...body]), () => {},
        (worker, type, handler) => { worker.heard[type] = handler; }, (work) => work());
});

test('an answer is given once, and its worker ends', () => {
    jobs.runJob(4, checkSegments, new Uint8Array(10));
    assert.equal(counted.workersAlive, 1);
    made[0].answers();
    assert.deepEqual(answers, [[4, 1, 7]]);
    assert.equal(made[0].ended, true);
    assert.equal(counted.workersAlive, 0);
    mock.timers.tick(10 * 60_000);
    assert.equal(answers.length, 1, 'its time limit went with it');
});

test('a worker that says nothing for a minute is ended and broken, and what it says later is not heard', () => {
    jobs.runJob(5, checkSegments, new Uint8Array(10));
    mock.timers.tick(59_999);
    assert.deepEqual(answers, []);
    mock.timers.tick(2);
    assert.deepEqual(answers, [[5, 0]]);
    assert.equal(made[0].ended, true);
    assert.equal(counted.workersAlive, 0);
    made[0].answers();
    made[0].says('error');
    assert.equal(answers.length, 1);
    assert.equal(counted.jobs, 0);
});

test('a long job has longer', () => {
    jobs.runJob(6, checkSegments, new Uint8Array(5_120_000));
    mock.timers.tick(69_999);
    assert.deepEqual(answers, []);
    mock.timers.tick(2);
    assert.deepEqual(answers, [[6, 0]]);
});

test('the passphrase function has all the time that it needs', () => {
    jobs.runJob(7, argon2id, new Uint8Array(10));
    mock.timers.tick(60 * 60_000);
    assert.deepEqual(answers, []);
    made[0].answers();
    assert.deepEqual(answers, [[7, 1, 7]]);
    assert.equal(counted.lastJobMs, 5);
});

test('a lock ends all workers, and nothing is answered any more', () => {
    jobs.runJob(8, checkSegments, new Uint8Array(10));
    jobs.runJob(9, argon2id, new Uint8Array(10));
    jobs.endWorkers();
    assert.deepEqual(made.map((worker) => worker.ended), [true, true]);
    mock.timers.tick(10 * 60_000);
    made[0].answers();
    assert.deepEqual(answers, []);
    assert.equal(counted.workersAlive, 0);
});
