// Every listener of the page goes through `on`, so that all are counted, and removed together when the page ends.

const listeners = new AbortController();

function on(target, type, handler, options) {
    target.addEventListener(type, (event) => enter(() => handler(event)),
        { ...options, signal: listeners.signal });
}

function removeAllListeners() {
    listeners.abort();
}
