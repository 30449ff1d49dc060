// What the canvas shows, by its pixels: the mirror is right also where nothing is drawn.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { newPerson } from './support/browser.mjs';
import { useGallery } from './support/gallery.mjs';

const gallery = useGallery();

/// Of that part of the window: how many colours there are, and the share of the most frequent one.
async function colours(page, clip) {
    const picture = (await page.screenshot({ clip })).toString('base64');
    return page.evaluate(async (encoded) => {
        const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
        context.drawImage(image, 0, 0);
        const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
        const counts = new Map();
        for (const pixel of pixels)
            counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
        return { count: counts.size, most: Math.max(...counts.values()) / pixels.length };
    }, picture);
}

for (const scheme of ['light', 'dark']) {
    test(`a title is drawn in letters where the mirror has it, ${scheme}`, async () => {
        const person = await newPerson('claire', { scheme });
        try {
            const { page } = person;
            await gallery.open(person, '#/galerie/1');
            const title = page.getByRole('heading', { level: 1 });
            const drawn = await colours(page, await title.boundingBox());
            assert.ok(drawn.count > 8, `${drawn.count} colours: letters have soft edges`);
            assert.ok(drawn.most < 0.98, `${drawn.most} is of one colour`);
            // Counted as a person sees it: without the canvas there is one colour.
            await page.evaluate(() => document.querySelector('canvas').style.setProperty('visibility', 'hidden'));
            assert.equal((await colours(page, await title.boundingBox())).count, 1);
            assert.deepEqual(person.errors, []);
        } finally {
            await person.remove();
        }
    });
}
