// Waiting for a named thing, never for a time: what was awaited is in the failure.

// Two files of tests may share two cores with whatever else runs there.
export const patience = 60_000;

// Asks until `ask()` gives something true, and returns it.
export async function waitFor(what, ask, timeout = patience, pause = 20) {
    const end = Date.now() + timeout;
    for (;;) {
        const given = await ask();
        if (given)
            return given;
        if (Date.now() > end)
            throw new Error(`waited ${timeout} ms for ${what}`);
        await new Promise((resolve) => setTimeout(resolve, pause));
    }
}
