// How the page starts: refuses a frame and an unprotected connection, fetches the module (checked against the hash that
// the page carries) and the fonts, then lets the module draw behind the sign-in form.

function refusal() {
    if (window.top !== window.self)
        return 'panel-framed';
    if (!window.isSecureContext)
        return 'panel-insecure';
    if (typeof WebAssembly !== 'object')
        return 'panel-wasm';
    return '';
}

// The element carries the address and, in a built bundle, the hash.
function fetchPart(id) {
    const link = document.getElementById(id);
    const options = link.integrity ? { integrity: link.integrity, credentials: 'same-origin' } : { credentials: 'same-origin' };
    return fetch(link.href, options).then((response) => {
        if (!response.ok)
            throw new Error('missing part');
        return response;
    });
}

async function compile() {
    const response = await fetchPart('huisclos-module');
    // A host that gives another type than application/wasm is tolerated.
    if ((response.headers.get('Content-Type') ?? '').startsWith('application/wasm'))
        return WebAssembly.compileStreaming(response);
    return WebAssembly.compile(await response.arrayBuffer());
}

async function fetchFont(id) {
    return new Uint8Array(await (await fetchPart(id)).arrayBuffer());
}

// Given to the module's own start (wasm/js/start.js).
function bootPage() {
    document.getElementById('stalled').remove();
    const refused = refusal();
    if (refused !== '') {
        showPanel(refused);
        return null;
    }
    readEntry();
    takeArrivalLink();
    if (arrivalLink === '') {
        formSection('Wait').hidden = true;
        formSection('SignIn').hidden = false;
        shownForm = 'SignIn';
        focusForm(formSection('SignIn'));
    }
    // A region that is shown with its text is not heard.
    const told = lockNotes.map(lockNote).filter((note) => !note.hidden);
    if (told.length > 0)
        say(0, told.map((note) => note.textContent).join(' '));
    counted.formUsableMs = arrivalLink === '' ? performance.now() : 0;
    let tellReady;
    const ready = new Promise((resolve) => {
        tellReady = resolve;
    });
    watchForms(ready);
    watchModeSimple();
    const fonts = ['regular', 'strong', 'fallback', 'icons'].map((name) => fetchFont(`huisclos-font-${name}`));
    const module = compile();
    const failed = (error) => {
        console.error('huisclos: not loaded', error && error.name ? error.name : 'unknown');
        const refusedWasm = error instanceof WebAssembly.CompileError || (error instanceof EvalError);
        // What was typed meanwhile.
        leaveForms();
        showPanel(refusedWasm ? 'panel-wasm' : 'panel-network');
        document.getElementById('network-reload').addEventListener('click', () => window.location.reload());
    };
    module.catch(failed);
    Promise.all(fonts).catch(failed);
    return { module, fonts: Promise.all(fonts), tellReady, failed };
}

function startModule(address, build) {
    lend(utf8Encoder.encode(address), (pointer, length) =>
        lend(utf8Encoder.encode(build), (buildPointer, buildLength) =>
            _huisclos_start(pointer, length, buildPointer, buildLength)));
}

// Runs once the module is there: fonts in, listeners on, first frame.
async function startPage({ fonts, tellReady }) {
    const files = packList(await fonts);
    enter(() => {
        publishCounters();
        mirror = new Mirror(document.getElementById('mirror'));
        mirror.listen();
        const stage = document.getElementById('stage');
        lend(files, (pointer, length) => _huisclos_fonts(pointer, length));
        startModule(new URL('.', window.location.href).href, document.querySelector('meta[name=huisclos-version]')?.content ?? '');
        watchMedia();
        watchSize(document.getElementById('canvas'));
        watchPointer(stage);
        watchKeyboard(window);
        watchHistory();
        watchPresence();
        watchInput();
        watchClipboard();
        watchFiles();
        watchPrint();
        startDrawing();
        if (arrivalLink !== '')
            tellArrival();
        else
            lend(noBytes, (pointer, length) => _huisclos_link(pointer, length));
        if (window.location.hash.startsWith('#/'))
            tellPlace();
    });
    tellReady();
}

// Seen or not, on line or not: the module decides when to ask the store.
function watchPresence() {
    const tell = () => {
        _huisclos_presence(document.visibilityState === 'visible' ? 1 : 0, navigator.onLine ? 1 : 0);
        poke(1);
    };
    on(document, 'visibilitychange', tell);
    on(window, 'online', tell);
    on(window, 'offline', tell);
    tell();
}

// A press, a key, a text that is dictated, the press of assistive technology, wherever in the page: the session is in use.
function watchInput() {
    for (const type of ['pointerdown', 'keydown', 'input', 'click'])
        on(window, type, () => _huisclos_input(), { capture: true, passive: true });
}

// After « Verrouiller »: nothing of the session stays, the page is replaced by a new one.
function endSession() {
    stopDrawing();
    endWorkers();
    mirror.clear();
    silence();
    replaceEntry('#/');
    emptyClipboardAtEnd(() => {
        replaceEntry('#/');
        window.location.reload();
    });
}
