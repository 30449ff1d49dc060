// The real pointer. Listeners stand on the stage, the common parent of canvas and mirror, so that a press on a mirror
// element reaches ImGui at the same place and acts once: what the element itself would do is refused here, and elements
// act by themselves only for keyboard and assistive technology, whose clicks carry detail 0 (wasm/js/mirror_events.js).

const wheelLine = 32;
const tapDistance = 8;

const movePointer = (event) => _huisclos_pointer_move(event.clientX, event.clientY, event.pointerType === 'touch' ? 1 : 0);

function watchPointer(stage) {
    const finger = new Finger();
    watchPresses(stage, finger);
    watchLeaving(stage, finger);
    watchWheel(stage);
    refuseNativeActs(stage);
}

// A finger that moves scrolls; one that does not is a press, told when it is lifted.
class Finger {
    constructor() {
        this.touch = null;
    }

    begin(event) {
        this.touch = { id: event.pointerId, x: event.clientX, y: event.clientY, lastX: event.clientX,
            lastY: event.clientY, scrolling: false };
    }

    move(event) {
        const { touch } = this;
        if (touch === null || event.pointerId !== touch.id)
            return;
        if (!touch.scrolling && Math.hypot(event.clientX - touch.x, event.clientY - touch.y) < tapDistance)
            return;
        if (!touch.scrolling) {
            touch.scrolling = true;
            _huisclos_pointer_move(touch.x, touch.y, 1);
        }
        _huisclos_wheel(touch.lastX - event.clientX, touch.lastY - event.clientY);
        touch.lastX = event.clientX;
        touch.lastY = event.clientY;
        poke(2);
    }

    end(event) {
        const { touch } = this;
        if (touch === null || event.pointerId !== touch.id)
            return;
        if (!touch.scrolling) {
            _huisclos_pointer_move(event.clientX, event.clientY, 1);
            _huisclos_pointer_button(1);
            _huisclos_pointer_button(0);
        }
        this.touch = null;
        _huisclos_pointer_leave();
        poke(4);
    }

    forget() {
        this.touch = null;
    }
}

function watchPresses(stage, finger) {
    on(stage, 'pointermove', (event) => {
        if (isModeSimple())
            return;
        if (event.pointerType === 'touch') {
            finger.move(event);
            return;
        }
        movePointer(event);
        poke(2);
    });
    on(stage, 'pointerdown', (event) => {
        if (isModeSimple())
            return;
        if (event.pointerType === 'touch') {
            finger.begin(event);
            return;
        }
        pressPointer(event, 1);
    });
    // On the window: a press that began on the stage may end outside.
    on(window, 'pointerup', (event) => {
        if (isModeSimple())
            return;
        if (event.pointerType === 'touch') {
            finger.end(event);
            return;
        }
        pressPointer(event, 0);
    });
}

function pressPointer(event, isDown) {
    // ImGui knows one button; the others are the browser's.
    if (event.button !== 0)
        return;
    movePointer(event);
    _huisclos_pointer_button(isDown);
    poke(3);
}

function watchLeaving(stage, finger) {
    on(stage, 'pointercancel', () => {
        finger.forget();
        _huisclos_pointer_leave();
        poke(2);
    });
    on(stage, 'pointerleave', (event) => {
        if (event.pointerType === 'touch')
            return;
        _huisclos_pointer_leave();
        poke(2);
    });
}

function watchWheel(stage) {
    on(stage, 'wheel', (event) => {
        // Ctrl and the wheel zoom the page; a real field under the pointer that can scroll scrolls itself.
        if (event.ctrlKey || isModeSimple() || scrollsItself(event.target))
            return;
        event.preventDefault();
        const unit = event.deltaMode === 1 ? wheelLine : event.deltaMode === 2 ? window.innerHeight : 1;
        movePointer(event);
        _huisclos_wheel(event.deltaX * unit, event.deltaY * unit);
        poke(3);
    }, { passive: false });
}

// What a native element would do for a real pointer is refused: ImGui acts.
function refuseNativeActs(stage) {
    on(stage, 'mousedown', (event) => {
        const target = event.target;
        if (isModeSimple())
            return;
        // What lies below an open list of options is not what is pressed: the focus stays with the list.
        const openList = stage.querySelector('select[aria-expanded=true]');
        if (openList !== null && openList !== target) {
            event.preventDefault();
            return;
        }
        if (!(target instanceof HTMLSelectElement))
            return;
        event.preventDefault();
        target.focus({ preventScroll: true });
    }, { capture: true });
    on(stage, 'click', (event) => {
        if (!isModeSimple() && event.detail !== 0 && event.isTrusted && event.target.matches('input[type=checkbox],input[type=radio],label'))
            event.preventDefault();
    }, { capture: true });
}

function scrollsItself(target) {
    return target instanceof HTMLTextAreaElement && target === document.activeElement
        && target.scrollHeight > target.clientHeight;
}

const cursorNames = ['default', 'text', 'move', 'ns-resize', 'ew-resize', 'nesw-resize', 'nwse-resize', 'pointer',
    'wait', 'progress', 'not-allowed'];
let shownCursor = 0;

function setCursor(cursor) {
    if (cursor === shownCursor)
        return;
    shownCursor = cursor;
    document.getElementById('stage').style.cursor = cursor < 0 ? 'none' : cursorNames[cursor] ?? 'default';
}
