// Keys. Real fields and native elements keep theirs; what the interface claims is in these tables and nowhere else.
// Everything that is not in a table belongs to the browser: zoom, reload, tabs, function keys.

// On an element whose node has State::Keys these come back as Act::Key.
const listKeys = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown']);

// On a closed list whose options are drawn these too: with some of them the browser would open its own list as well.
const openListKeys = new Set(['Enter', ' ', 'F4']);

// Where no element has a use for them these scroll what holds the focus: over the canvas the browser has nothing to scroll.
const scrollKeys = new Set(['ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', ' ']);

// Never claimed by a shortcut, whatever a node says: what people need to read, move and leave. Control+F is not among
// them: the browser's own search sees no canvas; pressed again while ours is open, it is the browser's.
const browserKeys = new Set(['Control+P', 'Control+R', 'Control+T', 'Control+W', 'Control+N', 'Control+L',
    'Control++', 'Control+-', 'Control+0', 'Control+=', 'Control+C', 'Control+V', 'Control+X', 'Control+A', 'Control+Z',
    'F5', 'F11', 'F12']);

// Asked of a screen that is on its way these are kept so long, in milliseconds, until it is there or the person does
// something else.
const keptShortcuts = new Set(['Control+K']);
const keptMs = 1000;

// Held for another key, they do nothing by themselves.
const modifierKeys = new Set(['Control', 'Shift', 'Alt', 'AltGraph', 'Meta']);

function modifiersOf(event) {
    return (event.shiftKey ? 1 : 0) | (event.ctrlKey ? 2 : 0) | (event.altKey ? 4 : 0) | (event.metaKey ? 8 : 0);
}

// As aria-keyshortcuts writes it. By the letter typed, never by the place of the key; AltGr is no modifier.
function shortcutOf(event) {
    if (event.getModifierState('AltGraph'))
        return '';
    const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
    return (event.ctrlKey || event.metaKey ? 'Control+' : '') + (event.altKey ? 'Alt+' : '')
        + (event.shiftKey && event.key.length > 1 ? 'Shift+' : '') + key;
}

// With Control, Alt or Meta a key is the browser's (Alt and an arrow: back), but Alt and an arrow on an open list.
function isOfNode(event) {
    const isOnOpenList = mirror.isOnOpenList(event);
    if (event.altKey)
        return isOnOpenList && !event.ctrlKey && !event.metaKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown');
    return !event.ctrlKey && !event.metaKey && (listKeys.has(event.key) || (isOnOpenList && openListKeys.has(event.key)));
}

function watchKeyboard(target) {
    on(target, 'keydown', (event) => {
        if (event.isComposing || event.defaultPrevented)
            return;
        if (event.key === 'Escape') {
            mirror.dismiss(event);
            return;
        }
        // Between the regions of the page; while a form covers it, the key is the browser's.
        if (event.key === 'F6' && !event.ctrlKey && !event.altKey && !event.metaKey && mirror.moveRegion(event))
            return;
        if (isOfNode(event) && mirror.listKey(event))
            return;
        if (scrollKeys.has(event.key) && mirror.scrollKey(event))
            return;
        if (event.key === 'Enter' && mirror.commitField(event))
            return;
        const shortcut = shortcutOf(event);
        // In mode simple the page is native, and so is its search.
        if (shortcut === 'Control+F' && isModeSimple())
            return;
        if (event.key.length > 1 || event.ctrlKey || event.altKey || event.metaKey) {
            if (!browserKeys.has(shortcut) && mirror.pressShortcut(shortcut))
                event.preventDefault();
        }
    });
}
