#!/usr/bin/env python3
"""check_layers.py [ROOT]: which folder may include what; ARCHITECTURE.md draws it, this program decides it.

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
    "tests/bench": ["core/", "ui/", "wasm/", "toolchains/native/", "tests/"],
    "tests/native": ["core/", "toolchains/native/", "tests/"],
    "tests/wasm": ["core/", "ui/", "wasm/", "tests/"],
}

# Third-party header -> folders that may include it, with an ending of the file name where it matters.
LIBRARIES = [
    (r"sodium(\.h|/)", ["core/crypto/", "tests/core/crypto/", "tests/bench/"], "libsodium"),
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

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
SOURCES = {".cpp", ".hpp", ".h", ".c"}
TOP = ["core", "ui", "wasm", "server-stub", "toolchains", "tests"]


def fits(file, places):
    for place in places:
        folder, star, ending = place.partition("*")
        if file.startswith(folder) and (not star or file.endswith(ending)):
            return True
    return False


def strip(text):
    """The code without comments and literals, with the same line breaks."""
    pattern = re.compile(
        r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])\'(?:\\.|[^\'\\\n])+\'',
        re.DOTALL)
    return pattern.sub(lambda match: "\n" * match.group().count("\n"), text)


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
    for number, line in enumerate(text.splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        quote, header = match.groups()
        first = header.split("/")[0]
        if quote == '"' and (first in TOP or first == "generated"):
            if rule and not allowed_ours(file, rule, header):
                yield number, f"{rule} may not include {header}"
            continue
        for pattern, places, name in LIBRARIES:
            if re.match(pattern, header):
                if not fits(file, places):
                    yield number, f"{name} ({header}) may not be included here"
                elif name == "nlohmann/json" and file.startswith("core/") and file.endswith(".hpp"):
                    yield number, "nlohmann/json never appears in a header"
                break


def check_words(file, text):
    code = strip(text)
    for pattern, places, what in WORDS:
        if fits(file, places):
            continue
        for match in re.finditer(pattern, code):
            yield code.count("\n", 0, match.start()) + 1, what


def check(root):
    found = []
    for top in TOP:
        for path in sorted((root / top).rglob("*")):
            file = path.relative_to(root).as_posix()
            if path.suffix not in SOURCES or "node_modules" in file or file.startswith("toolchains/third_party/"):
                continue
            text = path.read_text(encoding="utf-8")
            for number, what in [*check_includes(file, text), *check_words(file, text)]:
                found.append(f"{file}:{number}: {what}")
    return found


# One breach of each kind, and what is allowed beside it.
PLANTED = {
    "core/law/a.cpp": '#include "core/ledger/op.hpp"',
    "core/domain/a.hpp": '#include "core/crypto/hash.hpp"',
    "core/crypto/a.cpp": '#include "core/domain/fields.hpp"',
    "core/ledger/a.cpp": '#include "core/app/app.hpp"',
    "core/app/a.cpp": '#include "ui/kit/kit.hpp"',
    "core/ledger/b.cpp": "#include <sodium.h>",
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
}
ALLOWED = {
    "core/ledger/c.cpp": '#include "core/crypto/hash.hpp"\n#include "core/law/decide.hpp"\n#include <vector>',
    "core/crypto/b.cpp": '#include <sodium.h>\n#include "generated/core/crypto/word_list.inc"',
    "core/sync/b.cpp": "#include <nlohmann/json.hpp>",
    "core/app/e.cpp": "// ImGui::Text, throw\nchar const* s = \"std::format throw\";\nauto n = 1'000'000;",
    "ui/screens/home/d.cpp": '#include "ui/screens/home/home_screen.hpp"\n#include "core/app/views/home.hpp"',
    "ui/kit/imgui_bridge.cpp": "#include <imgui_internal.h>",
    "wasm/platform/a.cpp": "#include <emscripten/html5.h>\nvoid f() { ImGui::NewFrame(); }",
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
