// What comes back from the mirror: acts, in the order of enum Act of ui/a11y/node.hpp. Elements act for the keyboard and
// for assistive technology only (a click with detail 0); a real pointer is ImGui's, but in mode simple, where the mirror
// is what one sees and clicks.

const acts = { press: 0, toggle: 1, setText: 2, setValue: 3, select: 4, focus: 5, blur: 6, scroll: 7, expand: 8,
    dismiss: 9, commit: 10, key: 11, cut: 12 };

function act(id, kind, text = '', amount = 0) {
    lend(utf8Encoder.encode(text), (pointer, length) => _huisclos_act(id, kind, pointer, length, amount));
    poke(3);
}

function actsItself(event) {
    return event.detail === 0 || isModeSimple();
}

function isDisabled(record) {
    return (record.state & stateBits.disabled) !== 0;
}

// A click of the keyboard or of assistive technology on something that is pressed.
function onClick(mirrorOf, event) {
    const record = mirrorOf.recordOf(event.target);
    if (!record || !pressedRoles.has(record.roleName))
        return;
    if (record.roleName === 'Link')
        event.preventDefault();
    if (!actsItself(event))
        return;
    act(record.id, acts.press);
    // What is open already changes nothing by being opened: the person is led to it all the same.
    if (isModeSimple() && (record.state & stateBits.current) !== 0)
        leadToDetail(mirrorOf, mirrorOf.view, record.at);
    if (record.roleName === 'Link' && record.controls !== 0)
        mirrorOf.records.get(record.controls)?.element.focus({ preventScroll: true });
}

const pressedRoles = new Set(['Button', 'Link', 'Tab', 'ListItem', 'Row']);
// Space is theirs; on a link it scrolls, as in any page.
const spaceRoles = new Set(['Button', 'Tab', 'Checkbox', 'Radio']);

function onChange(mirrorOf, event) {
    const record = mirrorOf.recordOf(event.target);
    if (!record)
        return;
    const element = record.element;
    if (fieldRoles.has(record.roleName)) {
        // The Enter that was already told also ends in a change event.
        if (record.committed !== element.value)
            act(record.id, acts.commit);
        record.committed = null;
    } else if (record.roleName === 'Checkbox') {
        mirrorOf.dirty.add(record);
        act(record.id, acts.toggle);
    } else if (record.roleName === 'Radio') {
        for (const other of mirrorOf.records.values()) {
            if (other.roleName === 'Radio' && other.parent === record.parent)
                mirrorOf.dirty.add(other);
        }
        act(record.id, acts.select);
    } else if (record.roleName === 'Select') {
        mirrorOf.dirty.add(record);
        act(Number(element.value), acts.select);
    }
}

// The field's whole text, at each input; while a letter is being composed, at its end.
function sendText(record) {
    const text = record.element.value;
    record.sent.push(text);
    if (record.sent.length > 32)
        record.sent.shift();
    act(record.id, acts.setText, text);
}

Object.assign(Mirror.prototype, {
    listen() {
        on(this.root, 'click', (event) => onClick(this, event));
        on(this.root, 'change', (event) => onChange(this, event));
        const onField = (type, use) => on(this.root, type, (event) => {
            const record = this.recordOf(event.target);
            if (record && fieldRoles.has(record.roleName))
                use(record, event);
        });
        onField('compositionstart', (record) => {
            record.composing = true;
        });
        onField('compositionend', (record) => {
            record.composing = false;
            sendText(record);
        });
        // The browser drops what goes beyond the field's length without a word.
        onField('beforeinput', (record, event) => {
            const { element } = record;
            const added = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
            const left = element.value.length - (element.selectionEnd - element.selectionStart);
            if (element.maxLength > 0 && added.length > 0 && left + added.length > element.maxLength)
                act(record.id, acts.cut);
        });
        onField('input', (record, event) => {
            if (!event.isComposing)
                sendText(record);
        });
        on(this.root, 'focusin', (event) => {
            const record = this.recordOf(event.target);
            if (!record || this.moving)
                return;
            this.awaitedFocus = 0;
            act(record.id, acts.focus, '', event.target.matches(':focus-visible') ? 1 : 0);
        });
        on(this.root, 'focusout', (event) => {
            const record = this.recordOf(event.target);
            // A window that loses the focus leaves it where it was: what the arrows passed by in a list is not chosen by that.
            const isWindow = document.activeElement === event.target;
            if (record && !this.moving && !(isWindow && record.roleName === 'Select'))
                act(record.id, acts.blur);
        });
        for (const type of ['keydown', 'pointerdown', 'click'])
            on(document, type, (event) => this.noteDone(event), { capture: true });
    },

    // When the person did something last, and before that: what was kept is dropped.
    noteDone(event) {
        if (modifierKeys.has(event.key))
            return;
        this.keptShortcut = '';
        this.doneBefore = this.doneAt;
        this.doneAt = event.timeStamp;
    },

    // Escape: the dialog that holds the focus, else the focused node.
    dismiss(event) {
        const record = this.recordOf(event.target);
        if (!record)
            return;
        const dialog = event.target.closest('[role=dialog]');
        act(this.recordOf(dialog)?.id ?? record.id, acts.dismiss);
    },

    isOnOpenList(event) {
        const record = this.recordOf(event.target);
        return record?.roleName === 'Select' && (record.state & stateBits.expanded) !== 0;
    },

    // True when the key was the node's own.
    listKey(event) {
        const record = this.recordOf(event.target);
        if (!record || (record.state & stateBits.keys) === 0 || fieldRoles.has(record.roleName))
            return false;
        // Tabs and buttons have no use for them.
        if (event.key.startsWith('Page') && spaceRoles.has(record.roleName))
            return false;
        event.preventDefault();
        act(record.id, acts.key, event.key, modifiersOf(event));
        return true;
    },

    // True when the key scrolls: the program knows what. With the focus on nothing, the page.
    scrollKey(event) {
        const { key, target } = event;
        const isHere = target === document.body || this.root.contains(target);
        if (!isHere || isModeSimple() || event.ctrlKey || event.altKey || event.metaKey || this.root.closest('[inert]') !== null)
            return false;
        const record = this.recordOf(target) ?? this.recordOf(this.root.firstElementChild);
        if (!record || record.roleName === 'Select' || fieldRoles.has(record.roleName))
            return false;
        const isSpace = key === ' ';
        const isRadioKey = record.roleName === 'Radio' && key.startsWith('Arrow');
        if (isSpace ? spaceRoles.has(record.roleName) : event.shiftKey || isRadioKey)
            return false;
        event.preventDefault();
        act(record.id, acts.scroll, isSpace ? (event.shiftKey ? 'PageUp' : 'PageDown') : key);
        return true;
    },

    moveRegion(event) {
        const top = this.recordOf(this.root.firstElementChild);
        if (!top || this.root.closest('[inert]') !== null)
            return false;
        event.preventDefault();
        act(top.id, acts.key, event.key, modifiersOf(event));
        return true;
    },

    commitField(event) {
        const record = this.recordOf(event.target);
        if (!record || (record.roleName !== 'TextField' && record.roleName !== 'DateField'))
            return false;
        record.committed = record.element.value;
        act(record.id, acts.commit);
        return true;
    },

    pressShortcut(shortcut) {
        const id = this.shortcuts.get(shortcut);
        const record = this.records.get(id);
        if (!record)
            return this.keepShortcut(shortcut);
        if (isDisabled(record) || (record.state & stateBits.inert) !== 0)
            return false;
        // What would open over the page is not seen behind a form that covers it.
        if ((record.state & stateBits.hasPopup) !== 0 && this.root.closest('[inert]') !== null)
            return false;
        if (fieldRoles.has(record.roleName))
            record.element.focus({ preventScroll: true });
        else
            act(id, acts.press);
        return true;
    },

    // Its key is the browser's where nothing was done just before that could bring another screen.
    keepShortcut(shortcut) {
        const isComing = this.doneAt - this.doneBefore < keptMs && this.root.closest('[inert]') === null;
        if (!isComing || !keptShortcuts.has(shortcut))
            return false;
        this.keptShortcut = shortcut;
        return true;
    },

    // Once what it asks for is there, in time.
    pressKept() {
        const shortcut = this.keptShortcut;
        if (shortcut === '' || !this.records.has(this.shortcuts.get(shortcut)))
            return;
        this.keptShortcut = '';
        if (performance.now() - this.doneAt < keptMs)
            this.pressShortcut(shortcut);
    },
});
