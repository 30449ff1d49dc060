// Writes one record of the tree into its element. Every attribute goes through `show`, which touches the page only when
// the value is another one, and counts.

function show(mirrorOf, record, name, value) {
    if (record.shown.get(name) === value)
        return;
    record.shown.set(name, value);
    mirrorOf.operations += 1;
    if (value === null)
        record.element.removeAttribute(name);
    else
        record.element.setAttribute(name, value);
}

function writeRecord(mirrorOf, record, view, at, leaf, previous) {
    const state = view.state(at);
    const has = (bit) => (state & bit) !== 0;
    const isOpened = previous !== null && (state & ~record.state & stateBits.current) !== 0;
    record.state = state;
    record.leaf = leaf;
    writeName(mirrorOf, record, view.text(at, stringFields.name), leaf);
    writeDescription(mirrorOf, record, view, at, has(stateBits.disabled));
    writeStates(mirrorOf, record, has);
    writePlaces(mirrorOf, record, view, at);
    writeFocusability(mirrorOf, record, has);
    const value = view.text(at, stringFields.value);
    if (fieldRoles.has(record.roleName))
        writeField(mirrorOf, record, view, at, value, previous === null);
    else if (record.roleName === 'Link')
        show(mirrorOf, record, 'href', record.controls !== 0 ? `#n${record.controls}` : value.startsWith('#') ? value : '#/');
    else if (record.roleName === 'Progress')
        writeProgress(mirrorOf, record, view, at, value);
    else if (record.roleName === 'Option' && record.element.value !== String(record.id))
        record.element.value = String(record.id);
    writeChosen(mirrorOf, record);
    writeShortcut(mirrorOf, record, view.text(at, stringFields.shortcut));
    if (isOpened && isModeSimple() && document.activeElement === record.element)
        leadToDetail(mirrorOf, view, at);
}

// In mode simple the sheet of a row comes after the whole list: the person who opens it is led to its title.
function leadToDetail(mirrorOf, view, at) {
    const item = mirrorOf.records.get(view.parent(at));
    const list = mirrorOf.records.get(item?.parent);
    if (item?.roleName !== 'ListItem' || list?.roleName !== 'List')
        return;
    let detail = 0;
    let title = 0;
    for (let i = 0; i < view.count && title === 0; i += 1) {
        const node = view.at(i);
        const role = roleNames[view.role(node)];
        if (role === 'Region' && node > at && view.parent(node) === list.parent)
            detail = view.id(node);
        else if (role === 'Heading' && detail !== 0 && view.parent(node) === detail)
            title = view.id(node);
    }
    // Once the whole tree is in its place.
    queueMicrotask(() => enter(() => {
        const element = mirrorOf.records.get(title)?.element;
        if (element === undefined)
            return;
        element.tabIndex = -1;
        element.focus({ preventScroll: true });
        mirrorOf.records.get(detail).element.scrollIntoView();
    }));
}

function writeName(mirrorOf, record, name, leaf) {
    const how = roleElements[record.roleName][2];
    if (how === 'text') {
        // A list item takes no name from what it holds.
        const labelled = !leaf || (record.roleName === 'ListItem' && (record.state & stateBits.focusable) !== 0);
        show(mirrorOf, record, 'aria-label', labelled && name !== '' ? name : null);
        if (leaf && record.element.textContent !== name) {
            record.element.textContent = name;
            mirrorOf.operations += 1;
        }
        if (leaf !== record.element.classList.contains('leaf'))
            record.element.classList.toggle('leaf', leaf);
    } else if (how === 'field') {
        if (record.label === null) {
            record.label = document.createElement('label');
            record.label.htmlFor = record.element.id;
            record.label.className = 'field-label';
            record.element.before(record.label);
        }
        if (record.label.textContent !== name) {
            record.label.textContent = name;
            mirrorOf.operations += 1;
        }
    } else if (how === 'label') {
        show(mirrorOf, record, 'aria-label', name === '' ? null : name);
        // An unnamed group says nothing: it is laid out, not meant.
        if (record.roleName === 'Group')
            show(mirrorOf, record, 'role', name === '' ? null : 'group');
        else if (record.roleName === 'Region')
            show(mirrorOf, record, 'role', name === '' ? null : 'region');
    }
}

// Only the help of a field is a text of its own, as it is drawn; what else is described is read through aria-describedby
// alone. Why a button cannot be used is drawn as a tooltip, and how much waits behind a link of the navigation as a badge:
// mode simple, which has neither, shows both.
function writeDescription(mirrorOf, record, view, at, disabled) {
    const text = view.text(at, stringFields.description);
    if (text === '' && record.description === null)
        return;
    if (record.description === null) {
        record.description = document.createElement('span');
        record.description.id = `d${record.id}`;
        record.element.after(record.description);
    }
    const isOfField = roleElements[record.roleName][2] === 'field';
    record.description.className = isOfField ? 'field-description' : 'reason';
    const isBadge = record.roleName === 'Link' && mirrorOf.records.get(view.parent(at))?.roleName === 'Navigation';
    record.description.hidden = !isOfField && !disabled && !isBadge;
    if (record.description.textContent !== text) {
        record.description.textContent = text;
        mirrorOf.operations += 1;
    }
    show(mirrorOf, record, 'aria-describedby', text === '' ? null : record.description.id);
}

function writeStates(mirrorOf, record, has) {
    const flag = (name, bit) => show(mirrorOf, record, name, has(bit) ? 'true' : null);
    const role = record.roleName;
    show(mirrorOf, record, 'aria-expanded',
        has(stateBits.expanded) ? 'true' : has(stateBits.collapsed) ? 'false' : null);
    flag('aria-disabled', stateBits.disabled);
    flag('aria-invalid', stateBits.invalid);
    flag('aria-busy', stateBits.busy);
    flag('aria-modal', stateBits.modal);
    flag('aria-hidden', stateBits.secondary);
    // A group of boxes may not carry it: its name says « obligatoire ».
    if (role !== 'Checkbox' && role !== 'Radio' && role !== 'Group')
        flag('aria-required', stateBits.required);
    show(mirrorOf, record, 'aria-haspopup', has(stateBits.hasPopup) && role !== 'Select' ? 'true' : null);
    const current = has(stateBits.current) || (has(stateBits.selected) && (role === 'Row' || role === 'ListItem'));
    show(mirrorOf, record, 'aria-current', current ? (role === 'Link' || role === 'Button' ? 'page' : 'true') : null);
    show(mirrorOf, record, 'aria-pressed', has(stateBits.toggle) ? String(has(stateBits.selected)) : null);
    if (role === 'Tab')
        show(mirrorOf, record, 'aria-selected', has(stateBits.selected) ? 'true' : 'false');
    show(mirrorOf, record, 'inert', has(stateBits.inert) ? '' : null);
    // The label and the help of a field stand beside it.
    for (const element of [record.element, record.label, record.description]) {
        if (element !== null && has(stateBits.noPrint) !== element.classList.contains('no-print'))
            element.classList.toggle('no-print', has(stateBits.noPrint));
    }
}

// The roles that ARIA lets carry each number; elsewhere it says nothing.
const placed = {
    'aria-rowcount': new Set(['Table']),
    'aria-rowindex': new Set(['Row', 'Cell', 'ColumnHeader']),
    'aria-colindex': new Set(['Cell', 'ColumnHeader']),
    'aria-posinset': new Set(['ListItem', 'Tab', 'Radio', 'Option']),
    'aria-setsize': new Set(['ListItem', 'Tab', 'Radio', 'Option']),
};

function writePlaces(mirrorOf, record, view, at) {
    const number = (name, value) =>
        show(mirrorOf, record, name, value === 0 || !placed[name].has(record.roleName) ? null : String(value));
    number('aria-rowcount', view.word(at, 48));
    number('aria-rowindex', view.word(at, 52));
    number('aria-colindex', view.columnIndex(at));
    number('aria-posinset', view.word(at, 60));
    number('aria-setsize', view.word(at, 64));
    const controls = view.word(at, 68);
    record.controls = controls;
    show(mirrorOf, record, 'aria-controls', controls === 0 || record.roleName === 'Link' ? null : `n${controls}`);
}

function writeFocusability(mirrorOf, record, has) {
    const role = record.roleName;
    const focusable = has(stateBits.focusable);
    const interactive = interactiveRoles.has(role);
    if (focusable && !interactive)
        show(mirrorOf, record, 'tabindex', '0');
    else if (!focusable && (interactive || has(stateBits.keys)))
        show(mirrorOf, record, 'tabindex', '-1');
    else if (record.shown.has('tabindex'))
        show(mirrorOf, record, 'tabindex', null);
}

function writeField(mirrorOf, record, view, at, value, isNew) {
    const element = record.element;
    const set = (name, to) => {
        if (element[name] !== to) {
            element[name] = to;
            mirrorOf.operations += 1;
        }
    };
    const kind = record.roleName === 'DateField' ? 5 : view.kind(at);
    if (element.tagName === 'INPUT')
        set('type', (record.state & stateBits.password) !== 0 ? 'password' : inputTypes[kind]);
    set('inputMode', inputModes[kind]);
    set('readOnly', (record.state & (stateBits.readOnly | stateBits.disabled)) !== 0);
    set('spellcheck', (record.state & stateBits.spelling) !== 0);
    set('placeholder', view.text(at, stringFields.placeholder));
    const length = view.word(at, 72);
    if (length > 0)
        set('maxLength', length);
    writeFieldStyle(mirrorOf, record, view, at);
    writeText(record, value, isNew);
}

function writeFieldStyle(mirrorOf, record, view, at) {
    const style = `${view.float(at, 84)}/${view.float(at, 88)}/${view.float(at, 92)}/${view.float(at, 96)}`;
    if (record.fieldStyle === style)
        return;
    record.fieldStyle = style;
    const target = record.element.style;
    target.fontSize = `${view.float(at, 84)}px`;
    target.paddingLeft = `${view.float(at, 88)}px`;
    target.paddingRight = `${view.float(at, 92)}px`;
    if (record.roleName === 'NoteField')
        target.paddingTop = `${view.float(at, 96)}px`;
    mirrorOf.operations += 1;
}

// A field that is being typed in keeps what is typed: only a text that did not come from it replaces its own.
function writeText(record, value, isNew) {
    const element = record.element;
    if (!isNew && value === record.known)
        return;
    record.known = value;
    if (element.value === value) {
        record.sent = [];
        return;
    }
    if (document.activeElement === element && (record.composing || record.sent.includes(value)))
        return;
    element.value = value;
    record.sent = [];
}

function writeChosen(mirrorOf, record) {
    const checked = (record.state & stateBits.checked) !== 0;
    const selected = (record.state & stateBits.selected) !== 0;
    if (record.roleName === 'Checkbox' || record.roleName === 'Radio') {
        if (record.element.checked !== checked && !(record.roleName === 'Radio' && record.element.checked === (checked || selected)))
            record.element.checked = checked || (record.roleName === 'Radio' && selected);
        if (record.roleName === 'Radio' && record.element.name !== `g${record.parent}` && record.parent !== 0)
            record.element.name = `g${record.parent}`;
    } else if (record.roleName === 'Option' && record.element.selected !== (selected || checked)) {
        record.element.selected = selected || checked;
        mirrorOf.operations += 1;
    } else if (record.roleName === 'Select') {
        for (const id of record.childIds) {
            const option = mirrorOf.records.get(id);
            if (option)
                writeChosen(mirrorOf, option);
        }
        showNoChoice(mirrorOf, record);
    }
}

// A list in which nothing is chosen says so: the browser would show its first option as chosen, and choosing that one would
// then change nothing.
function showNoChoice(mirrorOf, record) {
    const chosen = record.childIds.some((id) =>
        ((mirrorOf.records.get(id)?.state ?? 0) & (stateBits.selected | stateBits.checked)) !== 0);
    if (!chosen && record.element.selectedIndex !== -1) {
        record.element.selectedIndex = -1;
        mirrorOf.operations += 1;
    }
}

function writeProgress(mirrorOf, record, view, at, value) {
    show(mirrorOf, record, 'aria-valuemin', '0');
    show(mirrorOf, record, 'aria-valuemax', String(view.float(at, 80)));
    show(mirrorOf, record, 'aria-valuenow', String(view.float(at, 76)));
    show(mirrorOf, record, 'aria-valuetext', value === '' ? null : value);
}

function writeShortcut(mirrorOf, record, shortcut) {
    if ((record.shortcut ?? '') === shortcut)
        return;
    mirrorOf.shortcuts.delete(record.shortcut);
    record.shortcut = shortcut;
    if (shortcut !== '')
        mirrorOf.shortcuts.set(shortcut, record.id);
    show(mirrorOf, record, 'aria-keyshortcuts', shortcut === '' ? null : shortcut);
}

const pixels = (value) => `${Math.round(value * 100) / 100}px`;

// Position inside the parent's rectangle, and what the parent's scrolling hides of it. Of a row that scrolls only its top
// changes, sixty times a second: nothing is allocated here for what stays.
function writeGeometry(mirrorOf, record, view, at, parent) {
    const x = view.float(at, 16);
    const y = view.float(at, 20);
    record.x = x;
    record.y = y;
    if (record.roleName === 'Option')
        return;
    const width = view.float(at, 24);
    const height = view.float(at, 28);
    const { style } = record.element;
    const written = writeSide(record, style, 'left', x - (parent ? parent.x : 0)) +
        writeSide(record, style, 'top', y - (parent ? parent.y : 0)) +
        writeSide(record, style, 'width', width) + writeSide(record, style, 'height', height);
    if (written > 0)
        mirrorOf.operations += 1;
    writeClip(mirrorOf, record, view, at);
}

function writeSide(record, style, side, value) {
    if (record[side] === value)
        return 0;
    record[side] = value;
    style[side] = pixels(value);
    return 1;
}

function writeClip(mirrorOf, record, view, at) {
    const clip = clipOf(record, view.float(at, 32), view.float(at, 36), view.float(at, 40), view.float(at, 44));
    if (record.clip === clip)
        return;
    record.clip = clip;
    const hidden = clip === 'hidden';
    record.element.classList.toggle('scrolled-out', hidden);
    record.element.style.clipPath = hidden ? '' : clip;
    mirrorOf.operations += 1;
}

function clipOf(record, clipX, clipY, clipWidth, clipHeight) {
    if (clipWidth <= 0 || clipHeight <= 0)
        return 'hidden';
    if (!record.leaf && !fieldRoles.has(record.roleName))
        return '';
    const above = clipY - record.y;
    const right = record.x + record.width - clipX - clipWidth;
    const below = record.y + record.height - clipY - clipHeight;
    const left = clipX - record.x;
    if (above <= 0.5 && right <= 0.5 && below <= 0.5 && left <= 0.5)
        return '';
    return `inset(${[above, right, below, left].map((side) => pixels(Math.max(side, 0))).join(' ')})`;
}
