#!/usr/bin/env python3
"""check_text.py [ROOT]: what must not stand in the project's files, seen by text alone.

Errors: a path of somebody's machine, the address of a package registry or mirror, a French sentence in interface code or in
the page's scripts, a text in a page that is not asked of ui/text, an icon of the font that no code names, a type of
core/domain or core/law with a word that is neither on the list of English ones here nor in the glossary, a name in the glossary that no code
of core has, a TODO without a name, a file over 600 lines or 400 kB or that is not UTF-8. Warnings: a source file over 400 lines.
It first plants one of each and stops if it does not find every one.
"""
import html.parser
import pathlib
import re
import subprocess
import sys
import tempfile

# Written in pieces, so that this file passes its own check.
MACHINE_PATH = re.compile(r"(?<![\w.$~{}])/(" + "|".join(["root", "home/[a-z]", "Users/[A-Z]", "work", "mnt/[a-z]"]) + r")(?=/|\b)/\S*")
REGISTRY = re.compile(r"\b(" + "|".join(
    [r"registry\." + r"npmjs\.org", r"(deb|security|ftp|snapshot)\." + r"([a-z]{2}\.)?debian\.org", r"pypi\." + r"org",
     r"files\." + r"pythonhosted", r"registry\." + r"yarnpkg", r"archive\." + r"ubuntu\.com"]) + r")")
TODO = re.compile(r"\b(TODO|FIXME|XXX)\b(?!\([a-z]+\):)")
FRENCH = "[àâçéèêëîïôùûüœÀÂÇÉÈÊÎÔŒ«»’]"
FRENCH_LITERAL = re.compile(rf'"[^"\n]*{FRENCH}[^"\n]*"')
FRENCH_LITERAL_JS = re.compile("|".join(rf"{quote}[^{quote}\n]*{FRENCH}[^{quote}\n]*{quote}" for quote in "\"'`"))
COMMENT = re.compile(r"//.*$")
ICONS = "ui/theme/icons.txt"
GALLERY = "ui/kit/gallery.cpp"
ICON_LITERAL = re.compile(r'"([a-z0-9-]+)"')
GLOSSARY = "docs/glossary.md"
TYPE = re.compile(r"^\s*(?:enum class|struct|class) (\w+)(?!\w*;)")
# Words of types that mean in French what they mean in English, or nothing. What is a term of the law is not among them, also
# where it is spelled alike: it stands in the glossary.
ENGLISH = set("""Abilities Action Actor Cell Class Closed Compartment Decision District Entry Facts Field Free Group Id Invitation Kind
    Line List Log Matrix Minority Needs Opened Option Ownership Part Permit Person Place Presence Priority Problem Profile Reader Reason
    Record Request Result Role Row Status Table Text Transition Type Value Vault Warning Word Writer Writing Written""".split())

SOURCE = {".cpp", ".hpp", ".h", ".js", ".mjs", ".py", ".sh", ".cmake", ".css"}
BINARY = {".png", ".ttf", ".ico", ".jpg", ".webp", ".woff2", ".bin", ".br", ".gz", ".pdf"}
# Data that is generated, published by others, or read by no one line by line.
LONG_FILES = ("tests/vectors/", "tests/package-lock.json", "tests/fuzz/corpus/", "LICENSE")
KEY_ONLY = ("ui/kit/", "ui/screens/", "ui/shell/", "wasm/")
# The kit shown to those who build it, with samples that no user reads.
SAMPLES = ("ui/kit/gallery",)


def files_of(root):
    listing = subprocess.run(["git", "-C", str(root), "ls-files", "-co", "--exclude-standard", "-z"], capture_output=True)
    if listing.returncode == 0:
        names = [name for name in listing.stdout.decode().split("\0") if name]
    else:
        # An unpacked archive: what .gitignore names is left out by hand.
        names = [path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()]
        names = [name for name in names if not name.startswith("build/") and "node_modules/" not in name]
    return sorted(name for name in names if (root / name).is_file() and not (root / name).is_symlink())


def check_lines(name, lines):
    for number, line in enumerate(lines, 1):
        if MACHINE_PATH.search(line):
            yield number, "a path of somebody's machine"
        if REGISTRY.search(line):
            yield number, "the address of a registry or mirror"
        if pathlib.PurePath(name).suffix in SOURCE and not name.endswith("check_text.py") and TODO.search(line):
            yield number, "a TODO without a name: write TODO(name): …"
        literal = FRENCH_LITERAL_JS if name.endswith(".js") else FRENCH_LITERAL
        if name.startswith(KEY_ONLY) and not name.startswith(SAMPLES) and literal.search(COMMENT.sub("", line)):
            yield number, "a French text in code: give it a key in ui/text"


class PageWords(html.parser.HTMLParser):
    """What a page says by itself, between its tags or in what they carry: it should be {{text KEY}}."""
    READ_ALOUD = ("alt", "aria-label", "placeholder", "title", "value")

    def __init__(self):
        super().__init__()
        self.found = []

    def look(self, words):
        if re.search(r"[^\W\d_]", re.sub(r"\{\{[^}]*\}\}", "", words)):
            self.found.append(self.getpos()[0])

    def handle_data(self, data):
        self.look(data)

    def handle_starttag(self, tag, attributes):
        for name, words in attributes:
            is_sentence = name.startswith("data-") and re.search(rf"\s|{FRENCH}", words or "")
            if name in self.READ_ALOUD or is_sentence:
                self.look(words or "")


def check_page(text):
    words = PageWords()
    words.feed(text)
    return [(number, "a text in a page: give it a key in ui/text, and write {{text KEY}}") for number in words.found]


def check_icons(root, names):
    """Each costs bytes of the font: the gallery and the tests, which show what there is, are no reason for one. A name is
    always written whole: none is put together when the program runs."""
    if ICONS not in names:
        return
    named = set()
    for name in names:
        if name.endswith((".cpp", ".hpp")) and not name.startswith("tests/") and name != GALLERY:
            named.update(ICON_LITERAL.findall((root / name).read_text(encoding="utf-8", errors="replace")))
    for number, line in enumerate((root / ICONS).read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#") and line.strip() not in named:
            yield number, "an icon that no code names"


def check_glossary(root, names):
    """One French legal word has one name in the code: whoever brings a new one says in the glossary what it means. Types alone: fields
    and closed lists stand in docs/law.md, which tests/core/law/docs_tests.cpp holds against the code."""
    if GLOSSARY not in names:
        return
    code = {name: (root / name).read_text(encoding="utf-8", errors="replace")
            for name in names if name.startswith("core/") and name.endswith((".hpp", ".cpp"))}
    spelled = {word for text in code.values() for word in re.findall(r"\w+", text)}
    listed = set()
    for number, line in enumerate((root / GLOSSARY).read_text(encoding="utf-8").splitlines(), 1):
        if not line.startswith("|"):
            continue
        for part in (part for name in re.findall(r"`([\w:]+)`", line.split("|")[2]) for part in name.split("::")):
            listed.update(re.findall(r"[A-Z][a-z0-9]*", part))
            if part not in spelled:
                yield GLOSSARY, number, f"« {part} » is not a name in core"
    for name, text in code.items():
        if not name.startswith(("core/domain/", "core/law/")) or not name.endswith(".hpp"):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            for word in re.findall(r"[A-Z][a-z0-9]*", "".join(TYPE.findall(line))):
                if word not in listed and word not in ENGLISH:
                    yield name, number, f"« {word} » is in a type's name, and not in {GLOSSARY}"


def check(root):
    errors, warnings = [], []
    names = files_of(root)
    errors += [f"{name}:{number}: {what}" for name, number, what in check_glossary(root, names)]
    errors += [f"{ICONS}:{number}: {what}" for number, what in check_icons(root, names)]
    if not names:
        errors.append(f"{root}: no file to look at")
    for name in names:
        path = root / name
        long_data = name.startswith(LONG_FILES)
        if path.suffix in BINARY:
            continue
        if path.stat().st_size > 400_000 and not long_data:
            errors.append(f"{name}: {path.stat().st_size // 1000} kB")
            continue
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            if not long_data:
                errors.append(f"{name}: not UTF-8")
            continue
        if not long_data:
            errors += [f"{name}:{number}: {what}" for number, what in check_lines(name, lines)]
        if name.startswith("www/") and path.suffix == ".html":
            errors += [f"{name}:{number}: {what}" for number, what in check_page("\n".join(lines))]
        if path.suffix in SOURCE and not long_data:
            if len(lines) > 600:
                errors.append(f"{name}: {len(lines)} lines: split it by concern")
            elif len(lines) > 400:
                warnings.append(f"{name}: {len(lines)} lines")
    return errors, warnings


PLANTED = {
    "docs/a.md": "see /ro" + "ot/project/x",
    "docs/b.md": "from https://de" + "b.debian.org/debian",
    "toolchains/a.sh": "npm config set registry https://registry" + ".npmjs.org/",
    "core/a.cpp": "// TO" + "DO: later",
    "core/b.cpp": "int a;\n" * 601,
    "core/d.cpp": b"// \xe9t\xe9",
    "docs/d.md": "a" * 400_001,
    "ui/screens/home/a.cpp": 'kit::button("Déconnexion");',
    "wasm/a.cpp": 'say("Déconnexion");',
    "wasm/js/a.js": "line.textContent = 'Déconnexion';",
    "wasm/js/b.js": "line.textContent = `${n} clés`;",
    "ui/theme/icons.txt": "home-line\n# of nobody\nplanted-line",
    "docs/glossary.md": "| reason | `Motif` | `Fautif` |\n| planted | `Motif::Fautif` | of no code |",
    "core/domain/a.hpp": "/// Of the law.\nstruct MotifPlante {};",
    "core/law/a.hpp": "enum class Plante : unsigned char { One };",
    "www/a.html": "<p>{{text page.a}}</p><p>Imprimer</p>",
    "www/b.html": '<div data-form="SignIn" data-busy="Un instant"></div>',
    "www/c.html": '<img alt="Code">',
}
ALLOWED = {
    "docs/c.md": "serve below /huisclos/ from ~/.cache, see https://www.debian.org/",
    "core/c.cpp": "// TODO(anna): later",
    "ui/screens/home/b.cpp": "// « Déconnexion »\nkit::button(tr(\"session.close\"), kit::icon(\"home-line\"));",
    "wasm/js/c.js": "// « Déconnexion », l’autre\nline.textContent = line.dataset.text;",
    "www/d.html": '<!-- « Imprimer » --><input type="text" name="label" value="1"><p data-form="SignIn" data-all="{{text page.a}}">{{text page.b}}</p>',
    "core/domain/b.hpp": "enum class Motif : unsigned char { Plante };\nstruct MotifFacts {};\nstruct Plante;",
    "core/ledger/a.hpp": "struct Plante {};",
    "ui/text/fr/a.json": '{"session.close": "Déconnexion"}',
    "ui/kit/gallery.cpp": 'kit::icon("planted-line");',
    "tests/ui/c.cpp": 'kit::icon("planted-line");',
}


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for file, text in {**PLANTED, **ALLOWED}.items():
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_bytes(text if isinstance(text, bytes) else text.encode() + b"\n")
        errors = check(root)[0]
        found = {line.split(":")[0] for line in errors}
        missed, wrong = set(PLANTED) - found, found & set(ALLOWED)
        for file, number in ((ICONS, 3), (GLOSSARY, 2), ("core/domain/a.hpp", 2)):
            wrong.update(line for line in errors if line.startswith(file) and not line.startswith(f"{file}:{number}:"))
        if missed or wrong:
            sys.exit(f"check_text.py itself is broken: misses {sorted(missed)}, refuses {sorted(wrong)}")


def main():
    self_test()
    errors, warnings = check(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent))
    for line in warnings:
        print("warning: " + line)
    print("\n".join(errors) if errors else f"texts: {len(PLANTED)} planted faults found, none of ours")
    sys.exit(1 if errors else 0)


if __name__ == "__main__":
    main()
