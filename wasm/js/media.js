// What the person asked of the browser: dark, more contrast, forced colours, less motion. Bits of huisclos_media.

function watchMedia() {
    const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)',
        '(prefers-reduced-motion: reduce)'].map((query) => window.matchMedia(query));
    const tell = () => {
        _huisclos_media(queries.reduce((bits, query, i) => bits | (query.matches ? 1 << i : 0), 0));
        poke(2);
    };
    for (const query of queries)
        on(query, 'change', tell);
    tell();
}
