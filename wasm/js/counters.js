// What the page counts about itself, readable by anybody as window.huisclosCounters, written by nobody else. No content
// and no decision hangs on it; it is there in release so that what is measured is what is shipped.

const counted = {
    frames: 0,
    firstFrameMs: 0,
    formUsableMs: 0,
    entries: 0,
    entriesOver8Ms: 0,
    worstEntryMs: 0,
    errors: 0,
    mirrorOperations: 0,
    mirrorNodes: 0,
    mirrorPatchMs: 0,
    mirrorEncodeMs: 0,
    lastJobMs: 0,
    jobs: 0,
    workersAlive: 0,
};
const frameRing = new Float64Array(512);

function publishCounters() {
    const shown = {};
    for (const name of Object.keys(counted))
        Object.defineProperty(shown, name, { enumerable: true, get: () => counted[name] });
    Object.defineProperty(shown, 'memoryBytes', { enumerable: true, get: () => HEAPU8.byteLength });
    // Durations of the last frames in milliseconds, oldest first.
    Object.defineProperty(shown, 'frameDurations', {
        enumerable: true,
        get: () => {
            const known = Math.min(counted.frames, frameRing.length);
            return Array.from({ length: known }, (_, i) => frameRing[(counted.frames - known + i) % frameRing.length]);
        },
    });
    Object.defineProperty(shown, 'isFrameAwaited', { enumerable: true, get: () => frameRequest !== 0 });
    Object.defineProperty(shown, 'nodeFingerprints', { value: () => mirror?.fingerprints() ?? [] });
    Object.defineProperty(shown, 'nodeRectangles', { value: () => mirror?.rectangles() ?? [] });
    Object.defineProperty(window, 'huisclosCounters', { value: Object.freeze(shown) });
}

let entryDepth = 0;
let entryBegin = 0;

// Milliseconds since the present entry began.
function turnMs() {
    return performance.now() - entryBegin;
}

// Runs one entry of the main thread: counts what is long, and turns what is thrown into the fatal page.
function enter(work) {
    if (entryDepth > 0)
        return work();
    if (isEnded())
        return undefined;
    entryBegin = performance.now();
    entryDepth += 1;
    try {
        const given = work();
        planTick();
        return given;
    } catch (error) {
        counted.errors += 1;
        showFatal(error);
        return undefined;
    } finally {
        entryDepth -= 1;
        const spent = turnMs();
        counted.entries += 1;
        if (spent > 8)
            counted.entriesOver8Ms += 1;
        if (spent > counted.worstEntryMs)
            counted.worstEntryMs = spent;
    }
}
