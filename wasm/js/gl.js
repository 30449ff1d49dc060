// The drawing context: WebGL2 without antialiasing, depth or alpha, of the integrated card where there are two. Without
// it the mirror becomes the interface (mode simple).

function startGl() {
    const canvas = document.getElementById('canvas');
    const context = GL.createContext(canvas, { majorVersion: 2, minorVersion: 0, alpha: false, depth: false,
        stencil: false, antialias: false, premultipliedAlpha: true, preserveDrawingBuffer: false,
        powerPreference: 'low-power', failIfMajorPerformanceCaveat: false, enableExtensionsByDefault: false });
    if (!context) {
        useModeSimple();
        return 0;
    }
    GL.makeContextCurrent(context);
    on(canvas, 'webglcontextlost', (event) => {
        event.preventDefault();
        stopDrawing();
    });
    on(canvas, 'webglcontextrestored', () => {
        _huisclos_gl_restored();
        startDrawing();
    });
    return 1;
}

function tellFirstText() {
    counted.firstFrameMs = performance.now();
}

function showTree(tree, size, encodeMs) {
    const begin = performance.now();
    // Read by words: a whole number of them.
    const bytes = new Uint8Array((size + 3) & ~3);
    bytes.set(HEAPU8.subarray(tree, tree + size));
    mirror.apply(bytes);
    counted.mirrorPatchMs = performance.now() - begin;
    counted.mirrorEncodeMs = encodeMs;
}
