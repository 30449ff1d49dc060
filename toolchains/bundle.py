#!/usr/bin/env python3
"""Assembles the web bundle: names that carry a hash, integrity attributes, compressed copies.

    bundle.py --out FOLDER --manifest FILE [--www FOLDER] [--add NAME=FILE]... [--connect ORIGIN]... [--texts FOLDER]

Takes every file below the --www folders (names are relative to them) and each --add file under its NAME. In text files:

    {{url NAME}}            address of that file, relative to the file that holds the words
    {{integrity NAME}}      its integrity value (sha384-...)
    {{version}}             the version of the bundle: a hash of every file
    {{module_preloads}}     <link rel="modulepreload"> with integrity for every JavaScript module of the page
    {{connect}}             the origins of --connect, each after a space: stores beside the page's own origin
    {{precache}}            JSON: addresses of every file of a first visit, relative to the root
    {{text KEY}}            that text of --texts (ui/text/fr), escaped for HTML: refused in any other kind of file

Static imports of JavaScript ("./other.js") are rewritten to the hashed names. Files whose name a visitor or a browser
knows (*.html, sw.js, manifest.webmanifest, robots.txt) keep their name; every other one is NAME.<hash>.ext. A file named
in www/bundle.json {"later": [...]} is not part of a first visit; {"not_modules": [...]} are scripts that the page does
not import; {"leave_out": [...]} are not shipped. Writes .br and .gz beside each file that gains by it, and the manifest, which size_budget.py reads.
"""
import argparse
import base64
import gzip
import hashlib
import html
import json
import os
import pathlib
import posixpath
import re
import shutil
import sys

import brotli

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "ui/text"))
import generate

TEXT = {".html", ".css", ".js", ".mjs", ".json", ".webmanifest", ".svg", ".txt", ".xml"}
ESCAPED_AS_HTML = {".html", ".svg", ".xml"}
COMPRESSED_ALREADY = {".png", ".jpg", ".webp", ".woff2", ".br", ".gz"}
KNOWN_NAMES = {"sw.js", "manifest.webmanifest", "robots.txt", "favicon.ico"}
PLACEHOLDER = re.compile(r"\{\{\s*(url|integrity|version|module_preloads|precache|connect|text)(?:\s+([^\s}]+))?\s*\}\}")
ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?")
IMPORT = re.compile(r"""((?:\bfrom|\bimport)\s*\(?\s*)(["'])(\.\.?/[^"'\n]+)\2""")


class Bundle:
    def __init__(self, files, settings, origins=(), texts=None):
        self.origins = origins
        self.texts = texts or {}
        self.files = files  # name -> path
        self.later = set(settings.get("later", []))
        self.not_modules = set(settings.get("not_modules", []))
        self.done = {}  # name -> (final name, bytes)
        self.running = []
        unknown = (self.later | self.not_modules) - set(files)
        if unknown:
            sys.exit(f"bundle.json names files that do not exist: {', '.join(sorted(unknown))}")

    def resolve(self, name, wanted):
        if wanted not in self.files:
            sys.exit(f"{name} names « {wanted} », which is no file of the bundle")
        return self.build(wanted)

    def build(self, name):
        """Final name and bytes of a file, after those that it refers to."""
        if name in self.done:
            return self.done[name]
        if name in self.running:
            sys.exit("these files refer to each other in a circle: " + " -> ".join(self.running + [name]))
        self.running.append(name)
        data = self.files[name].read_bytes()
        if posixpath.splitext(name)[1] in TEXT:
            data = self.expand(name, data.decode("utf-8")).encode("utf-8")
        self.running.pop()
        self.done[name] = (self.final_name(name, data), data)
        return self.done[name]

    def final_name(self, name, data):
        stem, extension = posixpath.splitext(name)
        if extension == ".html" or posixpath.basename(name) in KNOWN_NAMES:
            return name
        return f"{stem}.{hashlib.sha256(data).hexdigest()[:10]}{extension}"

    def relative(self, name, target):
        return posixpath.relpath(target, posixpath.dirname(name) or ".")

    def expand(self, name, text):
        def placeholder(match):
            word, argument = match.groups()
            if word == "url":
                return self.relative(name, self.resolve(name, argument)[0])
            if word == "integrity":
                return integrity(self.resolve(name, argument)[1])
            if word == "text":
                if argument not in self.texts:
                    sys.exit(f"{name} says « {argument} », which is no text of --texts")
                if posixpath.splitext(name)[1] not in ESCAPED_AS_HTML:
                    sys.exit(f"{name} says « {argument} », and texts are escaped for HTML alone")
                return html.escape(self.texts[argument])
            return {"version": self.version, "module_preloads": self.module_preloads, "precache": self.precache,
                    "connect": self.connect}[word](name)

        def imported(match):
            before, quote, path = match.groups()
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
            final = self.relative(name, self.resolve(name, target)[0])
            return f"{before}{quote}{final if final.startswith('.') else './' + final}{quote}"

        if name.endswith((".js", ".mjs")):
            text = IMPORT.sub(imported, text)
        return PLACEHOLDER.sub(placeholder, text)

    def version(self, name=None):
        """Of the sources, so that every file may carry it."""
        digest = hashlib.sha256("\0".join(self.origins).encode())
        digest.update(json.dumps(self.texts, sort_keys=True).encode())
        for file in sorted(self.files):
            digest.update(file.encode() + b"\0" + hashlib.sha256(self.files[file].read_bytes()).digest())
        return digest.hexdigest()[:16]

    def modules(self):
        return [n for n in sorted(self.files) if n.endswith((".js", ".mjs")) and posixpath.basename(n) not in KNOWN_NAMES
                and n not in self.later and n not in self.not_modules]

    def module_preloads(self, name):
        lines = []
        for module in self.modules():
            final, data = self.resolve(name, module)
            lines.append(f'<link rel="modulepreload" href="{self.relative(name, final)}" integrity="{integrity(data)}">')
        return "\n".join(lines)

    def connect(self, name):
        return "".join(" " + origin for origin in self.origins)

    def precache(self, name):
        others = [n for n in sorted(self.files) if n != name and n not in self.later]
        return json.dumps([self.resolve(name, other)[0] for other in others], indent=1)


def integrity(data):
    return "sha384-" + base64.b64encode(hashlib.sha384(data).digest()).decode()


def read_texts(folder):
    """Keys and texts; of a text with several forms, that of any number."""
    entries, errors = generate.load(sorted(pathlib.Path(folder).glob("*.json")))
    if errors:
        sys.exit("\n".join(errors))
    if not entries:
        sys.exit(f"{folder} holds no text")
    return {key: forms["other"] for key, forms, _ in entries}


def collect(arguments):
    files, settings = {}, {}
    for folder in map(pathlib.Path, arguments.www):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if name == "bundle.json":
                settings = json.loads(path.read_text(encoding="utf-8"))
            elif path.is_file() and not path.name.startswith(".") and path.suffix != ".md":
                files[name] = path
    for item in arguments.add:
        name, _, path = item.partition("=")
        if not pathlib.Path(path).is_file():
            sys.exit(f"{path} is not there")
        files[name] = pathlib.Path(path)
    for name in settings.get("leave_out", []):
        if files.pop(name, None) is None:
            sys.exit(f"bundle.json leaves out « {name} », which does not exist")
    return files, settings


def write(folder, name, data):
    """The file and the compressed copies that are worth it; sizes by encoding."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    sizes = {"bytes": len(data), "brotli": len(data), "gzip": len(data)}
    if path.suffix not in COMPRESSED_ALREADY and len(data) > 150:
        for key, suffix, packed in (("brotli", ".br", brotli.compress(data, quality=11, lgwin=22)),
                                    ("gzip", ".gz", gzip.compress(data, 9, mtime=0))):
            if len(packed) < len(data):
                path.with_name(path.name + suffix).write_bytes(packed)
                sizes[key] = len(packed)
    return sizes


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--www", action="append", default=[])
    parser.add_argument("--add", action="append", default=[])
    parser.add_argument("--connect", action="append", default=[])
    parser.add_argument("--texts")
    parser.add_argument("--out", required=True)
    parser.add_argument("--manifest", required=True)
    arguments = parser.parse_args()

    for origin in arguments.connect:
        if not ORIGIN.fullmatch(origin):
            sys.exit(f"« {origin} » is no origin: give https://store.example")
    bundle = Bundle(*collect(arguments), arguments.connect, read_texts(arguments.texts) if arguments.texts else None)
    # Written beside and put in place at the end: a server never sees half a bundle.
    folder = pathlib.Path(arguments.out)
    partial = folder.with_name(folder.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    entries = []
    for name in sorted(bundle.files):
        final, data = bundle.build(name)
        entries.append({"name": name, "file": final, "first_visit": name not in bundle.later,
                        "sha256": hashlib.sha256(data).hexdigest(), "integrity": integrity(data),
                        **write(partial, final, data)})
    shutil.rmtree(folder, ignore_errors=True)
    os.rename(partial, folder)
    total = sum(entry["brotli"] for entry in entries if entry["first_visit"])
    pathlib.Path(arguments.manifest).write_text(
        json.dumps({"version": bundle.version(), "first_visit_brotli": total, "files": entries}, indent=1) + "\n")
    print(f"{len(entries)} files, {total} bytes with brotli at the first visit")


if __name__ == "__main__":
    main()
