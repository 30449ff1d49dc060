// What each role of the tree is in the page: a native element where there is one, an ARIA role where there is none
// (tables are laid out by position, which takes their meaning from native table elements).

// [tag, role attribute, how the name is given]
//   text   the name is the element's own text when it has no children, else its label
//   label  aria-label
//   field  a <label> before the element
const roleElements = {
    Root: ['div', '', 'none'],
    Navigation: ['nav', '', 'label'],
    Main: ['main', '', 'label'],
    Banner: ['header', 'banner', 'label'],
    Region: ['section', 'region', 'label'],
    Form: ['div', 'form', 'label'],
    Group: ['div', 'group', 'label'],
    Heading: ['h2', '', 'text'],
    Paragraph: ['p', '', 'text'],
    Text: ['span', '', 'text'],
    Status: ['div', 'status', 'text'],
    Alert: ['div', 'alert', 'text'],
    Button: ['button', '', 'text'],
    Link: ['a', '', 'text'],
    TextField: ['input', '', 'field'],
    NoteField: ['textarea', '', 'field'],
    DateField: ['input', '', 'field'],
    Checkbox: ['input', '', 'field'],
    RadioGroup: ['div', 'radiogroup', 'label'],
    Radio: ['input', '', 'field'],
    Select: ['select', '', 'field'],
    Option: ['option', '', 'text'],
    List: ['ul', 'list', 'label'],
    ListItem: ['li', '', 'text'],
    Table: ['div', 'table', 'label'],
    Row: ['div', 'row', 'label'],
    ColumnHeader: ['div', 'columnheader', 'text'],
    Cell: ['div', 'cell', 'text'],
    TabList: ['div', 'tablist', 'label'],
    Tab: ['button', 'tab', 'text'],
    TabPanel: ['div', 'tabpanel', 'label'],
    Dialog: ['div', 'dialog', 'label'],
    Image: ['div', 'img', 'label'],
    Progress: ['div', 'progressbar', 'label'],
    DescriptionList: ['dl', '', 'none'],
    Term: ['dt', '', 'text'],
    Definition: ['dd', '', 'text'],
    Separator: ['hr', '', 'none'],
};

const fieldRoles = new Set(['TextField', 'NoteField', 'DateField']);
const interactiveRoles = new Set(['Button', 'Link', 'TextField', 'NoteField', 'DateField', 'Checkbox', 'Radio', 'Select',
    'Tab']);
const inputModes = ['text', 'search', 'email', 'tel', 'numeric', 'numeric'];
const inputTypes = ['text', 'search', 'email', 'tel', 'text', 'text'];

// Makes the element of a role; `level` only counts for headings.
function makeElement(role, level) {
    const [tag, ariaRole] = roleElements[role];
    const element = document.createElement(role === 'Heading' ? `h${Math.min(Math.max(level, 1), 6)}` : tag);
    if (ariaRole !== '')
        element.setAttribute('role', ariaRole);
    element.className = `n-${role}`;
    if (tag === 'button')
        element.type = 'button';
    else if (role === 'Checkbox')
        element.type = 'checkbox';
    else if (role === 'Radio')
        element.type = 'radio';
    if (fieldRoles.has(role)) {
        element.autocomplete = 'off';
        element.setAttribute('autocapitalize', 'sentences');
    }
    return element;
}
