"""Runs the benches that declare the wanted figures and lets only well-formed lines through. Called by toolchains/bench."""
import os
import pathlib
import re
import subprocess
import sys
import time

from test_driver import LOGS, NODE, ROOT, browser_environment, build

LINE = re.compile(r"^([a-z0-9_]+) (-?[0-9]+(?:\.[0-9]+)?) ([A-Za-z0-9/]+)$")
SECONDS = 900  # For all of them together.


def say(text):
    print(text, file=sys.stderr, flush=True)


def known_figures():
    lines = (ROOT / "toolchains/figures.txt").read_text().splitlines()
    return dict(line.split() for line in lines if line and not line.startswith("#"))


class Bench:
    def __init__(self, path):
        self.path = path
        head = path.read_text(encoding="utf-8").splitlines()[:20]
        self.figures = self.words(head, "figures")
        self.needs = self.words(head, "needs")
        if not self.figures:
            sys.exit(f"{path.relative_to(ROOT)} declares no figure: « // figures: NAME... » in its first lines")

    @staticmethod
    def words(head, key):
        return [word for line in head if line.startswith(f"// {key}:") for word in line.split(":", 1)[1].split()]

    def command(self):
        if self.path.suffix == ".mjs":
            return [NODE, str(self.path)]
        return [str(ROOT / "build/native-release/tests" / f"huisclos_{self.path.stem}")]

    def targets(self):
        native = [need for need in self.needs if need != "web"]
        return native + ([f"huisclos_{self.path.stem}"] if self.path.suffix == ".cpp" else [])


def build_for(benches):
    targets = sorted({target for bench in benches for target in bench.targets()})
    failures = build("native-release", targets) if targets else []
    if any("web" in bench.needs for bench in benches):
        failures += build("web-release")
    for failure in failures:
        say(failure)
    return not failures


def run(bench, seconds, printed, units):
    """Prints the bench's figures as they come; the names it printed."""
    say(f"  {bench.path.name} ...")
    native = ROOT / "build/native-release"
    environment = {**os.environ, **browser_environment(), "HUISCLOS_BARE_BUNDLE": str(ROOT / "build/web-release/bare_imgui/bundle"),
                   "HUISCLOS_NATIVE_RELEASE": str(native)}
    started = time.monotonic()
    with open(LOGS / f"bench-{bench.path.name}.log", "w") as log:
        process = subprocess.Popen(bench.command(), stdout=subprocess.PIPE, stderr=log, text=True, cwd=ROOT, env=environment)
        try:
            output, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            output, _ = process.communicate()
            say(f"  {bench.path.name} had no time left")
    for line in output.splitlines():
        match = LINE.match(line)
        if not match:
            say("  | " + line)
        elif match[1] in printed:
            say(f"  {match[1]} came twice: the second value is left out")
        elif match[1] not in units or match[3] != units[match[1]]:
            say(f"  {line}: no such figure with this unit in toolchains/figures.txt")
        else:
            printed.add(match[1])
            print(line, flush=True)
    say(f"  {bench.path.name} ended with {process.returncode} after {time.monotonic() - started:.0f} s")
    return process.returncode == 0


def main():
    units = known_figures()
    folder = ROOT / "tests/bench"
    benches = [Bench(path) for path in sorted([*folder.glob("*.bench.mjs"), *folder.glob("*_bench.cpp")])]
    declared = {name: bench for bench in benches for name in bench.figures}
    if sys.argv[1:] == ["--list"]:
        for name, unit in units.items():
            print(f"{name} ({unit}): {declared[name].path.name if name in declared else 'not built yet'}")
        return
    wanted = sys.argv[1:] or list(units)
    unknown = [name for name in wanted if name not in units]
    if unknown:
        sys.exit(f"no such figure: {', '.join(unknown)}; toolchains/bench --list names them")
    absent = [name for name in wanted if name not in declared]
    if absent:
        say("  not built yet: " + ", ".join(absent))
    chosen = [bench for bench in benches if any(name in wanted for name in bench.figures)]
    LOGS.mkdir(parents=True, exist_ok=True)
    end, printed, good = time.monotonic() + SECONDS, set(), build_for(chosen)
    if good:
        for bench in chosen:
            good = run(bench, max(1, end - time.monotonic()), printed, units) and good
    missing = [name for bench in chosen for name in bench.figures if name not in printed]
    if missing:
        say("  missing: " + ", ".join(missing))
    sys.exit(0 if good and not missing and (chosen or not sys.argv[1:]) else 1)


if __name__ == "__main__":
    main()
