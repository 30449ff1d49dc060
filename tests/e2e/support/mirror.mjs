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

// In the page: one difference of that kind, at an element that has not the focus; `window.repairMirror()` undoes it. Gives
// the id of the element, or null where none of the page can differ so.
function plantDifference(kind) {
    const isField = (element) => element.tagName === 'TEXTAREA'
        || (element.tagName === 'INPUT' && !/^(checkbox|radio)$/.test(element.type));
    const isText = (element) => element.children.length === 0 && element.textContent !== '' && element.tagName !== 'OPTION'
        && !isField(element);
    const isWanted = kind === 'value' ? isField : (element) => isText(element) && (kind !== 'role' || !element.hasAttribute('role'));
    const element = Array.from(document.querySelectorAll('#mirror [id]'))
        .find((one) => /^n\d+$/.test(one.id) && one !== document.activeElement && isWanted(one));
    if (element === undefined)
        return null;
    const { parentNode, nextSibling, textContent, value } = element;
    const differences = {
        text: [() => { element.textContent = `${textContent}!`; }, () => { element.textContent = textContent; }],
        role: [() => element.setAttribute('role', 'img'), () => element.removeAttribute('role')],
        value: [() => { element.value = `${value}0`; }, () => { element.value = value; }],
        element: [() => element.remove(), () => parentNode.insertBefore(element, nextSibling)],
    };
    const [make, repair] = differences[kind];
    window.repairMirror = repair;
    make();
    return element.id;
}

// Finds planted differences first: another text, another role, another value where there is a field, an element taken
// away. Gives the kinds that were planted.
export async function assertMirrorSees(page) {
    await assertMirrorWhole(page);
    const kinds = [];
    for (const kind of ['text', 'role', 'value', 'element']) {
        const id = await page.evaluate(plantDifference, kind);
        if (id === null && kind === 'value')
            continue;
        assert.notEqual(id, null, `no element of this page can have another ${kind}`);
        const seen = await readMirror(page);
        await page.evaluate(() => window.repairMirror());
        if (kind === 'element')
            assert.ok(seen.wrong.includes(`${id} is not in the page`) && seen.held === seen.told - 1, 'an element taken away is seen');
        else
            assert.equal(seen.wrong.length, 1, `another ${kind} is seen`);
        kinds.push(kind);
    }
    await assertMirrorWhole(page);
    return kinds;
}
