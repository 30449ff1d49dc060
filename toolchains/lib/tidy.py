"""clang-tidy over the sources as they are compiled, a group of files of a folder at a time: nearly all of its time goes into the
headers of the language, and a group reads them once. Each result is kept by the content that it depends on.
"""
import hashlib
import json
import os
import pathlib
import re
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


class Contents:
    """A hash of a file and of every file of ours that it includes."""

    def __init__(self, roots):
        self.roots = roots
        self.own = {}

    def read(self, path):
        if path not in self.own:
            text = path.read_text(encoding="utf-8", errors="replace")
            included = []
            for name in INCLUDE.findall(text):
                included += [root / name for root in [*self.roots, path.parent] if (root / name).is_file()][:1]
            self.own[path] = (hashlib.sha256(text.replace(str(self.roots[0]), "").encode()).digest(), included)
        return self.own[path]

    def hash(self, path, salt):
        digest, seen, waiting = hashlib.sha256(salt), set(), [path]
        while waiting:
            file = waiting.pop()
            if file in seen:
                continue
            seen.add(file)
            waiting += self.read(file)[1]
        for file in sorted(seen):
            digest.update(str(file.name).encode() + self.read(file)[0])
        return digest.hexdigest()


# What only a joined compilation shows: the file that joins includes sources.
OF_GROUPS = "-bugprone-suspicious-include"
# The checks that follow paths through functions take ten times as long as all others together: a stage of their own.
CHECKS = {"tidy": [f"--checks={OF_GROUPS},-clang-analyzer-*"],
          "paths": ["--checks=-*,clang-analyzer-*,-clang-analyzer-optin.performance.Padding",
                    "--extra-arg=-Xclang", "--extra-arg=-analyzer-opt-analyze-headers"]}


def sources_of(file):
    """The sources of a group, or the file itself."""
    return [pathlib.Path(name) for name in INCLUDE.findall(file.read_text())] if file.parent.name == "Unity" else [file]


def by_last_change(root, files):
    """The same files, those of the newest commits first: time is short, and what is new was looked at least."""
    log = subprocess.run(["git", "-C", str(root), "log", "-n", "400", "--format=", "--name-only"], capture_output=True, text=True)
    order = {}
    for name in log.stdout.split():
        order.setdefault(root / name, len(order))
    return sorted(files, key=lambda file: (min(order.get(source, len(order)) for source in sources_of(file)), file))


def check(root, build, seconds, log, kind="tidy"):
    """Findings, and how many groups were checked now, were known, are left when the time is over."""
    database = build / "compile_commands.json"
    if not database.is_file():
        return ["clang-tidy: the native build is missing"], 0, 0, 0
    files = sorted({pathlib.Path(entry["file"]) for entry in json.loads(database.read_text())})
    files = [file for file in files if any(source.is_relative_to(root) and build not in source.parents for source in sources_of(file))]
    cache = pathlib.Path(os.environ["HUISCLOS_CACHE"]) / "tidy"
    cache.mkdir(parents=True, exist_ok=True)
    contents = Contents([root, build, build / "generated"])
    salt = (root / ".clang-tidy").read_bytes() + " ".join(CHECKS[kind]).encode()
    marks = {file: cache / contents.hash(file, salt) for file in files}
    waiting = by_last_change(root, [file for file in files if not marks[file].exists()])
    end = time.monotonic() + seconds

    def one(file):
        if time.monotonic() > end:
            return file, None, ""
        done = subprocess.run(["clang-tidy-19", "--quiet", "-p", str(build), *CHECKS[kind], "--extra-arg=-Wno-unknown-warning-option",
                               "--extra-arg=-Wno-error=deprecated-declarations",
                               str(file)], capture_output=True, text=True)
        return file, done.returncode, done.stdout + done.stderr

    findings, checked, left = [], 0, 0
    with ThreadPoolExecutor(max_workers=2) as pool, open(log, "w") as output:
        for file, code, text in pool.map(one, waiting):
            if code is None:
                left += 1
                continue
            checked += 1
            output.write(f"== {file.relative_to(root)}\n{text}\n")
            if code == 0:
                marks[file].touch()
            else:
                lines = [line.replace(str(root) + "/", "") for line in text.splitlines() if re.search(r": (error|warning): ", line)]
                findings.append("\n      ".join(lines[:6]) or f"{file.relative_to(root)}: clang-tidy ended with {code}")
    return findings, checked, len(files) - len(waiting), left
