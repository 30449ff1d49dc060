// The clipboard of a person's machine, by the keys of a page of its own: the program may write to it, never read it.

async function inPageOfItsOwn(person, act) {
    const other = await person.context.newPage();
    await other.setContent('<textarea></textarea>');
    const given = await act(other.locator('textarea'));
    await other.close();
    return given;
}

export function copyElsewhere(person, text) {
    return inPageOfItsOwn(person, async (area) => {
        await area.fill(text);
        await area.press('Control+A');
        await area.press('Control+C');
    });
}

export function pasteElsewhere(person) {
    return inPageOfItsOwn(person, async (area) => {
        await area.press('Control+V');
        return area.inputValue();
    });
}
