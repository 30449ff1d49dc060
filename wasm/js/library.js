// The functions that the module imports (wasm/ports/page.hpp). Each one hands over to the file that owns the matter.

addToLibrary({
    huisclos_js_gl_start__deps: ['$GL'],
    huisclos_js_gl_start: () => startGl(),
    huisclos_js_poke: (frames) => poke(frames),
    huisclos_js_mirror: (tree, size, encodeMs) => showTree(tree, size, encodeMs),
    huisclos_js_first_text: () => tellFirstText(),
    huisclos_js_cursor: (cursor) => setCursor(cursor),
    huisclos_js_fatal: () => showFatal(new Error('module')),
    huisclos_js_form: (model, size) => showForm(bytesAt(model, size)),
    huisclos_js_end_session: () => endSession(),
    huisclos_js_random: (out, size) => fillRandom(out, size),
    huisclos_js_now: () => Date.now(),
    huisclos_js_precise_now: () => performance.now(),
    huisclos_js_fetch: (request, method, url, urlSize, token, tokenSize, etag, etagSize, body, bodySize, longest) => {
        fetchFromStore(request, ['GET', 'PUT', 'DELETE'][method], textAt(url, urlSize), textAt(token, tokenSize),
            textAt(etag, etagSize), method === 1 ? bytesAt(body, bodySize) : null, longest);
    },
    huisclos_js_place: (request, action, name, nameSize, data, dataSize) =>
        askPlace(request, action, textAt(name, nameSize), data, dataSize),
    huisclos_js_place_close: (name, nameSize) => closePlace(textAt(name, nameSize)),
    huisclos_js_job: (request, job, data, size) => runJob(request, job, bytesAt(data, size)),
    huisclos_js_turn_ms: () => turnMs(),
    huisclos_js_pause: (request) => answerNextTurn(request),
    huisclos_js_copy: (request, text, size, clearAfterMs) => copyText(request, textAt(text, size), clearAfterMs),
    huisclos_js_save_file: (name, nameSize, bytes, size) => saveFile(textAt(name, nameSize), bytesAt(bytes, size)),
    huisclos_js_choose_file: () => chooseFile(),
    huisclos_js_history: (kind, fragment, size) => setPlace(kind, textAt(fragment, size)),
});
