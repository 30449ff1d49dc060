// The size of the canvas, in CSS pixels and in exact device pixels (ResizeObserver's device-pixel-content-box; elsewhere
// rounded from devicePixelRatio). Moving to another screen changes the ratio without a resize: the media query tells.

function watchSize(canvas) {
    let ratioQuery = null;
    const apply = (cssWidth, cssHeight, width, height) => {
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
    };
    // In mode simple nothing is drawn and the browser scrolls: the page is taken as very high, so that the mirror holds it
    // whole (of a long list, its first 150 rows).
    const applyWindow = () => apply(document.documentElement.clientWidth, 12000, 1, 1);
    const measure = (entry) => {
        if (isModeSimple()) {
            applyWindow();
            return;
        }
        const box = entry.contentBoxSize[0];
        const exact = entry.devicePixelContentBoxSize;
        const ratio = window.devicePixelRatio;
        apply(box.inlineSize, box.blockSize,
            exact ? exact[0].inlineSize : Math.round(box.inlineSize * ratio),
            exact ? exact[0].blockSize : Math.round(box.blockSize * ratio));
    };
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
    const rect = canvas.getBoundingClientRect();
    if (isModeSimple())
        applyWindow();
    else
        apply(rect.width, rect.height, Math.round(rect.width * window.devicePixelRatio),
            Math.round(rect.height * window.devicePixelRatio));
    const applyMode = () => {
        if (isModeSimple())
            applyWindow();
    };
    on(window, 'resize', applyMode);
    on(document, 'huisclos-mode', applyMode);
    observe();
    watchRatio();
}
