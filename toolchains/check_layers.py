#!/usr/bin/env python3
"""check_layers.py [ROOT]: which folder may include what; ARCHITECTURE.md draws it, this program decides it. And what the
scripts of the checker may import.

Prints FILE:LINE: what is wrong, and exits 1 when there is anything. It first plants one breach of each rule in a folder
of its own and stops if it does not find every one of them.
"""
import pathlib
import re
import sys
import tempfile

CORE_FOLDERS = "base domain law crypto ports ledger sync app".split()


def core(*folders):
    return [f"core/{folder}/" for folder in folders]


# Folder -> prefixes of ours that it may include, besides itself. The longest folder that fits a file decides.
MAY_INCLUDE = {
    "core/base": [],
    "core/domain": core("base"),
    "core/law": core("base", "domain"),
    "core/crypto": core("base") + ["generated/core/crypto/"],
    "core/ports": core("base"),
    "core/ledger": core("base", "domain", "law", "crypto", "ports"),
    "core/sync": core("base", "domain", "law", "crypto", "ports", "ledger"),
    "core/app": core(*CORE_FOLDERS) + ["generated/core/app/"],
    "ui/a11y": core("base"),
    "ui/text": core("base"),
    "ui/theme": core("base") + ["ui/text/"],
    "ui/kit": core("base") + ["ui/a11y/", "ui/text/", "ui/theme/"],
    "ui/screens": core("base") + ["core/app/views/", "core/app/commands.hpp", "core/app/forms.hpp", "core/app/route.hpp",
                                  "ui/kit/", "ui/theme/", "ui/text/"],
    "ui/shell": core("base", "app") + ["ui/"],
    "wasm": ["core/", "ui/"],
    "server-stub": [],
    "toolchains/native": ["core/"],
    "toolchains/demo": ["core/", "toolchains/native/"],
    "tests/core": ["core/", "tests/support/"],
    "tests/support": ["core/", "ui/", "tests/"],
    "tests/ui": ["core/", "ui/", "tests/support/"],
    "tests/server-stub": ["server-stub/", "tests/support/"],
    "tests/fuzz": ["core/", "ui/", "server-stub/", "tests/support/"],
    "tests/checker": ["core/", "tests/support/"],
    "tests/bench": ["core/", "ui/", "wasm/", "toolchains/native/", "tests/"],
    "tests/native": ["core/", "toolchains/native/", "tests/"],
    "tests/wasm": ["core/", "ui/", "wasm/", "tests/"],
}

# Third-party header -> folders that may include it, with an ending of the file name where it matters.
LIBRARIES = [
    (r"sodium(\.h|/)", ["core/crypto/"], "libsodium"),
    (r"utf8proc\.h", ["core/base/*.cpp"], "utf8proc"),
    (r"nlohmann/", ["core/sync/*.cpp", "toolchains/", "tests/"], "nlohmann/json"),
    (r"imgui_internal\.h", ["ui/kit/imgui_bridge.cpp", "tests/"], "imgui_internal.h"),
    (r"(backends/)?imgui_impl_", ["wasm/", "tests/bench/"], "ImGui's backends"),
    (r"imgui\.h", ["ui/kit/", "ui/theme/", "wasm/", "tests/ui/", "tests/support/ui/", "tests/bench/"], "Dear ImGui"),
    (r"qrencode\.h", ["ui/kit/*.cpp", "wasm/*.cpp"], "qrencode"),
    (r"emscripten|GLES|webgl", ["wasm/", "tests/bench/", "tests/wasm/"], "Emscripten"),
    (r"curl/", ["toolchains/", "tests/"], "libcurl"),
    (r"microhttpd\.h", ["server-stub/"], "libmicrohttpd"),
    (r"openssl/", ["server-stub/", "toolchains/", "tests/"], "OpenSSL"),
    (r"boost/", ["tests/"], "Boost"),
    (r"(thread|mutex|condition_variable|future|stop_token|fstream|filesystem|iostream|ctime|sys/.*|unistd\.h|pthread\.h)$",
     ["server-stub/", "toolchains/", "tests/", "wasm/"], "threads, clocks and files"),
]

# Words in code (comments and texts taken out) -> where they may stand.
WORDS = [
    (r"\bImGui::", ["ui/kit/", "ui/theme/", "wasm/platform/", "tests/"], "drawing with ImGui outside ui/kit and ui/theme"),
    (r"\bImGui::InputText", [], "text is never edited by ImGui"),
    (r"\bEM_(JS|ASM)\w*\b", ["wasm/", "tests/bench/", "tests/wasm/"], "JavaScript in C++ outside wasm"),
    (r"\b(system_clock|steady_clock|high_resolution_clock)::now\b", ["server-stub/", "toolchains/", "tests/", "wasm/"],
     "a clock read in the core or the interface: ask the Clock port"),
    (r"\b(throw|try|catch)\b", ["server-stub/", "toolchains/", "tests/"], "exceptions outside native programs"),
    (r"\bstd::format\b|\bstd::print(ln)?\b", [], "std::format and std::print: g++ 12 has neither"),
]

# The checker shares nothing with the core nor with the page: what its scripts may take, besides those beside them.
CHECKER = "tests/checker/"
CHECKER_MODULES = re.compile(
    r"\./[\w.-]+\.mjs$|@noble/(ciphers|curves|hashes|post-quantum)/[\w.-]+$|bip39/src/wordlists/[\w.-]+$"
    r"|node:(assert/strict|child_process|crypto|fs|test|url)$")
# Data of a package, which no import takes: in these two forms and no other.
CHECKER_DATA = [("import { createRequire } from 'node:module';", ""), ("createRequire(import.meta.url)(", "from ")]
CHECKER_WORDS = [
    (r"\bimport\s*\(|\brequire\b|\bcreateRequire\b|\bgetBuiltinModule\b", "a module that no import names"),
    (r"\bWebAssembly\b|\beval\b|\bFunction\b", "code that no import names"),
]

DIRECTIVE = re.compile(r"^\s*(?:#|%:|\?\?=)\s*(?:include|include_next|import)\b(.*)$")
INCLUDE = re.compile(r'\s*(?:"([^"]+)"|<([^>]+)>)\s*$')
SOURCES = {".cpp", ".hpp", ".h", ".c"}
SCRIPTS = {".mjs", ".js", ".cjs"}
TOP = ["core", "ui", "wasm", "server-stub", "toolchains", "tests"]


def fits(file, places):
    for place in places:
        folder, star, ending = place.partition("*")
        if file.startswith(folder) and (not star or file.endswith(ending)):
            return True
    return False


COMMENT = r"//[^\n]*|/\*.*?\*/"
RAW = r'R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)"'
LITERAL = r'"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])\'(?:\\.|[^\'\\\n])+\''
ANY = re.compile(f"{COMMENT}|{RAW}|{LITERAL}", re.DOTALL)
ANY_SCRIPT = re.compile(f"{COMMENT}|`(?:\\\\.|[^`\\\\])*`|{LITERAL}", re.DOTALL)


def line_breaks_of(match):
    return "\n" * match.group().count("\n")


def strip(text):
    """The code without comments and literals, with the same line breaks."""
    return ANY.sub(line_breaks_of, text)


def strip_comments(text, pattern):
    """The code with its literals of one line, with the same line breaks."""
    return pattern.sub(lambda match: match.group() if match.group()[0] in "\"'" else " " + line_breaks_of(match), text)


def directives(text):
    """What each include names, as the compiler reads it: lines that a backslash continues are one, comments are none."""
    joined = re.sub(r"((?:[^\n]*\\[ \t]*\n)+)([^\n]*)",
                    lambda match: re.sub(r"\\[ \t]*\n", "", match.group()) + line_breaks_of(match), text)
    for number, line in enumerate(strip_comments(joined, ANY).splitlines(), 1):
        match = DIRECTIVE.match(line)
        if match:
            yield number, INCLUDE.match(match.group(1))


def rule_of(file):
    """The folder of MAY_INCLUDE that decides for this file."""
    fitting = [folder for folder in MAY_INCLUDE if file.startswith(folder + "/")]
    return max(fitting, key=len) if fitting else None


def allowed_ours(file, rule, header):
    own = rule + "/"
    if rule == "ui/screens":
        # One screen knows no other: its own folder, and what lies beside them.
        own = file.rsplit("/", 1)[0] + "/"
        if header.startswith("ui/screens/") and header.count("/") == 2:
            return True
    if header.startswith(own) or any(header.startswith(prefix) for prefix in MAY_INCLUDE[rule]):
        return True
    # Tests and tools write paths from their own folder, too.
    return "/" not in header


def check_includes(file, text):
    rule = rule_of(file)
    for number, match in directives(text):
        if not match:
            yield number, "an include that names no file"
            continue
        header = match.group(1) or match.group(2)
        parts = header.split("/")
        if {"", ".", ".."} & set(parts) or "\\" in header:
            yield number, f"{header}: a file is named from the root of the checkout, or by its name alone"
            continue
        if parts[0] in TOP or parts[0] == "generated":
            if rule is None:
                yield number, f"no rule says what this folder may include: {header}"
            elif not allowed_ours(file, rule, header):
                yield number, f"{rule} may not include {header}"
            continue
        for pattern, places, name in LIBRARIES:
            if re.match(pattern, header):
                if not fits(file, places):
                    yield number, f"{name} ({header}) may not be included here"
                elif name == "nlohmann/json" and file.startswith("core/") and file.endswith(".hpp"):
                    yield number, "nlohmann/json never appears in a header"
                break


def check_checker(file, text):
    """A script of tests/checker: every module that it takes, and no way to take one unseen."""
    if not file.startswith(CHECKER):
        return
    code = strip_comments(text, ANY_SCRIPT)
    for form, meaning in CHECKER_DATA:
        code = code.replace(form, meaning)
    for match in re.finditer(r"""\b(?:from|import)\s*(["'])(.*?)\1""", code):
        if not CHECKER_MODULES.match(match.group(2)):
            yield code.count("\n", 0, match.start()) + 1, f"the checker may not take {match.group(2)}"
    for pattern, what in CHECKER_WORDS:
        for match in re.finditer(pattern, code):
            yield code.count("\n", 0, match.start()) + 1, f"{what}, in the checker"


def check_words(file, text):
    code = strip(text)
    for pattern, places, what in WORDS:
        if fits(file, places):
            continue
        for match in re.finditer(pattern, code):
            yield code.count("\n", 0, match.start()) + 1, what


def check(root):
    found, looked_at = [], 0
    for top in TOP:
        for path in sorted((root / top).rglob("*")):
            file = path.relative_to(root).as_posix()
            if path.suffix not in SOURCES | SCRIPTS or "node_modules" in file or file.startswith("toolchains/third_party/"):
                continue
            looked_at += 1
            text = path.read_text(encoding="utf-8")
            checks = [check_includes, check_words] if path.suffix in SOURCES else [check_checker]
            for number, what in [line for check_one in checks for line in check_one(file, text)]:
                found.append(f"{file}:{number}: {what}")
    return found if looked_at else [f"{root}: no file to look at"]


# One breach of each kind, and what is allowed beside it.
PLANTED = {
    "core/law/a.cpp": '#include "core/ledger/op.hpp"',
    "core/domain/a.hpp": '#include "core/crypto/hash.hpp"',
    "core/crypto/a.cpp": '#include "core/domain/fields.hpp"',
    "core/ledger/a.cpp": '#include "core/app/app.hpp"',
    "core/app/a.cpp": '#include "ui/kit/kit.hpp"',
    "core/ledger/b.cpp": "#include <sodium.h>",
    "tests/core/crypto/a.cpp": "#include <sodium.h>",
    "tests/bench/a.cpp": "#include <sodium/crypto_pwhash.h>",
    "core/sync/a.hpp": "#include <nlohmann/json.hpp>",
    "core/app/b.cpp": "#include <fstream>",
    "core/app/c.cpp": "auto now = std::chrono::system_clock::now();",
    "core/app/d.cpp": "int f() { throw 1; }",
    "core/base/a.cpp": "auto s = std::format(\"{}\", 1);",
    "ui/kit/a.cpp": '#include "core/app/views/home.hpp"',
    "ui/kit/b.cpp": "#include <imgui_internal.h>",
    "ui/kit/c.cpp": "void f() { ImGui::InputText(0, 0, 0); }",
    "ui/a11y/a.cpp": "#include <imgui.h>",
    "ui/screens/home/a.cpp": '#include "core/ledger/op.hpp"',
    "ui/screens/home/b.cpp": '#include "ui/screens/sheet/sheet_screen.hpp"',
    "ui/screens/home/c.cpp": 'void f() { ImGui::Text("x"); }',
    "ui/shell/a.cpp": '#include "core/ports/clock.hpp"',
    "ui/shell/b.cpp": "#include <emscripten.h>",
    "ui/shell/c.cpp": "EM_ASM({ alert(1); });",
    "server-stub/a.cpp": '#include "core/base/bytes.hpp"',
    "toolchains/native/a.cpp": '#include "wasm/ports/browser.hpp"',
    "tests/core/base/a.cpp": "#include <imgui.h>",
    "tests/nowhere/a.cpp": '#include "core/base/bytes.hpp"',
    # The same breach, written so that it looks like another thing.
    "core/law/b.cpp": '#include "../ledger/op.hpp"',
    "core/law/c.cpp": "#include <core/ledger/op.hpp>",
    "core/law/d.cpp": '#include \\\n    "core/ledger/op.hpp"',
    "core/law/e.cpp": '#inc\\\nlude "core/ledger/op.hpp"',
    "core/law/f.cpp": '/* */ # /* */ include /* */ "core/ledger/op.hpp" // op',
    "core/law/g.cpp": '%:include "core/./ledger/op.hpp"',
    "core/law/h.cpp": "#define OP <core/ledger/op.hpp>\n#include OP",
    "core/law/i.cpp": '#include_next "core/ledger/op.hpp"',
    "core/law/j.cpp": '#include "build/../core/ledger/op.hpp"',
    # The checker and what it must not know.
    "tests/checker/a.cpp": '#include "ui/kit/kit.hpp"',
    "tests/checker/a.mjs": "import { encode } from '../../wasm/js/mirror_format.js';",
    "tests/checker/b.mjs": "import '../js/page.test.mjs';",
    "tests/checker/c.mjs": "export {\n    seal,\n} from /* ' */ \"sodium-native\";",
    "tests/checker/d.mjs": "const core = await import(`../../build/${name}.mjs`);",
    "tests/checker/e.mjs": "const core = createRequire(import.meta.url)('../../build/core.cjs');",
    "tests/checker/f.mjs": "import { createRequire as load } from 'node:module';",
    "tests/checker/g.mjs": "const core = await WebAssembly.instantiate(bytes);",
    "tests/checker/h.mjs": "import vm from 'node:vm';",
    "tests/checker/i.cjs": "const core = require('../../build/core.cjs');",
}
ALLOWED = {
    "core/ledger/c.cpp": '#include "core/crypto/hash.hpp"\n#include "core/law/decide.hpp"\n#include <vector>',
    "core/crypto/b.cpp": '#include <sodium.h>\n#include "generated/core/crypto/word_list.inc"',
    "core/sync/b.cpp": "#include <nlohmann/json.hpp>",
    "core/app/e.cpp": "// ImGui::Text, throw\nchar const* s = \"std::format throw\";\nauto n = 1'000'000;",
    "ui/screens/home/d.cpp": '#include "ui/screens/home/home_screen.hpp"\n#include "core/app/views/home.hpp"',
    "ui/kit/imgui_bridge.cpp": "#include <imgui_internal.h>",
    "wasm/platform/a.cpp": "#include <emscripten/html5.h>\nvoid f() { ImGui::NewFrame(); }",
    "core/law/k.cpp": '/*\n#include "core/ledger/op.hpp"\n*/\nauto s = R"(\n#include "core/ledger/op.hpp"\n)";',
    "tests/checker/b.cpp": '#include "core/ledger/kit.hpp"  // the core\'s side\n#include <iostream>',
    "tests/checker/j.mjs": "// import '../x.mjs'\nimport { hash } from './primitives.mjs';\nArray.from('import');",
    "tests/checker/k.mjs": "import { createRequire } from 'node:module';\n"
                           "const words = createRequire(import.meta.url)('bip39/src/wordlists/french.json');",
    "server-stub/b.cpp": '#include "server-stub/http.hpp"\n#include <thread>\n#include <openssl/evp.h>',
}


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for file, text in {**PLANTED, **ALLOWED}.items():
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_text(text + "\n")
        found = {line.split(":")[0] for line in check(root)}
        missed, wrong = set(PLANTED) - found, found & set(ALLOWED)
        if missed or wrong:
            sys.exit(f"check_layers.py itself is broken: misses {sorted(missed)}, refuses {sorted(wrong)}")


def main():
    self_test()
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent)
    found = check(root)
    print("\n".join(found) if found else f"layers: {len(PLANTED)} planted breaches found, none of ours")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
