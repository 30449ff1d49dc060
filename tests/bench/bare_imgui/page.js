// Starts the bare page with the same requests as ours: module and fonts at once, then the first frame.

const part = (id) => {
    const link = document.getElementById(id);
    return fetch(link.href, link.integrity ? { integrity: link.integrity } : {});
};
const font = part('huisclos-font-regular').then((response) => response.arrayBuffer());
const others = Promise.all(['huisclos-font-strong', 'huisclos-font-fallback', 'huisclos-font-icons']
    .map((id) => part(id).then((response) => response.arrayBuffer())));
const shown = { firstFrameMs: 0, formUsableMs: performance.now(), frames: 0 };
Object.defineProperty(window, 'huisclosCounters', { value: shown });

Module['instantiateWasm'] = (imports, receive) => {
    part('huisclos-module').then((response) => WebAssembly.instantiateStreaming(response, imports))
        .then(({ instance, module }) => receive(instance, module));
    return {};
};
Module['onRuntimeInitialized'] = async () => {
    const bytes = new Uint8Array(await font);
    await others;
    const pointer = _bare_alloc(bytes.length);
    HEAPU8.set(bytes, pointer);
    const canvas = document.getElementById('canvas');
    canvas.width = Math.round(canvas.clientWidth * window.devicePixelRatio);
    canvas.height = Math.round(canvas.clientHeight * window.devicePixelRatio);
    if (_bare_start(pointer, bytes.length) !== 1)
        return;
    requestAnimationFrame(() => {
        _bare_frame(canvas.clientWidth, canvas.clientHeight, canvas.width, canvas.height);
        shown.firstFrameMs = performance.now();
        shown.frames = 1;
    });
};
