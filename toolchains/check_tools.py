#!/usr/bin/env python3
"""check_tools.py: what the tools do when something went wrong, without a build: a start of toolchains/run that did not end, a
server that ends by itself, a stage of the tests that finds nothing to run, a machine that lacks something (lib/tool_cases.py), a preset
of CMake that configures what the build has not (lib/preset_cases.py).

Each case first shows the same tool doing well. Prints what is wrong, and exits 1 when there is anything.
"""
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from unittest import mock

TOOLS = pathlib.Path(__file__).resolve().parent
FOUNDED = "0f" * 16
# A storage server as far as these scripts ask: it keeps its tokens as the lines that it lists.
STUB = """#!/bin/bash
case "$1 $2" in
    "token list") cat "$4/tokens" ;;
    "token new")
        made=$(($(wc -l <"$4/tokens") + 1))
        echo "n$made tree t$made read-write without end made 2026-11-27T08:00:00Z" | tee -a "$4/tokens" >&2
        echo "$7#s=$made" ;;
    "token revoke") grep -q "^$3 " "$5/tokens" && sed -i "/^$3 /d" "$5/tokens" ;;
    "run --data") echo "listening on http://127.0.0.1:1/"; read -r code <"$3/../end"; exit "$code" ;;
    *) exit 2 ;;
esac
"""
SOURCES = """set -euo pipefail
. "$1/lib/paths.sh"; . "$1/lib/steps.sh"; . "$1/lib/data.sh"; . "$1/lib/demonstration.sh"
data=$2 stub=$2/stub port=1 bundle=$2 typed=(--port 1 --data "$2")
"""


def folder_with_founded_council(root):
    data = pathlib.Path(root)
    for tree in (FOUNDED, "demonstration"):
        (data / "store/trees" / tree).mkdir(parents=True)
        (data / "store/trees" / tree / "object").write_text(tree)
    (data / "store/tokens").write_text("".join(f"{number} tree {tree} read-write without end made 2026-11-23T08:00:00Z\n" for number, tree in
                                               (("0000000a", "demonstration"), ("0000000b", FOUNDED), ("0000000c", "demonstration2"))))
    (data / "stub").write_text(STUB)
    (data / "stub").chmod(0o700)
    return data


def script(data, text):
    return ["bash", "-c", SOURCES + text, "check_tools", str(TOOLS), str(data)]


def output_of(data, text):
    done = subprocess.run(script(data, text), capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=30)
    return done.returncode, done.stdout + done.stderr


def contents(data):
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in data.rglob("*") if path.is_file() and path.name != "lock"}


def a_half_made_demonstration_goes_and_a_founded_council_stays():
    take = 'take_half_made_demonstration_away "$data" "$stub"'
    with tempfile.TemporaryDirectory() as root:
        data = folder_with_founded_council(root)
        before = contents(data)
        assert output_of(data, take) == (0, "")
        assert contents(data) == before, "something went although no making was begun"
        (data / "token").write_text("secret")
        (data / "accounts.txt").write_text("half")
        code, said = output_of(data, take)
        assert code == 0, said
        left = contents(data)
        assert left.get(f"store/trees/{FOUNDED}/object") == FOUNDED.encode(), "the founded council went"
        assert [line.split()[0] for line in left["store/tokens"].split(b"\n") if line] == [b"0000000b", b"0000000c"], "tokens"
        assert set(before) - set(left) == {"store/trees/demonstration/object"}, "not the tree of the demonstration alone"
        assert not {"token", "accounts.txt"} & set(left), "the half-made demonstration left something"


def a_store_that_another_process_serves_is_left_alone():
    with tempfile.TemporaryDirectory() as root:
        data = folder_with_founded_council(root)
        (data / "token").write_text("secret")
        before = contents(data)
        code, said = output_of(data, 'exec 8>>"$data/store/lock"; flock -n 8; take_half_made_demonstration_away "$data" "$stub"')
        assert code == 1 and "Another process serves" in said, said
        assert contents(data) == before


def the_link_of_an_empty_store_is_given_again_until_a_council_is_there():
    def give(port=1):
        code, said = output_of(data, f'founding_link "$stub" http://127.0.0.1:{port}/')
        assert code == 0, said
        return said.strip()

    with tempfile.TemporaryDirectory() as root:
        data = folder_with_founded_council(root)
        first = give()
        assert first == "http://127.0.0.1:1/#s=4" and give() == first, first
        assert (data / "empty-store").stat().st_mode & 0o077 == 0
        (data / "store/trees/t4/h").mkdir(parents=True)
        assert give() == first, "a folder without a file is no council"
        (data / "store/trees/t4/h/device").write_text("head")
        second = give()
        assert second == "http://127.0.0.1:1/#s=5", second
        assert give(port=2) == "http://127.0.0.1:2/#s=6", "the link of another port opens nothing"
        (data / "store/tokens").write_text("")
        assert give(port=2) == "http://127.0.0.1:2/#s=1", "the token was revoked"


def what_the_first_steps_say_stands_on_the_screens():
    root = TOOLS.parent
    shown = set(re.findall(r'"((?:[^"\\]|\\.)*)"', (root / "toolchains/demo/council.hpp").read_text()))
    shown |= set(re.findall(r">([^<>]+)<", (root / "www/index.html").read_text()))
    for file in (root / "ui/text/fr").glob("*.json"):
        # A key is never in French.
        shown |= set(re.findall(r'"((?:[^"\\]|\\.)*)"', file.read_text()))

    # « Groupe : Tous les miens » is made of two of them, « Réponse de liaison : {answer} » begins one.
    plain = {re.sub(r"( : {\w+})$", "", re.sub(r"\s", " ", text)) for text in shown}

    def stands(words):
        return words in plain or all(part in plain for part in words.split(" : "))

    pressed = re.findall("« ([^»]+) »", (root / "toolchains/demo/first_steps.txt").read_text())
    assert len(pressed) >= 12 and not stands("Groupe : nulle part") and not stands("Demander"), pressed
    assert not [words for words in pressed if not stands(words)], [words for words in pressed if not stands(words)]


def the_table_of_texts_takes_no_option_for_a_file():
    def make(*words):
        return subprocess.run([sys.executable, TOOLS.parent / "ui/text/generate.py", *words], cwd=root, capture_output=True,
                              text=True, timeout=30)

    with tempfile.TemporaryDirectory() as root:
        (pathlib.Path(root) / "a.json").write_text('{"a": "Un"}')
        assert make("a.json", "a.hpp").returncode == 0 and make("--fix", "a.json").returncode == 0
        for words in (["a.json", "--help"], ["--fixe", "a.json"], ["--fix", "a.json", "-v"], ["a.json"], ["--fix"], []):
            done = make(*words)
            assert done.returncode == 2 and "Try: ui/text/generate.py --help" in done.stderr, (words, done)
        assert make("--help").returncode == 0
        assert sorted(os.listdir(root)) == ["a.hpp", "a.json"], os.listdir(root)


def no_compiler_is_listed_without_its_hash():
    def hash_of(compiler):
        words = [root / "lock", root / "sources", TOOLS.parent / "tests/package-lock.json", compiler, root / "out.json"]
        done = subprocess.run([sys.executable, TOOLS / "gen/components.py", *words], capture_output=True, text=True, timeout=30)
        listed = json.loads((root / "out.json").read_text()) if done.returncode == 0 else []
        return [one["hash"] for one in listed if one["name"] == "emscripten"] or done.stderr

    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "lock").write_text("compiler emscripten 5.0.0 MIT compiler\n")
        (root / "sources").write_text("")
        assert hash_of(root / "none") == [""]
        (root / "debian/emscripten").mkdir(parents=True)
        (root / "debian/package-hash").write_text("sha256-abc\n")
        assert hash_of(root / "debian") == ["sha256-abc"]
        (root / "host/emscripten/system/lib").mkdir(parents=True)
        assert "holds no libraries" in hash_of(root / "host")
        (root / "host/emscripten/system/lib/a.c").write_text("int a;")
        first = hash_of(root / "host")
        assert re.fullmatch("sha256-[0-9a-f]{64}", first[0]) and hash_of(root / "host") == first, first
        (root / "host/emscripten/system/lib/a.c").write_text("int b;")
        assert hash_of(root / "host") != first


def no_component_is_listed_without_the_text_of_its_licence():
    def gather(*names):
        listed = [{"name": name, "version": "1", "licence": "MIT", "what": "a part", "hash": ""} for name in names]
        (root / "components.json").write_text(json.dumps(listed))
        words = [root / "components.json", root / "sources", root / "modules", root / "compiler", root / "out.txt"]
        done = subprocess.run([sys.executable, TOOLS / "gen/licences.py", *words], capture_output=True, text=True, timeout=30)
        return (root / "out.txt").read_text() if done.returncode == 0 else done.stderr

    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in (("sources/imgui/LICENSE.txt", "Text one"), ("modules/bip39/LICENSE", "Text two"),
                           ("compiler/emscripten/system/lib/libc/musl/COPYRIGHT", "Text three")):
            (root / name).parent.mkdir(parents=True)
            (root / name).write_text(text)
        made = gather("bip39", "emscripten", "imgui")
        found = [made.find(text) for text in ("bip39 1: a part (MIT)", "Text two", "Emscripten authors", "Text three", "imgui 1", "Text one")]
        assert -1 not in found and found == sorted(found), made
        assert "none-such is listed and the text of its licence is not" in gather("imgui", "none-such")
        assert "qrencode is listed without the text of its licence" in gather("imgui", "qrencode")
        (root / "sources/imgui/LICENSE.txt").write_text("\n")
        assert "imgui is listed without the text" in gather("imgui"), "an empty file is no text"


def a_server_that_ends_by_itself_is_an_error_and_ctrl_c_is_none():
    # The script says that it waits: by then it must know what Ctrl+C means.
    serve = '. "$1/lib/server.sh"; wait() { echo waiting; builtin wait "$@"; }; start_server; '
    with tempfile.TemporaryDirectory() as root:
        data = folder_with_founded_council(root)
        os.mkfifo(data / "end")
        # As at a terminal: the signal goes to the script and to what it started.
        process = subprocess.Popen(script(data, serve + "serve_until_stopped"), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT, text=True, start_new_session=True,
                                   preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        try:
            assert process.stdout.readline() == "waiting\n"
            os.killpg(process.pid, signal.SIGINT)
            said = process.communicate(timeout=30)[0]
        finally:
            process.kill()
        assert (process.returncode, said) == (0, ""), (process.returncode, said)
    for code in (0, 3):
        with tempfile.TemporaryDirectory() as root:
            data = folder_with_founded_council(root)
            os.mkfifo(data / "end")
            ended, said = output_of(data, serve + f'echo {code} >"$data/end"; serve_until_stopped')
            assert ended == 1 and f"The server ended by itself, with exit code {code}" in said, said
            assert f"to go on: toolchains/run --port 1 --data {data}\n" in said, said


def a_stage_that_finds_nothing_to_run_fails():
    import test_driver as driver
    assert driver.stage_rules in [stage for _, stage in driver.STAGES["all"]]
    driver.build = lambda *words: []
    driver.planted_fault = lambda preset: driver.Result(1)
    stages = [driver.stage_native, driver.stage_fuzz, driver.stage_wasm, driver.stage_javascript, driver.stage_browser,
              lambda: driver.stage_browser(driver.stories()), driver.format_of_sources, driver.stage_tidy]
    # The search itself is good: the checkout has tests.
    assert driver.scripts("checker") and driver.scripts("js") and driver.stories()
    with tempfile.TemporaryDirectory() as root:
        driver.ROOT = pathlib.Path(root)
        driver.LOGS = driver.ROOT / "build/logs"
        driver.LOGS.mkdir(parents=True)
        (driver.ROOT / ".clang-format").write_text("BasedOnStyle: LLVM\n")
        (driver.ROOT / ".clang-tidy").write_text("Checks: ''\n")
        (driver.ROOT / "build/native-asan").mkdir()
        (driver.ROOT / "build/native-asan/compile_commands.json").write_text("[]")
        for stage in stages:
            failures = stage().failures
            assert failures and failures[0].startswith("nothing was run: "), (stage, failures)


def clang_tidy_finds_what_stands_in_a_source_of_a_group():
    import tidy
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        build, source = root / "build/native-asan", root / "core/planted.cpp"
        group = build / "Unity/unity_0_cxx.cxx"
        group.parent.mkdir(parents=True)
        source.parent.mkdir()
        group.write_text(f'#include "{source}"\n')
        shutil.copy(TOOLS.parent / ".clang-tidy", root)
        (build / "compile_commands.json").write_text(json.dumps(
            [{"directory": str(build), "file": str(group), "command": f"clang++-19 -std=c++23 -c {group}"}]))
        with mock.patch.dict(os.environ, HUISCLOS_CACHE=str(root / "cache")):
            source.write_text("int read(int value) { if (value = 1) { return value; } return 0; }\n")
            findings, checked, known, left = tidy.check(root, build, 60, root / "log")
            assert checked == 1 and "core/planted.cpp:1:" in findings[0] and "bugprone-assignment" in findings[0], findings
            source.write_text("int read(int value) { return value == 1 ? value : 0; }\n")
            assert tidy.check(root, build, 60, root / "log") == ([], 1, 0, 0)
            assert tidy.check(root, build, 60, root / "log") == ([], 0, 1, 0)


CASES = [clang_tidy_finds_what_stands_in_a_source_of_a_group, a_half_made_demonstration_goes_and_a_founded_council_stays, a_store_that_another_process_serves_is_left_alone,
         the_link_of_an_empty_store_is_given_again_until_a_council_is_there, what_the_first_steps_say_stands_on_the_screens,
         the_table_of_texts_takes_no_option_for_a_file, no_compiler_is_listed_without_its_hash,
         no_component_is_listed_without_the_text_of_its_licence,
         a_server_that_ends_by_itself_is_an_error_and_ctrl_c_is_none, a_stage_that_finds_nothing_to_run_fails]


def main():
    sys.path.insert(0, str(TOOLS / "lib"))
    import preset_cases
    import tool_cases
    cases = CASES + tool_cases.CASES + preset_cases.CASES
    for name, value in (("HUISCLOS_ROOT", TOOLS.parent), ("HUISCLOS_NODE", "node"), ("HUISCLOS_CACHE", tempfile.gettempdir())):
        os.environ.setdefault(name, str(value))
    wrong = []
    for case in cases:
        try:
            case()
        except (AssertionError, OSError, subprocess.SubprocessError) as failure:
            wrong.append(f"{case.__name__}: {failure!r}")
    print("\n".join(wrong) if wrong else f"tools: {len(cases)} cases")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
