// The size of the canvas, in CSS pixels and in exact device pixels (ResizeObserver's device-pixel-content-box; elsewhere
// rounded from devicePixelRatio). Moving to another screen changes the ratio without a resize: the media query tells.

function applySize(canvas, cssWidth, cssHeight, width, height) {
    if (cssWidth === 0 || cssHeight === 0)
        return;
    if (canvas.width !== width)
        canvas.width = width;
    if (canvas.height !== height)
        canvas.height = height;
    _huisclos_resize(cssWidth, cssHeight, width, height);
    // Setting the size has erased the canvas: it is drawn again before the browser shows it.
    if (canDraw)
        drawFrame();
    poke(2);
}

// In mode simple nothing is drawn and the browser scrolls: the page is taken as very high, so that the mirror holds it
// whole (of a long list, its first 150 rows).
function applySimpleSize(canvas) {
    applySize(canvas, document.documentElement.clientWidth, 12000, 1, 1);
}

// `exact`: width and height in device pixels, where the browser says them. Where a ratio is only pretended (tools of the
// browser), it says those of the screen: the canvas would be drawn at another ratio than the page.
function applyDrawnSize(canvas, { width, height }, exact) {
    const ratio = window.devicePixelRatio;
    const pick = (said, css) => (said !== undefined && Math.abs(said - css * ratio) < 2 ? said : Math.round(css * ratio));
    applySize(canvas, width, height, pick(exact?.inlineSize, width), pick(exact?.blockSize, height));
}

// The canvas, whenever its size changes, or the ratio of the screen that it is on.
function watchCanvas(canvas, measure) {
    let ratioQuery = null;
    const observer = new ResizeObserver((entries) => enter(() => measure(entries[entries.length - 1])));
    const observe = () => {
        try {
            observer.observe(canvas, { box: 'device-pixel-content-box' });
        } catch {
            observer.observe(canvas);
        }
    };
    const watchRatio = () => {
        ratioQuery = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
        on(ratioQuery, 'change', () => {
            observer.unobserve(canvas);
            observe();
            watchRatio();
        }, { once: true });
    };
    observe();
    watchRatio();
}

function watchSize(canvas) {
    const applyMode = () => {
        if (isModeSimple())
            applySimpleSize(canvas);
    };
    if (isModeSimple())
        applySimpleSize(canvas);
    else
        applyDrawnSize(canvas, canvas.getBoundingClientRect());
    on(window, 'resize', applyMode);
    on(document, 'huisclos-mode', applyMode);
    watchCanvas(canvas, (entry) => {
        if (isModeSimple()) {
            applySimpleSize(canvas);
            return;
        }
        const [box] = entry.contentBoxSize;
        applyDrawnSize(canvas, { width: box.inlineSize, height: box.blockSize }, entry.devicePixelContentBoxSize?.[0]);
    });
}
