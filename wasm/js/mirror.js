// The mirror: the semantic tree of the frame as native elements over the canvas, always there, with the real focus.
// A keyed diff by node id: an element lives as long as its node, so that focus and what assistive technology points at
// survive sorting and scrolling. Text is set by textContent only; geometry by CSSOM, relative to the parent's.

class Mirror {
    constructor(root) {
        this.root = root;
        this.records = new Map();
        this.view = null;
        this.elementIds = new WeakMap();
        this.shortcuts = new Map();
        this.dirty = new Set();
        this.focusSerial = 0;
        this.awaitedFocus = 0;
        this.keptShortcut = '';
        this.doneAt = 0;
        this.doneBefore = 0;
        this.operations = 0;
        this.moving = false;
        this.title = null;
        this.scheme = -1;
    }

    // Shows the tree in `bytes` (a copy that is ours to keep).
    apply(bytes) {
        const view = new TreeView(bytes);
        const before = this.operations;
        const focused = this.recordOf(document.activeElement)?.id ?? 0;
        const children = this.updateRecords(view);
        this.removeStale(view);
        this.placeChildren(children);
        this.keepFocus(focused);
        this.applyWhole(view);
        this.view = view;
        counted.mirrorOperations += this.operations - before;
        counted.mirrorNodes = view.count;
        this.moveFocus(view);
        this.pressKept();
        for (let i = 0; i < view.announcementCount; i += 1) {
            const at = view.announcements + i * 16;
            speak(view.word(at, 0), view.word(at, 4), view.text(at, 8));
        }
    }

    updateRecords(view) {
        const children = new Map();
        for (let i = 0; i < view.count; i += 1) {
            const at = view.at(i);
            const id = view.id(at);
            const parentId = view.parent(at);
            if (!children.has(id))
                children.set(id, []);
            children.get(parentId)?.push(id);
        }
        for (let i = 0; i < view.count; i += 1)
            this.updateRecord(view, view.at(i), children);
        return children;
    }

    updateRecord(view, at, children) {
        const id = view.id(at);
        const role = view.role(at);
        const level = view.level(at);
        let record = this.records.get(id);
        if (record && (record.role !== role || (record.level !== level && roleNames[role] === 'Heading'))) {
            this.forget(id, record);
            record = undefined;
        }
        const leaf = children.get(id).length === 0;
        if (!record) {
            record = this.create(id, role, level);
            // Before it is written: radios of one parent are one group, under one name.
            record.parent = view.parent(at);
            writeRecord(this, record, view, at, leaf, null);
        } else if (record.leaf !== leaf || !sameRecord(this.view, record.at, view, at)) {
            writeRecord(this, record, view, at, leaf, { view: this.view, at: record.at });
        }
        record.at = at;
        record.parent = view.parent(at);
        writeGeometry(this, record, view, at, this.records.get(record.parent));
    }

    create(id, role, level) {
        const roleName = roleNames[role];
        const record = { id, role, roleName, level, at: 0, parent: 0, leaf: false, childIds: [], shown: new Map(),
            element: makeElement(roleName, level), label: null, description: null, x: 0, y: 0,
            left: NaN, top: NaN, width: NaN, height: NaN,
            clip: '', known: '', sent: [], committed: null };
        record.element.id = `n${id}`;
        this.elementIds.set(record.element, id);
        this.records.set(id, record);
        this.operations += 1;
        return record;
    }

    forget(id, record) {
        record.element.remove();
        record.label?.remove();
        record.description?.remove();
        this.drop(id, record);
    }

    drop(id, record) {
        this.records.delete(id);
        this.dirty.delete(record);
        this.operations += 1;
    }

    removeStale(view) {
        if (this.records.size === view.count)
            return;
        const alive = new Set();
        for (let i = 0; i < view.count; i += 1)
            alive.add(view.id(view.at(i)));
        // What stands below something that goes leaves the page with it: one removal for a screen, not one a node.
        for (const [id, record] of this.records) {
            if (alive.has(id))
                continue;
            if (record.parent === 0 || alive.has(record.parent))
                this.forget(id, record);
            else
                this.drop(id, record);
        }
    }

    placeChildren(children) {
        for (const [id, childIds] of children) {
            const record = this.records.get(id);
            if (record.parent === 0)
                this.place(this.root, [id]);
            if (!sameList(record.childIds, childIds) || !this.holdsAll(record, childIds)) {
                this.place(record.element, childIds);
                record.childIds = childIds;
            }
            if (record.roleName === 'Select')
                showNoChoice(this, record);
        }
    }

    holdsAll(record, childIds) {
        for (const child of childIds) {
            if (this.records.get(child).element.parentNode !== record.element)
                return false;
        }
        return true;
    }

    // Puts the elements of `ids` in order below `parent`, moving as few as it can, without losing the focus.
    place(parent, ids) {
        let cursor = parent.firstChild;
        while (cursor !== null && cursor.nodeType === Node.TEXT_NODE) {
            const next = cursor.nextSibling;
            cursor.remove();
            cursor = next;
        }
        for (const id of ids) {
            const record = this.records.get(id);
            for (const element of [record.label, record.element, record.description]) {
                if (element === null)
                    continue;
                if (element === cursor) {
                    cursor = cursor.nextSibling;
                    continue;
                }
                this.move(parent, element, cursor);
            }
        }
    }

    move(parent, element, before) {
        this.operations += 1;
        const focused = document.activeElement;
        this.moving = true;
        try {
            if (element.isConnected && parent.isConnected && typeof parent.moveBefore === 'function')
                parent.moveBefore(element, before);
            else
                parent.insertBefore(element, before);
            if (focused !== document.activeElement && focused.isConnected && this.root.contains(focused))
                focused.focus({ preventScroll: true });
        } finally {
            this.moving = false;
        }
    }

    // Title, scheme and the colours of the real fields.
    applyWhole(view) {
        // The browser keeps titles in its history, after the session too: the module names the kind of a page, never a
        // person or a group.
        const title = view.title() === '' ? '' : `${view.title()} – Huis Clos`;
        if (title !== this.title && title !== '') {
            document.title = title;
            this.title = title;
        }
        if (view.scheme !== this.scheme) {
            this.scheme = view.scheme;
            document.documentElement.dataset.scheme = ['light', 'dark', 'contrast'][view.scheme];
        }
        ['ink', 'surface', 'soft', 'accent'].forEach((name, i) => {
            const colour = view.word(0, 60 + 4 * i);
            if (this.view === null || this.view.word(0, 60 + 4 * i) !== colour)
                this.root.style.setProperty(`--field-${name}`, `#${colour.toString(16).padStart(6, '0')}`);
        });
    }

    // The node that is to have the focus may only be made in a frame or two: it is waited for until somebody else takes it.
    moveFocus(view) {
        if (view.focusSerial > this.focusSerial) {
            this.focusSerial = view.focusSerial;
            this.awaitedFocus = view.focusRequest;
        }
        const record = this.records.get(this.awaitedFocus);
        if (!record)
            return;
        this.awaitedFocus = 0;
        this.giveFocus(record);
    }

    // An element that was made again, or whose parent went, has the focus that it had.
    keepFocus(id) {
        const record = this.records.get(id);
        if (record && document.activeElement === document.body)
            this.giveFocus(record);
    }

    giveFocus(record) {
        if (!record.element.hasAttribute('tabindex') && !interactiveRoles.has(record.roleName))
            record.element.tabIndex = -1;
        // Over the canvas the program scrolls; without it the page does.
        record.element.focus({ preventScroll: !isModeSimple() });
    }

    // For each node that the module told, [id, hash of role, name and value], from its own bytes and not from the page:
    // whoever wants to know whether the page holds them all compares.
    fingerprints() {
        const { view } = this;
        return view === null ? [] : Array.from({ length: view.count }, (_, i) => {
            const at = view.at(i);
            const role = roleNames[view.role(at)];
            const value = fieldRoles.has(role) ? view.text(at, stringFields.value) : '';
            return [view.id(at), fnv1a(`${role}\n${view.text(at, stringFields.name)}\n${value}`)];
        });
    }

    // For each node, [id, x, y, width, height, and the same four of what shows of it], in CSS pixels from the window's corner:
    // where it is drawn, as the module told it.
    rectangles() {
        const { view } = this;
        return view === null ? [] : Array.from({ length: view.count }, (_, i) => {
            const at = view.at(i);
            return [view.id(at), ...Array.from({ length: 8 }, (__, side) => view.float(at, 16 + 4 * side))];
        });
    }

    // A form over the page takes the focus and gives it back.
    rememberFocus() {
        this.remembered = this.recordOf(document.activeElement)?.id ?? 0;
    }
    restoreFocus() {
        this.records.get(this.remembered ?? 0)?.element.focus({ preventScroll: true });
        this.remembered = 0;
    }

    recordOf(element) {
        const own = element instanceof Element ? element.closest('[id^=n]') : null;
        return own === null ? undefined : this.records.get(this.elementIds.get(own));
    }

    // A checkbox, choice or radio that a person changed shows again what the module says, once it has had its frame.
    afterFrame() {
        for (const record of this.dirty)
            writeChosen(this, record);
        this.dirty.clear();
    }

    // Nothing that was shown stays in the page (on lock, and when the program ends).
    clear() {
        this.root.replaceChildren();
        this.records.clear();
        this.shortcuts.clear();
        this.keptShortcut = '';
        this.dirty.clear();
        this.view = null;
        this.title = null;
        document.title = 'Huis Clos';
    }
}

// FNV-1a over UTF-16 units, 32 bits.
function fnv1a(text) {
    let hash = 0x811c9dc5;
    for (let i = 0; i < text.length; i += 1)
        hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    return hash >>> 0;
}

function sameList(a, b) {
    if (a.length !== b.length)
        return false;
    for (let i = 0; i < a.length; i += 1) {
        if (a[i] !== b[i])
            return false;
    }
    return true;
}
