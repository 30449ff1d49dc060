// The two live regions. They exist from the start (a region made later is not heard), say one sentence at a time, and
// wait half a second so that the last of a burst is the one that is heard.

let spokenSerial = 0;

const liveRegions = ['live-polite', 'live-assertive'].map((id) => ({ id, timer: 0 }));

function speak(serial, politeness, text) {
    if (serial <= spokenSerial)
        return;
    spokenSerial = serial;
    if (text === '')
        forgetSaid();
    else
        say(politeness, text);
}

// What the page itself says: no frame has a number for it.
function say(politeness, text) {
    const region = liveRegions[politeness === 1 ? 1 : 0];
    const element = document.getElementById(region.id);
    clearTimeout(region.timer);
    element.textContent = '';
    region.timer = setTimeout(() => enter(() => {
        element.textContent = text;
    }), 500);
}

// What was heard is not read again later; what waits to be said is.
function forgetSaid() {
    for (const region of liveRegions)
        document.getElementById(region.id).textContent = '';
}

function silence() {
    for (const region of liveRegions)
        clearTimeout(region.timer);
    forgetSaid();
}
