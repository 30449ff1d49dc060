// Heavy jobs, each in a worker of its own: this same script with its own instance of the same compiled module, no shared
// memory. The worker ends after its answer, so that what it held (a passphrase) goes with it.

const workers = new Map();  // Each with the timer of its time limit.
let compiledModule = null;

// A worker that the system has ended says nothing. Whoever asked does the job himself once it has said nothing for a
// minute, and longer for what is a long job of itself; not Argon2id, whose memory the page must never need.
const jobTimeMs = 60_000;
const jobBytesPerMs = 512;

const argon2id = 1;

// Bytes of `request` are handed over, not copied.
function runJob(number, job, request) {
    let worker;
    try {
        worker = new Worker(trustedUrls.createScriptURL(scriptUrl), { name: 'huisclos' });
    } catch {
        answer(number, 0);
        return;
    }
    const finish = (status, body) => {
        if (!workers.has(worker))
            return;
        clearTimeout(workers.get(worker));
        worker.terminate();
        workers.delete(worker);
        counted.workersAlive = workers.size;
        answer(number, status, body);
        body.fill(0);
        poke(3);
    };
    const limit = jobTimeMs + request.byteLength / jobBytesPerMs;
    workers.set(worker, job === argon2id ? 0 : setTimeout(() => enter(() => finish(0, new Uint8Array(0))), limit));
    counted.workersAlive = workers.size;
    on(worker, 'message', (event) => {
        if (!workers.has(worker))
            return;
        // Of Argon2id: the one that is measured beside what it serves.
        if (job === argon2id)
            counted.lastJobMs = event.data.milliseconds;
        counted.jobs += 1;
        finish(event.data.status, event.data.body);
    });
    on(worker, 'error', (event) => {
        event.preventDefault();
        finish(0, new Uint8Array(0));
    });
    on(worker, 'messageerror', () => finish(0, new Uint8Array(0)));
    worker.postMessage({ module: compiledModule, job, request }, [request.buffer]);
}

// A message to oneself: a turn of its own, without the four milliseconds that nested timers wait.
let turns = null;

function answerNextTurn(number) {
    if (turns === null) {
        turns = new MessageChannel();
        on(turns.port1, 'message', (event) => answer(event.data, 1));
        turns.port1.start();
    }
    turns.port2.postMessage(number);
}

function endWorkers() {
    for (const [worker, timer] of workers) {
        clearTimeout(timer);
        worker.terminate();
    }
    workers.clear();
    counted.workersAlive = 0;
}

// In the worker: one message in, one out. Status 1 = the job's bytes, 2 = the job's error code as one byte, 0 = broken.
// `takeModule` gets the compiled module and promises that its instance has started.
function serveJob(takeModule) {
    self.onmessage = async (event) => {
        const { module, job, request } = event.data;
        let status = 0;
        let body = new Uint8Array(0);
        let milliseconds = 0;
        try {
            await takeModule(module);
            const begin = performance.now();
            const result = lend(request, (pointer, length) => _huisclos_job(job, pointer, length));
            milliseconds = performance.now() - begin;
            // The answer lies in the module as u32 status, u32 length, bytes.
            const header = new DataView(HEAPU8.buffer, result, 8);
            status = header.getUint32(0, true);
            body = bytesAt(result + 8, header.getUint32(4, true));
        } catch {
            status = 0;
        }
        request.fill(0);
        self.postMessage({ status, body, milliseconds }, [body.buffer]);
    };
}
