// Frames on demand, and ticks, which draw nothing: one is drawn when something asked for it, and nothing runs in between. An event asks for three,
// because ImGui spreads a press and its release over frames.

let framesWanted = 0;
let frameRequest = 0;
let dueTimer = 0;
let canDraw = false;

function poke(frames) {
    framesWanted = Math.max(framesWanted, frames);
    if (canDraw && frameRequest === 0)
        frameRequest = requestAnimationFrame(() => enter(drawFrame));
}

function startDrawing() {
    canDraw = true;
    poke(3);
}

function drawFrame() {
    if (frameRequest !== 0)
        cancelAnimationFrame(frameRequest);
    frameRequest = 0;
    framesWanted = Math.max(0, framesWanted - 1);
    const begin = performance.now();
    // Milliseconds until the module wants another frame; negative: only when something happens.
    const due = _huisclos_frame(begin);
    frameRing[counted.frames % frameRing.length] = performance.now() - begin;
    counted.frames += 1;
    mirror.afterFrame();
    clearTimeout(dueTimer);
    if (due === 0)
        poke(1);
    else if (due > 0)
        dueTimer = setTimeout(() => poke(1), due);
    if (framesWanted > 0)
        poke(framesWanted);
}

let tickTimer = 0;

// The module is called when it asked to be (to look at the store, to lock): after each entry, because each may change
// when that is.
function planTick() {
    if (!canDraw)
        return;
    clearTimeout(tickTimer);
    const due = _huisclos_next_tick();
    if (due >= 0)
        tickTimer = setTimeout(() => enter(() => _huisclos_tick()), Math.min(Math.max(due, 10), 0x7fffffff));
}

function stopDrawing() {
    clearTimeout(tickTimer);
    canDraw = false;
    cancelAnimationFrame(frameRequest);
    clearTimeout(dueTimer);
    frameRequest = 0;
}
