// Reads the flat form of a tree (ui/a11y/encode.hpp): one view over a copy of the buffer, fields by name, and the
// comparison of two records without decoding a string that did not change.

const stateBits = {
    checked: 1 << 0, expanded: 1 << 1, collapsed: 1 << 2, disabled: 1 << 3, invalid: 1 << 4, required: 1 << 5,
    current: 1 << 6, selected: 1 << 7, busy: 1 << 8, modal: 1 << 9, inert: 1 << 10, assertive: 1 << 11,
    hasPopup: 1 << 12, readOnly: 1 << 13, noPrint: 1 << 14, focusable: 1 << 15, password: 1 << 16,
    secondary: 1 << 17, keys: 1 << 18, spelling: 1 << 19, toggle: 1 << 20,
};

// In the order of enum Role of ui/a11y/node.hpp.
const roleNames = ['Root', 'Navigation', 'Main', 'Banner', 'Region', 'Form', 'Group', 'Heading', 'Paragraph', 'Text',
    'Status', 'Alert', 'Button', 'Link', 'TextField', 'NoteField', 'DateField', 'Checkbox', 'RadioGroup', 'Radio',
    'Select', 'Option', 'List', 'ListItem', 'Table', 'Row', 'ColumnHeader', 'Cell', 'TabList', 'Tab', 'TabPanel',
    'Dialog', 'Image', 'Progress', 'DescriptionList', 'Term', 'Definition', 'Separator'];

// Byte offsets of the strings of a record: [offset, length].
const stringFields = { name: 100, value: 108, description: 116, placeholder: 124, shortcut: 132 };
const stringOffsets = Object.values(stringFields);
// Words of a record that are compared as they are: state, role, kind, level, table and set places, controls, length,
// progress and metrics of a field. Rectangles are compared apart, because they are shown relative to the parent's.
const comparedWords = [8, 12, 48, 52, 56, 60, 64, 68, 72, 76, 80, 84, 88, 92, 96];

class TreeView {
    constructor(bytes) {
        this.bytes = bytes;
        this.words = new Uint32Array(bytes.buffer);
        this.floats = new Float32Array(bytes.buffer);
        if (this.words[0] !== 0x31414348 || this.words[1] !== 1)
            throw new Error('unknown tree');
        this.recordBytes = this.words[3];
        this.count = this.words[4];
        this.nodes = this.words[5];
        this.announcementCount = this.words[6];
        this.announcements = this.words[7];
        this.focusSerial = this.words[10];
        this.focusRequest = this.words[11];
        this.scheme = this.words[14];
    }
    at(index) { return this.nodes + index * this.recordBytes; }
    word(at, offset) { return this.words[(at + offset) >> 2]; }
    float(at, offset) { return this.floats[(at + offset) >> 2]; }
    text(at, offset) {
        const length = this.word(at, offset + 4);
        const begin = this.word(at, offset);
        return length === 0 ? '' : utf8Decoder.decode(this.bytes.subarray(begin, begin + length));
    }
    title() { return this.text(0, 48); }
    id(at) { return this.word(at, 0); }
    parent(at) { return this.word(at, 4); }
    state(at) { return this.word(at, 8); }
    role(at) { return this.bytes[at + 12]; }
    kind(at) { return this.bytes[at + 13]; }
    level(at) { return this.word(at, 12) >>> 16; }
    columnIndex(at) { return this.word(at, 56) & 0xffff; }
}

function sameText(a, aAt, b, bAt, offset) {
    const length = a.word(aAt, offset + 4);
    if (length !== b.word(bAt, offset + 4))
        return false;
    const aBegin = a.word(aAt, offset);
    const bBegin = b.word(bAt, offset);
    for (let i = 0; i < length; i += 1) {
        if (a.bytes[aBegin + i] !== b.bytes[bBegin + i])
            return false;
    }
    return true;
}

function sameRecord(a, aAt, b, bAt) {
    for (const offset of comparedWords) {
        if (a.word(aAt, offset) !== b.word(bAt, offset))
            return false;
    }
    for (const offset of stringOffsets) {
        if (!sameText(a, aAt, b, bAt, offset))
            return false;
    }
    return true;
}
