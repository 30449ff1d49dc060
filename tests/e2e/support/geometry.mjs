// Where the elements of the mirror lie, against where the program drew its nodes (window.huisclosCounters.nodeRectangles):
// assistive technology acts by position.

import assert from 'node:assert/strict';

// Runs in the page. Distances in CSS pixels: of each side of each element, and of what is cut of it.
function measureMirror() {
    const isNode = (element) => /^n\d+$/.test(element.id);
    const far = { sides: 0, cut: 0, who: '' };
    let compared = 0;
    let cut = 0;
    let out = 0;
    const wrong = [];
    for (const [id, x, y, width, height, seenX, seenY, seenWidth, seenHeight] of window.huisclosCounters.nodeRectangles()) {
        const element = document.getElementById(`n${id}`);
        if (element === null) {
            wrong.push(`n${id} is not in the page`);
            continue;
        }
        // Shown by its list alone.
        if (element.tagName === 'OPTION')
            continue;
        compared += 1;
        const box = element.getBoundingClientRect();
        const name = `${element.tagName} « ${(element.getAttribute('aria-label') ?? element.textContent).slice(0, 40)} »`;
        const sides = Math.max(Math.abs(box.left - x), Math.abs(box.top - y), Math.abs(box.width - width), Math.abs(box.height - height));
        if (sides > 1)
            wrong.push(`${name} is ${sides.toFixed(2)} px from where it is drawn`);
        if (sides > far.sides)
            Object.assign(far, { sides, who: name });
        const isOut = seenWidth <= 0 || seenHeight <= 0;
        out += isOut;
        if (element.classList.contains('scrolled-out') !== isOut)
            wrong.push(`${name} ${isOut ? 'is scrolled out and can be pressed' : 'is seen and cannot be pressed'}`);
        if (isOut || Array.from(element.children).some(isNode))
            continue;
        const [top, right = top, bottom = top, left = right] = (/^inset\((.*)\)$/.exec(element.style.clipPath)?.[1] ?? '0').split(' ')
            .map(parseFloat);
        cut += element.style.clipPath !== '';
        const off = Math.max(Math.abs(box.left + left - seenX), Math.abs(box.top + top - seenY), Math.abs(box.right - right - seenX - seenWidth),
            Math.abs(box.bottom - bottom - seenY - seenHeight));
        far.cut = Math.max(far.cut, off);
        if (off > 1)
            wrong.push(`${name} is cut ${off.toFixed(2)} px from what shows of it`);
    }
    const canvas = document.getElementById('canvas');
    const { width, height } = canvas.getBoundingClientRect();
    return { wrong, compared, cut, out, far, ratio: window.devicePixelRatio,
        canvas: [canvas.width - width * window.devicePixelRatio, canvas.height - height * window.devicePixelRatio] };
}

// Finds an element that lies two pixels beside first.
export async function assertGeometrySees(page) {
    await page.evaluate(() => {
        const moved = document.querySelector('#mirror button:not(.scrolled-out)');
        window.putBack = moved.style.left;
        moved.style.left = `${parseFloat(moved.style.left) + 2}px`;
        window.putBackIn = moved;
    });
    const { wrong } = await page.evaluate(measureMirror);
    await page.evaluate(() => { window.putBackIn.style.left = window.putBack; });
    assert.ok(wrong.length >= 1 && wrong.every((line) => /(1\.9\d|2\.0\d) px from (where it is drawn|what shows of it)/.test(line)), wrong.join(' | '));
}

// At most one pixel. Gives what was seen, for a test that wants something to be cut or scrolled out.
export async function assertGeometry(page, { ratio, atLeast }) {
    const seen = await page.evaluate(measureMirror);
    assert.deepEqual(seen.wrong, [], `at ratio ${ratio}`);
    assert.equal(seen.ratio, ratio);
    assert.ok(seen.compared >= atLeast, `only ${seen.compared} elements`);
    assert.ok(seen.canvas.every((excess) => Math.abs(excess) < 1), `the canvas has ${seen.canvas} device pixels too many`);
    return seen;
}

// What is drawn in `colour` (r, g, b) around an element, in CSS pixels of the window: read from a picture of the screen.
export async function readDrawn(page, locator, colour) {
    const box = await locator.evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return { left, top, width, height };
    });
    const margin = 6;
    const clip = { x: Math.floor(box.left) - margin, y: Math.floor(box.top) - margin,
        width: Math.ceil(box.width) + 2 * margin, height: Math.ceil(box.height) + 2 * margin };
    const picture = await page.screenshot({ clip, scale: 'device' });
    const drawn = await page.evaluate(async ({ png, wanted, css }) => {
        const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0))], { type: 'image/png' }));
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
        context.drawImage(bitmap, 0, 0);
        const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
        const scale = bitmap.width / css.width;
        const found = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
        for (let y = 0; y < bitmap.height; y += 1) {
            for (let x = 0; x < bitmap.width; x += 1) {
                const at = 4 * (y * bitmap.width + x);
                if (wanted.some((value, i) => Math.abs(data[at + i] - value) > 12))
                    continue;
                found.left = Math.min(found.left, x);
                found.right = Math.max(found.right, x + 1);
                found.top = Math.min(found.top, y);
                found.bottom = Math.max(found.bottom, y + 1);
            }
        }
        return { left: css.x + found.left / scale, right: css.x + found.right / scale, top: css.y + found.top / scale,
            bottom: css.y + found.bottom / scale };
    }, { png: picture.toString('base64'), wanted: colour, css: clip });
    return { drawn, box };
}
