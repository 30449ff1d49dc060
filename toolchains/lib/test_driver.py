"""Runs the stages of toolchains/test and counts real test cases: those of Boost.Test (from its JUnit report), of Node's
runner (from its TAP summary), one for each fuzz target replayed and one for each checker. Called by toolchains/test.
"""
import os
import pathlib
import re
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree
from concurrent.futures import ThreadPoolExecutor

import tidy

ROOT = pathlib.Path(os.environ["HUISCLOS_ROOT"])
NODE = os.environ["HUISCLOS_NODE"]
LOGS = ROOT / "build" / "logs"
TOOLS = ROOT / "toolchains"
PYTHON = sys.executable
TERMINAL = sys.stderr.isatty()

ROOMS = ["core", "ui", "wasm", "server-stub", "toolchains", "tests"]
# Suites from which a program is run in two parts, on two cores.
LONG_PROGRAM = 30
SANITIZER_OPTIONS = {
    "ASAN_OPTIONS": "detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1:check_initialization_order=1",
    "UBSAN_OPTIONS": "print_stacktrace=1",
}


class Result:
    """What a stage found: counts, and a line for each failure."""

    def __init__(self, passed=0, failures=()):
        self.passed = passed
        self.failures = list(failures)

    def add(self, other):
        self.passed += other.passed
        self.failures += other.failures
        return self


def nothing(what):
    """A stage that finds nothing to run has proven nothing."""
    return Result(0, [f"nothing was run: {what} is found"])


def slug(text):
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")


def end_group(process):
    """Whatever is left of what it started; itself too when it is interrupted."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def run(command, log, seconds=900, env=None, cwd=ROOT):
    """Exit code of a command whose output goes to a log; a command that hangs is ended and counts as failed."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with open(log, "wb") as file:
        # A group of its own: the browsers and servers that it started end with it.
        process = subprocess.Popen([str(word) for word in command], stdout=file, stderr=subprocess.STDOUT, cwd=cwd,
                                   stdin=subprocess.DEVNULL, env={**os.environ, **(env or {})}, start_new_session=True)
        try:
            return process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            file.write(f"\nended after {seconds} s without an end\n".encode())
            return -1
        finally:
            end_group(process)


def tail(log, lines=12):
    text = log.read_text(errors="replace").splitlines()
    return "\n".join("    | " + line for line in text[-lines:])


def build(preset, targets=("all",)):
    """Configures and builds; one failure with the compiler's words when it does not succeed."""
    log = LOGS / f"build-{preset}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    jobs = os.environ.get("HUISCLOS_JOBS")
    # A bundle that was once built for stores elsewhere is another page.
    own_store = ["-DHUISCLOS_CONNECT="] if preset == "web-release" else []
    commands = [["cmake", "--preset", preset, *own_store],
                ["cmake", "--build", f"build/{preset}", *(["-j", jobs] if jobs else []), "--target", *targets, "--", "-k", "0"]]
    with open(log, "w") as file:
        for command in commands:
            process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            for line in process.stdout:
                file.write(line)
                progress = re.match(r"\[(\d+)/(\d+)\]", line)
                if progress and TERMINAL:
                    print(f"\r  building {preset}: {progress[1]} of {progress[2]}   ", end="", file=sys.stderr, flush=True)
            if process.wait() != 0:
                file.flush()
                errors = [line for line in log.read_text().splitlines() if re.search(r"(error|undefined reference)\b|^FAILED|^CMake Error", line)
                          and not line.startswith("/")][:12] or log.read_text().splitlines()[-12:]
                return ["the build of " + preset + f" stopped, see {log.relative_to(ROOT)}\n" +
                        "\n".join("    | " + line for line in errors)]
    if TERMINAL:
        print("\r" + " " * 60 + "\r", end="", file=sys.stderr)
    return []


def boost_program(command, name, env=None):
    """Runs one Boost.Test program and counts its cases; a crash is one failure more than those reported."""
    report, log = LOGS / f"{name}.xml", LOGS / f"{name}.log"
    report.unlink(missing_ok=True)
    code = run([*command, f"--logger=HRF,error,stdout:JUNIT,test_suite,{report}", "--color_output=no"], log, env=env)
    result = Result()
    try:
        # The report repeats what was tested as it is: control characters and bytes that are no UTF-8, which XML refuses.
        readable = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "?",
                          report.read_bytes().decode("utf-8", errors="replace"))
        cases = list(xml.etree.ElementTree.fromstring(readable).iter("testcase"))
    except (OSError, xml.etree.ElementTree.ParseError):
        return Result(0, [f"{name}: no report, exit {code}\n{tail(log)}"])
    for case in cases:
        if case.find("failure") is not None or case.find("error") is not None:
            where = "/".join(filter(None, [case.get("classname"), case.get("name")]))
            result.failures.append(f"{name}: {where}")
        elif case.find("skipped") is None:
            result.passed += 1
    if code != 0 and not result.failures:
        result.failures.append(f"{name}: ended with {code} after {result.passed} cases")
    if code == 0 and not cases:
        result.failures.append(f"{name}: holds no test case")
    if result.failures:
        result.failures[-1] += "\n" + tail(log)
    return result


def parts_of(name, command, env=None):
    """The runs of one program as (name, command): two where it is long, each with every other of its outer suites."""
    log = LOGS / f"{name}-list.log"
    code = run([*command, "--list_content"], log, 60, env)
    outer = [line.rstrip("*") for line in log.read_text(errors="replace").splitlines() if re.fullmatch(r"\w+\*?", line)]
    if code != 0 or len(outer) < LONG_PROGRAM:
        return [(name, command)]
    return [(f"{name}-{part + 1}", [*command, "--run_test=" + ",".join(outer[part::2])]) for part in (0, 1)]


def programs(commands, env=None):
    """Runs (name, command) pairs, two at a time."""
    if not commands:
        return nothing("no test program")
    runs = [part for name, command in commands for part in parts_of(name, command, env)]
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(lambda pair: boost_program(pair[1], pair[0], env), runs))
    total = Result()
    for result in results:
        total.add(result)
    return total


def failed_cases(tap):
    """Each case that failed, with the first lines of what it says of itself."""
    cases = []
    for case in re.finditer(r"^( *)not ok \d+ - (.*)\n(?:\1  ---\n((?:\1  .*\n|\n)*?)\1  \.\.\.$)?", tap, re.MULTILINE):
        indent, title, told = case[1], case[2], case[3] or ""
        error = re.search(rf"^{indent}  error: (?:\|-\n((?:{indent}    .*\n|\n)+)|(.*)$)", told, re.MULTILINE)
        lines = (error[1] or error[2] or "").splitlines() if error else []
        cases.append("\n".join([title] + ["    | " + line.strip() for line in lines[:6] if line.strip()]))
    return cases


def node_tests(name, files, seconds, env=None, at_once=1):
    """Node's own runner; its TAP ends with the counts."""
    if not files:
        return nothing(f"no test of {name}")
    log = LOGS / f"{name}.log"
    code = run([NODE, "--test", f"--test-concurrency={at_once}", "--test-reporter=tap", *files], log, seconds, env)
    text = log.read_text(errors="replace")
    counts = dict(re.findall(r"^# (pass|fail|cancelled) (\d+)$", text, re.MULTILINE))
    failed = failed_cases(text)
    result = Result(int(counts.get("pass", 0)), [f"{name}: {case}" for case in failed])
    if code != 0 and not failed:
        result.failures.append(f"{name}: ended with {code}\n{tail(log)}")
    if code == 0 and result.passed == 0:
        result.failures.append(f"{name}: no test ran\n{tail(log)}")
    if failed:
        result.failures[-1] += f"\n      whole output in {log.relative_to(ROOT)}"
    return result


def checker(name, command):
    log = LOGS / f"{slug(name)}.log"
    if run(command, log, 120) == 0:
        return Result(1)
    return Result(0, [f"{name}\n{tail(log, 30)}"])


def scripts(folder):
    return sorted((ROOT / "tests" / folder).glob("**/*.test.mjs"))


def format_of_sources():
    """clang-format sees the fault planted in a file, and none in ours."""
    command = ["clang-format-19", "--dry-run", "--Werror", f"--style=file:{ROOT / '.clang-format'}"]
    planted = LOGS / "planted_format.cpp"
    planted.parent.mkdir(parents=True, exist_ok=True)
    planted.write_text("int  badly ( ) ;\n")
    if run([*command, planted], LOGS / "planted-format.log", 60) == 0:
        return Result(0, ["format of C++ files: the fault planted is not seen, so no other result counts"])
    sources = [path for room in ROOMS for kind in ("*.cpp", "*.hpp") for path in sorted((ROOT / room).rglob(kind))
               if "node_modules" not in path.parts]
    if not sources:
        return nothing("no C++ file")
    return checker("format of C++ files", [*command, *sources])


def stage_rules():
    result = checker("dependency rules between folders", [PYTHON, TOOLS / "check_layers.py"])
    result.add(checker("texts that must not stand in files", [PYTHON, TOOLS / "check_text.py"]))
    result.add(checker("tools when something went wrong", [PYTHON, TOOLS / "check_tools.py"]))
    return result.add(format_of_sources())


def planted_fault(preset):
    """The sanitizers report the fault planted in tests/support/planted_fault.cpp, and nothing without it."""
    program, folder = ROOT / "build" / preset / "tests/planted_fault", LOGS / "planted"
    folder.mkdir(parents=True, exist_ok=True)
    harmless, harmful = folder / "harmless", folder / "harmful"
    harmless.write_bytes(b"a")
    harmful.write_bytes(b"x")
    log = LOGS / f"planted-{preset}.log"
    if run([program, harmless], log, 60, SANITIZER_OPTIONS) != 0:
        return Result(0, [f"{preset}: a program without fault is reported\n{tail(log)}"])
    if run([program, harmful], log, 60, SANITIZER_OPTIONS) == 0 or "heap-buffer-overflow" not in log.read_text(errors="replace"):
        return Result(0, [f"{preset}: the planted fault is not reported, so no other result counts\n{tail(log)}"])
    return Result(1)


def stage_native():
    failures = build("native-asan", ["huisclos_test_programs", "planted_fault"])
    if failures:
        return Result(0, failures)
    folder = ROOT / "build/native-asan/tests"
    found = [(path.name, [path]) for path in sorted(folder.glob("huisclos_*_tests")) if path.is_file()]
    return planted_fault("native-asan").add(programs(found, SANITIZER_OPTIONS))


def stage_fuzz():
    """The corpora through the programs that share the sanitized libraries, each file within bounds (fuzz_replay.cpp has that
    of time); searching for more is native-fuzz's. That the sanitizers report is shown by stage_native.
    """
    bounded = {**SANITIZER_OPTIONS, "ASAN_OPTIONS": SANITIZER_OPTIONS["ASAN_OPTIONS"] + ":hard_rss_limit_mb=2048"}
    targets = sorted((ROOT / "tests/fuzz").glob("*_fuzz.cpp"))
    if not targets:
        return nothing("no fuzz target")
    result = Result(0, build("native-asan", ["huisclos_fuzz_programs"]))
    for target in targets:
        name = target.stem
        corpus = ROOT / "tests/fuzz/corpus" / name.removesuffix("_fuzz")
        seeds = sorted(path for path in corpus.glob("*") if path.is_file())
        program = ROOT / "build/native-asan/tests" / name
        log = LOGS / f"{name}.log"
        if not seeds:
            result.failures.append(f"{name}: no seed in tests/fuzz/corpus/{corpus.name}")
        elif not program.is_file():
            result.failures.append(f"{name}: not built")
        elif run([program, corpus], log, 300, bounded) == 0:
            result.passed += 1
        else:
            result.failures.append(f"{name}: a file of its corpus breaks it\n{tail(log, 25)}")
    return result


def stage_wasm():
    failures = build("web-tests", ["huisclos_test_programs"])
    if failures:
        return Result(0, failures)
    folder = ROOT / "build/web-tests/tests"
    found = [(f"wasm-{path.stem}", [NODE, path]) for path in sorted(folder.glob("huisclos_*_tests.cjs"))]
    return programs(found)


def stage_javascript():
    checker_tests, page_tests = scripts("checker"), scripts("js")
    if not checker_tests or not page_tests:
        return nothing("no test of the checker or none of the page")
    failures = build("native-asan", ["huisclos_checker"])
    if failures:
        return Result(0, failures)
    checker_program = str(ROOT / "build/native-asan/tests/checker/huisclos_checker")
    environment = {**browser_environment(), "HUISCLOS_CHECKER": checker_program}
    return node_tests("javascript", checker_tests + page_tests, 600, environment)


def build_of_the_browser():
    """The bundle and the native programs that its tests start, side by side: the bundle's link is one core's for a minute."""
    native = ["server-stub"] + (["huisclos_demo"] if list((TOOLS / "demo").glob("*.cpp")) else [])
    with ThreadPoolExecutor(max_workers=2) as pool:
        made = [pool.submit(build, "web-release", ["bundle", "gallery_bundle"]), pool.submit(build, "native-release", native)]
    return [failure for one in made for failure in one.result()]


def stage_bundle():
    failures = build_of_the_browser()
    if failures:
        return Result(0, failures)
    return checker("size of the bundle", [PYTHON, TOOLS / "size_budget.py", ROOT / "build/web-release/bundle.json"])


def browser_environment():
    native = ROOT / "build/native-release"
    return {
        "HUISCLOS_BUNDLE": str(ROOT / "build/web-release/bundle"),
        "HUISCLOS_SERVER_STUB": str(native / "server-stub/server-stub"),
        "HUISCLOS_DEMO": str(native / "toolchains/huisclos_demo"),
        "HUISCLOS_CHROMIUM": os.environ.get("HUISCLOS_CHROMIUM", "/usr/bin/chromium"),
    }


def stories():
    return [file for file in scripts("e2e") if file.name.startswith("story_")]


def stage_browser(files=None):
    files = scripts("e2e") if files is None else files
    if not files:
        return nothing("no test in a browser")
    # Two at once, on two cores; the stories first, which last longest.
    files = sorted(files, key=lambda file: not file.name.startswith("story_"))
    return node_tests("browser", files, 2000, browser_environment(), at_once=2)


def stage_tidy(kind="tidy"):
    seconds = int(os.environ.get("HUISCLOS_TIDY_SECONDS", "180"))
    failures = build("native-asan", ["huisclos_generated"])
    if failures:
        return Result(0, failures)
    findings, checked, known, left = tidy.check(ROOT, ROOT / "build/native-asan", seconds, LOGS / f"{kind}.log", kind)
    if not findings and not checked + known:
        return nothing("no group of files that clang-tidy has time for")
    print(f"      {checked} groups of files checked now, {known} already known, {left} left for another run", file=sys.stderr)
    return Result(0 if findings else 1, findings)


STAGES = {
    "native": [("Rules and texts", stage_rules), ("Native with sanitizers", stage_native), ("Fuzz corpora", stage_fuzz)],
    "wasm": [("WebAssembly under Node", stage_wasm), ("JavaScript under Node", stage_javascript)],
    "browser": [("Release bundle and its size", stage_bundle), ("Browser", stage_browser)],
}
STAGES["all"] = STAGES["native"] + STAGES["wasm"] + STAGES["browser"]
STAGES["tidy"] = [("clang-tidy", stage_tidy)]
# By itself: hours of a core.
STAGES["paths"] = [("clang-tidy, paths through functions", lambda: stage_tidy("paths"))]
STAGES["stories"] = [("Release bundle and its size", stage_bundle), ("Stories in the browser", lambda: stage_browser(stories()))]


def main():
    total, broken = Result(), []
    for label, stage in STAGES[sys.argv[1]]:
        started = time.monotonic()
        result = stage()
        if TERMINAL:
            print("\r", end="", file=sys.stderr)
        counts = f"{result.passed} passed" + (f", {len(result.failures)} failed" if result.failures else "")
        print(f"  {label:44} {time.monotonic() - started:.1f} s   {counts}", file=sys.stderr)
        for failure in result.failures:
            print("    " + failure, file=sys.stderr)
        if result.failures:
            broken.append(label)
        total.add(result)
    sys.stderr.flush()
    if broken:
        print("stages that failed: " + ", ".join(broken))
    print(f"{total.passed} passed, {len(total.failures)} failed")
    sys.exit(1 if total.failures or not total.passed else 0)


if __name__ == "__main__":
    main()
