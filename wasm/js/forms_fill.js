// What the module says of a form, written into its slots (www/index.html).

function slot(section, name) {
    return section.querySelector(`[data-slot=${name}]`);
}

// What several forms say by themselves stands once in the page, on what holds them all.
function formWord(name) {
    return document.getElementById('portes').dataset[name];
}

function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
}

// What is of this visit alone is on no paper (www/print.css).
function makeIntro(model) {
    const intro = model.intro.map((text) => make('p', { textContent: text }));
    return model.visit ? [...intro, make('p', { className: 'visit', textContent: model.visit })] : intro;
}

function fillForm(section, model) {
    if (model.title !== '')
        slot(section, 'title').textContent = model.title;
    slot(section, 'intro')?.replaceChildren(...makeIntro(model));
    const suggestion = slot(section, 'suggestion');
    if (suggestion !== null) {
        suggestion.textContent = model.suggestion;
        const proposal = suggestion.closest('.proposal');
        if (proposal !== null)
            proposal.hidden = model.suggestion === '';
    }
    fillLines(section, model.lines);
    fillChoices(section, model.choices);
    fillAsked(section, model.asked);
    fillQr(section, model.qr);
    fillErrors(section, model.errors);
}

// What a line says more of the one before, which is its label, stands in a list below it.
function makeChanges(lines) {
    const items = [];
    for (const { label, text } of lines) {
        const above = items.at(-1);
        if (label !== '' && label === above?.firstChild.data) {
            if (above.lastElementChild === null)
                above.append(make('ul'));
            above.lastElementChild.append(make('li', { textContent: text }));
        } else
            items.push(make('li', { textContent: label === '' ? text
                : formWord('line').replace('{label}', () => label).replace('{text}', () => text) }));
    }
    return items;
}

// The words and the groups of a kit stand each with its rank, since they are asked by it. The text is the same.
function makeDefinition(text, isKit) {
    const parts = isKit ? text.split(/( +)/) : [text];
    if (parts.length === 1)
        return make('dd', { textContent: text });
    return make('dd', { className: parts[0].startsWith('1.') ? 'ranked' : 'ranked counted' },
        ...parts.map((part, i) => (i % 2 === 0 ? make('span', { textContent: part }) : part)));
}

// A list of terms (the kit), a list of sentences (an act), or texts to open and read (joining).
function fillLines(section, lines) {
    slot(section, 'changes')?.replaceChildren(...makeChanges(lines));
    const list = slot(section, 'lines');
    if (list === null)
        return;
    if (list.tagName === 'DL') {
        const isKit = section.dataset.form === 'Kit';
        list.replaceChildren(...lines.flatMap((line) => [make('dt', { textContent: line.label }), makeDefinition(line.text, isKit)]));
        return;
    }
    const same = list.children.length === lines.length
        && lines.every((line, i) => list.children[i].lastChild.textContent === line.text);
    if (!same) {
        list.replaceChildren(...lines.map((line) => make('details', {}, make('summary', { textContent: line.label }),
            make('div', { className: 'text', textContent: line.text, tabIndex: 0 }))));
    }
}

// The browser would cut without a word: what is too long is cut here and told, until the field is typed in again.
function cutField(input) {
    const field = input.closest('.field');
    field.querySelector('.cut')?.remove();
    const points = Array.from(input.value);
    const most = Number(input.dataset.most);
    if (points.length <= most)
        return;
    input.value = points.slice(0, most).join('');
    field.append(make('p', { className: 'error cut', role: 'alert', textContent: formWord('cut').replace('{n}', most) }));
}

// The user name under which a password manager keeps the passphrase: the neutral name of the space, the same in every
// form. Where it is asked, what was typed stays as long as the form.
function fillUser(section, user, isNew) {
    const input = section.querySelector('[autocomplete=username]');
    if (input === null)
        return;
    const account = section.querySelector('[data-name=account] input:checked');
    if (input.classList.contains('hidden-name'))
        input.value = account === null ? user : account.labels[0].textContent;
    else if (isNew)
        input.value = user;
}

// What was typed in a form that is come back to.
function fillTyped(section, typed) {
    for (const { field, text } of typed) {
        const input = section.querySelector(`[name="${field}"]`);
        if (input !== null)
            input.value = text;
    }
}

function fillChoices(section, choices) {
    const set = slot(section, 'choices');
    if (set === null)
        return;
    const name = set.dataset.name;
    set.hidden = choices.length < (name === 'account' ? 2 : 1);
    const checked = set.querySelector('input:checked')?.value;
    set.replaceChildren(set.querySelector('legend'), ...choices.map((choice, i) => {
        const id = `${section.dataset.form}-${name}-${i}`;
        const input = make('input', { type: 'radio', id, name, value: choice.value,
            checked: checked === undefined ? choice.chosen : checked === choice.value });
        return make('div', { className: 'choice' }, input, make('label', { htmlFor: id, textContent: choice.label }));
    }));
}

// `word_3` and `number_7` of the kit that is typed back; boxes that stand in the page and are not always asked.
function fillAsked(section, names) {
    section.classList.toggle('held', names.includes('held'));
    for (const part of section.querySelectorAll('[data-asked]'))
        part.hidden = !names.includes(part.dataset.asked);
    const holder = slot(section, 'asked');
    if (holder === null)
        return;
    const shown = Array.from(holder.querySelectorAll('input'), (input) => input.name);
    if (sameList(shown, names))
        return;
    holder.replaceChildren(...names.map((name) => {
        const [kind, number] = name.split('_');
        const id = `${section.dataset.form}-${name}`;
        const input = make('input', { type: 'text', id, name, autocomplete: 'off', spellcheck: false, required: true });
        input.setAttribute('autocapitalize', kind === 'number' ? 'characters' : 'off');
        return make('div', { className: 'field' },
            make('label', { htmlFor: id, textContent: holder.dataset[kind].replace('{n}', number) }), input);
    }));
}

// One byte for the size of a side, then one byte a module, 1 = dark.
function fillQr(section, modules) {
    const holder = slot(section, 'qr');
    if (holder === null)
        return;
    holder.replaceChildren();
    if (modules === null || modules.length === 0)
        return;
    const side = modules[0];
    const scale = 4;
    const canvas = make('canvas', { className: 'qr', width: side * scale, height: side * scale });
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', holder.dataset.label);
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = '#000';
    for (let i = 0; i < side * side; i += 1) {
        if (modules[1 + i] === 1)
            context.fillRect((i % side) * scale, Math.floor(i / side) * scale, scale, scale);
    }
    holder.append(canvas);
}

function firstSentence(text) {
    return /^.*?\.(?= |$)|.*/s.exec(text)[0];
}

// A summary that leads to each field, and the whole message beside the field.
function fillErrors(section, errors) {
    for (const message of section.querySelectorAll('p.error')) {
        const input = section.querySelector(`[aria-describedby~="${message.id}"]`);
        if (input !== null) {
            const rest = input.getAttribute('aria-describedby').split(' ').filter((id) => id !== message.id).join(' ');
            if (rest === '')
                input.removeAttribute('aria-describedby');
            else
                input.setAttribute('aria-describedby', rest);
            input.removeAttribute('aria-invalid');
        }
        message.remove();
    }
    const summary = slot(section, 'errors');
    if (summary === null)
        return;
    summary.hidden = errors.length === 0;
    if (errors.length === 0) {
        summary.replaceChildren();
        return;
    }
    const items = errors.map((error) => {
        const input = error.field === '' ? null : section.querySelector(`[name="${error.field}"]:not(.hidden-name)`);
        if (input === null)
            return make('li', { textContent: error.text });
        const message = make('p', { className: 'error', id: `${input.id}-error`, textContent: error.text });
        (input.closest('.field, .check, fieldset') ?? input).append(message);
        input.setAttribute('aria-invalid', 'true');
        input.setAttribute('aria-describedby', `${input.getAttribute('aria-describedby') ?? ''} ${message.id}`.trim());
        const said = firstSentence(error.text);
        return make('li', {}, make('a', { href: `#${input.id}`, textContent: said }));
    });
    const isTyped = section.querySelectorAll('p.error').length === errors.length;
    // Of a true answer that bars the way there is nothing to correct: the form may say so itself.
    const alone = isTyped ? undefined : summary.dataset.alone;
    const title = errors.length === 1 ? alone ?? formWord(isTyped ? 'oneAnswer' : 'oneError')
        : formWord(isTyped ? 'answers' : 'errors').replace('{n}', errors.length);
    summary.replaceChildren(make('h2', { textContent: title }), make('ul', {}, ...items));
}
