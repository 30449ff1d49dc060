#!/usr/bin/env python3
"""Makes the table of texts from ui/text/fr/*.json, and refuses what must not reach a screen.

    generate.py FILE.json... OUTPUT.hpp
    generate.py --fix FILE.json...        corrects apostrophes, spaces and dots in place

A file is an object: "key": "text", or "key": {"zero": "...", "one": "...", "other": "..."} where zero and one are
optional and {n} is the number; "cispd", optional too, is read in the place of "other" in an intercommunal council.
Objects may be nested: {"home": {"title": "..."}} is "home.title". Keys are lower case ASCII with dots, digits and
underscores. Placeholders are {name}.
"""
import json
import pathlib
import re
import sys

NBSP, NNBSP = "\u00a0", "\u202f"
FORMS = {"zero", "one", "other", "cispd"}
# Filled into the page by toolchains/bundle.py: held to the same rules, and no part of the module.
PAGE = "page."
KEY = re.compile(r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")
# What the fonts are subset to beyond printable Latin-1 (checked against the fonts themselves by a test of ui/theme).
EXTRA = set("œŒŸ’‘“”…–—€№•←↑→↓✓−×≤≥ᵉʳ‹›") | {NNBSP}

# (pattern, what is wrong, replacement for --fix)
RULES = [
    (re.compile(r"'"), "an ASCII apostrophe: write ’", "’"),
    (re.compile(r"\.\.\."), "three dots: write …", "…"),
    (re.compile(r"(?<=\S) +(?=[;!?])"), "a plain space before ; ! or ?: write U+202F", NNBSP),
    (re.compile(r"(?<=[^\s\u00a0\u202f;!?«(])(?=[;!?])"), "no space before ; ! or ?: write U+202F", NNBSP),
    (re.compile(r"(?<=\S) +(?=:)"), "a plain space before a colon: write U+00A0", NBSP),
    (re.compile(r"(?<=[^\s\u00a0\u202f\d])(?=:(?!//))"), "no space before a colon: write U+00A0", NBSP),
    (re.compile("\u202f(?=[:»])"), "a narrow space before a colon or »: write U+00A0", NBSP),
    (re.compile("(?<=«)\u202f"), "a narrow space after «: write U+00A0", NBSP),
    (re.compile(r"« +"), "a plain space after «: write U+00A0", "«" + NBSP),
    (re.compile(r"«(?=[^\u00a0\u202f\s])"), "no space after «: write U+00A0", "«" + NBSP),
    (re.compile(r" +»"), "a plain space before »: write U+00A0", NBSP + "»"),
    (re.compile(r"(?<=[^\u00a0\u202f\s])»"), "no space before »: write U+00A0", NBSP + "»"),
    (re.compile(r"(?<=\d) +(?=[%€])"), "a plain space before % or €: write U+202F", NNBSP),
    (re.compile(r"(?<=[nN]°) +"), "a plain space after n°: write U+00A0", NBSP),
    (re.compile(r"(?<=[\d}]) +(?=h\b)"), "a plain space before h: write U+00A0", NBSP),
    (re.compile(r"(?<=\d.h|\}.h) +(?=[\d{])"), "a plain space after h: write U+00A0", NBSP),
    (re.compile(r"\b(art\.|article|articles|R\.|L\.|D\.|M\.|Mme|Règle) +(?=[\dRLD{])"),
     "a plain space inside a reference: write U+00A0", None),
    (re.compile(r"  +"), "two spaces", " "),
    (re.compile(r"\s+$|^\s+"), "a space at an end", ""),
]


def problems(text):
    for pattern, message, _ in RULES:
        match = pattern.search(text)
        if match:
            yield f"{message} (at {match.start()}: …{text[max(0, match.start() - 12):match.end() + 12]}…)"
    for char in text:
        printable = " " <= char <= "~" or "\u00a0" <= char <= "\u00ff"
        if not (printable or char in EXTRA or char == "\n"):
            yield f"U+{ord(char):04X} is not in the fonts"
        if char == '"':
            yield 'an ASCII quotation mark: write «\u00a0 \u00a0»'


def fix(text):
    for pattern, _, replacement in RULES:
        if replacement is None:
            text = pattern.sub(lambda m: m.group(0).rstrip() + NBSP, text)
        else:
            text = pattern.sub(replacement, text)
    return text


def fix_file(path):
    raw = path.read_text(encoding="utf-8")

    def repair(match):
        text = json.loads(match.group(2))
        return match.group(1) + json.dumps(fix(text), ensure_ascii=False)

    path.write_text(re.sub(r'(:\s*)("(?:[^"\\]|\\.)*")', repair, raw), encoding="utf-8")


def unique_pairs(pairs):
    found = {}
    for key, item in pairs:
        if key in found:
            raise ValueError(f"key {key!r} appears twice in one object")
        found[key] = item
    return found


def flatten(prefix, item, out, where):
    if isinstance(item, str):
        out.append((prefix, {"other": item}, where))
    elif isinstance(item, dict) and item and set(item) <= FORMS and "other" in item:
        out.append((prefix, item, where))
    elif isinstance(item, dict):
        for key, below in item.items():
            flatten(f"{prefix}.{key}" if prefix else key, below, out, where)
    else:
        raise ValueError(f"{where}: {prefix}: neither a text nor an object")


def literal(text):
    """A C++ string literal in UTF-8, with everything that is not printable ASCII in octal."""
    out = []
    for byte in text.encode("utf-8"):
        char = chr(byte)
        if char in '"\\?':
            out.append("\\" + char)
        elif 0x20 <= byte < 0x7f:
            out.append(char)
        else:
            out.append(f"\\{byte:03o}")
    return '"' + "".join(out) + '"'


def packed(forms):
    """`\\0` then the forms, the last ones left out where they are empty, then `\\0`: the part of k_catalogue after a key."""
    texts = [forms.get(form, "") for form in ("other", "one", "zero", "cispd")]
    while not texts[-1]:
        texts.pop()
    return '"\\000" ' + ' "\\001" '.join(literal(text) for text in texts) + ' "\\000"'


def load(paths):
    entries, errors, seen = [], [], {}
    for path in paths:
        try:
            data = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=unique_pairs)
            flatten("", data, entries, path.name)
        except ValueError as error:
            errors.append(f"{path.name}: {error}")
    for key, forms, where in entries:
        if not KEY.match(key):
            errors.append(f"{where}: {key}: a key is lower case ASCII with dots")
        if key in seen:
            errors.append(f"{where}: {key}: already in {seen[key]}")
        seen[key] = where
        names = {form: set(re.findall(r"\{([^}]*)\}", text)) for form, text in forms.items()}
        if any(not found - {"n"} <= names["other"] for found in names.values()):
            errors.append(f"{where}: {key}: a form has a placeholder that « other » lacks")
        for text in forms.values():
            if not text:
                errors.append(f"{where}: {key}: empty")
            errors.extend(f"{where}: {key}: {problem}" for problem in problems(text))
    return sorted(entries, key=lambda entry: entry[0]), errors


def main(arguments):
    if arguments in (["--help"], ["-h"]):
        print(__doc__)
        return 0
    fixes = arguments[:1] == ["--fix"]
    files = arguments[1:] if fixes else arguments
    unknown = [word for word in files if word.startswith("-")]
    if unknown or len(files) < (1 if fixes else 2):
        wrong = f"« {unknown[0]} » is no option." if unknown else "Files are missing."
        print(f"{wrong} Try: ui/text/generate.py --help", file=sys.stderr)
        return 2
    if fixes:
        for name in files:
            fix_file(pathlib.Path(name))
        return 0
    *names, output = files
    entries, errors = load([pathlib.Path(name) for name in names])
    if errors:
        print("\n".join(errors), file=sys.stderr)
        print(f"{len(errors)} problem(s); ui/text/generate.py --fix FILE corrects most spaces.", file=sys.stderr)
        return 1
    entries = [entry for entry in entries if not entry[0].startswith(PAGE)]
    lines = [
        "// Generated by ui/text/generate.py from ui/text/fr/*.json.", "", "#pragma once", "",
        "#include <array>", "#include <string_view>", "", "namespace huisclos::ui {", "",
        "/// For the compiler alone: no byte of it is in the module.",
        f"inline constexpr std::array<std::string_view, {len(entries)}> k_text_keys{{{{",
        *(f"    {literal(key)}," for key, _, _ in entries),
        "}};", "",
        "/// By key, in the order of k_text_keys: key, NUL, forms (other, one, zero, cispd) parted by \\1, NUL. One run of text: a table of",
        "/// pointers beside it weighs as much as half of the words once compressed.",
        "#pragma GCC diagnostic push",
        '#pragma GCC diagnostic ignored "-Woverlength-strings"',
        "inline constexpr char k_catalogue[] =",
        *(f"    {literal(key)} {packed(forms)}" for key, forms, _ in entries),
        ";", "#pragma GCC diagnostic pop", "", "}  // namespace huisclos::ui", ""]
    pathlib.Path(output).write_text("\n".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
