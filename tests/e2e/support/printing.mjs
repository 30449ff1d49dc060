// What a page would put on paper: it is told that it is printed, as the browser tells it, and read as the style sheet of
// paper lets it be seen. What fields hold is printed too.

import { waitIdle } from './browser.mjs';

const tell = (page, type) => page.evaluate((name) => window.dispatchEvent(new Event(name)), type);

// One line, spaces as plain spaces.
export async function readPrinted(page) {
    await waitIdle(page);
    await tell(page, 'beforeprint');
    await page.emulateMedia({ media: 'print' });
    const text = await page.evaluate(() => {
        const held = Array.from(document.querySelectorAll('input, textarea, select'))
            .filter((field) => field.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
            .map((field) => field.selectedOptions?.[0]?.textContent ?? field.value);
        return [document.body.innerText, ...held].join(' ');
    });
    await page.emulateMedia({ media: 'screen' });
    await tell(page, 'afterprint');
    await waitIdle(page);
    return text.replace(/\s+/g, ' ');
}
