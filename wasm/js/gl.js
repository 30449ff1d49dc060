// The drawing context: WebGL2 without antialiasing, depth or alpha, of the integrated card where there are two. Without
// it the mirror becomes the interface (mode simple).

// ImGui's backend asks for these before each frame and puts them back after it. Each question waits for the graphics
// process, milliseconds a frame for all of them. Nobody else draws in this context: the first answer stays true.
function answerStateOnce(context) {
    const asked = [context.ACTIVE_TEXTURE, context.CURRENT_PROGRAM, context.TEXTURE_BINDING_2D, context.SAMPLER_BINDING,
        context.ARRAY_BUFFER_BINDING, context.VERTEX_ARRAY_BINDING, context.VIEWPORT, context.SCISSOR_BOX,
        context.BLEND_SRC_RGB, context.BLEND_DST_RGB, context.BLEND_SRC_ALPHA, context.BLEND_DST_ALPHA,
        context.BLEND_EQUATION_RGB, context.BLEND_EQUATION_ALPHA];
    const answers = new Map(asked.map((name) => [name, context.getParameter(name)]));
    const ask = context.getParameter.bind(context);
    context.getParameter = (name) => answers.has(name) ? answers.get(name) : ask(name);
}

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
    answerStateOnce(GL.currentContext.GLctx);
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
