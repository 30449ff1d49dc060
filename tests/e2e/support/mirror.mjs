// Whether the page holds every node that the program told: compared by role, name and value with the fingerprints that the
// page's counters give from the program's own bytes. What an element is, is read here from the page by a table of its own.

import assert from 'node:assert/strict';

// Runs in the page.
function compareMirror() {
    const byRole = { form: 'Form', group: 'Group', status: 'Status', alert: 'Alert', radiogroup: 'RadioGroup', list: 'List',
        table: 'Table', row: 'Row', columnheader: 'ColumnHeader', cell: 'Cell', tablist: 'TabList', tab: 'Tab',
        tabpanel: 'TabPanel', dialog: 'Dialog', img: 'Image', progressbar: 'Progress', banner: 'Banner', region: 'Region' };
    const byTag = { NAV: 'Navigation', MAIN: 'Main', HEADER: 'Banner', SECTION: 'Region', P: 'Paragraph', SPAN: 'Text', BUTTON: 'Button', A: 'Link',
        TEXTAREA: 'NoteField', SELECT: 'Select', OPTION: 'Option', UL: 'List', LI: 'ListItem', DL: 'DescriptionList',
        DT: 'Term', DD: 'Definition', HR: 'Separator' };
    const nameless = new Set(['Root', 'DescriptionList', 'Separator']);
    const labelled = new Set(['Navigation', 'Main', 'Banner', 'Region', 'Form', 'Group', 'RadioGroup', 'List', 'Table', 'Row', 'TabList',
        'TabPanel', 'Dialog', 'Image', 'Progress']);
    const isNode = (element) => /^n\d+$/.test(element.id);
    const roleOf = (element) => {
        const role = element.getAttribute('role');
        if (role !== null)
            return [byRole[role]];
        if (/^H[1-6]$/.test(element.tagName))
            return ['Heading'];
        if (element.tagName === 'INPUT')
            return element.type === 'checkbox' ? ['Checkbox'] : element.type === 'radio' ? ['Radio'] : ['TextField', 'DateField'];
        // An unnamed group is laid out and not meant.
        return element.tagName === 'DIV' ? ['Root', 'Group'] : [byTag[element.tagName]];
    };
    const nameOf = (element, role) => {
        const label = element.getAttribute('aria-label') ?? '';
        if (labelled.has(role))
            return label;
        if (/^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName))
            return document.querySelector(`label[for="${element.id}"]`)?.textContent ?? '';
        const isLeaf = !Array.from(element.children).some(isNode);
        return isLeaf ? element.textContent : label;
    };
    const fnv1a = (text) => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
        .reduce((hash, unit) => Math.imul(hash ^ unit, 0x01000193), 0x811c9dc5) >>> 0;
    const told = window.huisclosCounters.nodeFingerprints();
    const wrong = [];
    for (const [id, fingerprint] of told) {
        const element = document.getElementById(`n${id}`);
        if (element === null) {
            wrong.push(`n${id} is not in the page`);
            continue;
        }
        const value = /^(TEXTAREA|INPUT)$/.test(element.tagName) && !/^(checkbox|radio)$/.test(element.type) ? element.value : '';
        const read = roleOf(element).map((role) => fnv1a(`${role}\n${nameless.has(role) ? '' : nameOf(element, role)}\n${value}`));
        if (!read.includes(fingerprint))
            wrong.push(element.outerHTML.slice(0, 160));
    }
    const held = Array.from(document.querySelectorAll('#mirror [id]')).filter(isNode).length;
    return { wrong, held, told: told.length };
}

export function readMirror(page) {
    return page.evaluate(compareMirror);
}

export async function assertMirrorWhole(page) {
    const { wrong, held, told } = await readMirror(page);
    assert.deepEqual(wrong, [], 'nodes that the page does not hold as they were told');
    assert.equal(held, told, 'elements of the mirror and nodes of the tree');
}

// Finds a planted difference first: another text, an element taken away.
export async function assertMirrorSees(page) {
    await assertMirrorWhole(page);
    const planted = await page.evaluate(() => {
        const leaf = Array.from(document.querySelectorAll('#mirror [id^=n]')).find((element) => element.children.length === 0 && element.textContent !== '');
        const text = leaf.textContent;
        leaf.textContent = `${text}!`;
        return { id: leaf.id, text };
    });
    const seen = await readMirror(page);
    await page.evaluate(({ id, text }) => { document.getElementById(id).textContent = text; }, planted);
    assert.equal(seen.wrong.length, 1, 'another text is seen');
}
