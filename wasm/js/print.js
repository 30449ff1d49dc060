// Printing: the mirror as text. The module first makes a frame with every row of what is shown (a screen that may not be
// printed says so instead), then one for the screen again.

function watchPrint() {
    const make = (printed) => {
        if (!canDraw)
            return;
        _huisclos_output(printed);
        drawFrame();
        drawFrame();
    };
    on(window, 'beforeprint', () => make(1));
    on(window, 'afterprint', () => make(0));
}
