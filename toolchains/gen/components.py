#!/usr/bin/env python3
"""components.py VERSIONS_LOCK SOURCES_COMPONENTS PACKAGE_LOCK COMPILER OUTPUT: what the bundle is made of, for « À propos ».

[{"name", "version", "licence", "what", "hash"}], or the same without "what" as rows of C++ when OUTPUT ends in .inc: the hash is the
SHA-256 of upstream's archive for sources, of Debian's package for the compiler, of the header for a library of this
machine, npm's integrity for packages. COMPILER is the compiler's folder: the version used is there; of an emcc of this machine, which
has no package to hash, it is that of the files from which it makes what is linked in. Only what ends up in what people receive is listed; tools of the tests are not.
"""
import hashlib
import json
import pathlib
import re
import sys

# npm packages whose content is shipped, and what for.
SHIPPED = {
    "@expo-google-fonts/atkinson-hyperlegible-next": "font of the interface",
    "@expo-google-fonts/inter": "characters that the first font lacks",
    "bip39": "French word list",
    "remixicon": "icons",
}
# Headers of this machine.
HOST_HEADERS = {"nlohmann-json": pathlib.Path("/usr/include/nlohmann/json.hpp")}
# What the file of the licence that comes with what is shipped says, where package-lock.json says another: the fonts are a part
# of their packages; remixicon's has borne this one since January 2026.
LICENCES = {
    "@expo-google-fonts/atkinson-hyperlegible-next": "OFL-1.1",
    "@expo-google-fonts/inter": "OFL-1.1",
    "remixicon": "Remix Icon License 1.0",
}


def from_lock(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, name, version, licence, what = line.split(None, 4)
            yield kind, name, version, licence, what


def first_line(path):
    """Empty when there is no such file."""
    return path.read_text().split("\n", 1)[0].strip() if path.exists() else ""


def hash_of_compiler(compiler):
    """Empty when there is no compiler: native programs are built without it."""
    package = first_line(compiler / "package-hash")
    if package or not (compiler / "emscripten").exists():
        return package
    folder = (compiler / "emscripten/system").resolve()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    if not files:
        sys.exit(f"{folder} holds no libraries: what the compiler of this machine links in has no hash. "
                 "Take it off the PATH; toolchains/setup then fetches Debian's.")
    digest = hashlib.sha256()
    for path in files:
        name = path.relative_to(folder).as_posix()
        digest.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return "sha256-" + digest.hexdigest()


def of_header(path, version):
    """Version and hash of a header that says its version in three macros; what the lock says when it is not there."""
    if not path.exists():
        return version, ""
    content = path.read_bytes()
    beside = path.parent / "detail" / "abi_macros.hpp"
    numbers = re.findall(rb"#define \w+_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)",
                         content + (beside.read_bytes() if beside.exists() else b""))
    if len(numbers) == 3:
        version = b".".join(numbers).decode()
    return version, "sha256-" + hashlib.sha256(content).hexdigest()


def main():
    lock, sources, packages, compiler, output = map(pathlib.Path, sys.argv[1:])
    served = {name: (version, digest) for name, version, digest in
              (line.split() for line in sources.read_text().splitlines())}
    components = []
    for kind, name, version, licence, what in from_lock(lock):
        if kind == "compiler":
            # Its C and C++ run-time libraries are linked in.
            components.append({"name": name, "version": first_line(compiler / "version") or version,
                               "licence": licence.replace("-or-", " OR "), "what": what,
                               "hash": hash_of_compiler(compiler)})
        elif kind == "source":
            version, digest = served[name]
            components.append({"name": name, "version": version, "licence": re.sub("-and-", " AND ", licence),
                               "what": what, "hash": "sha256-" + digest})
        elif kind == "host":
            version, digest = of_header(HOST_HEADERS[name], version)
            components.append({"name": name, "version": version, "licence": licence, "what": what, "hash": digest})
    entries = json.loads(packages.read_text(encoding="utf-8"))["packages"]
    for name, what in SHIPPED.items():
        entry = entries["node_modules/" + name]
        components.append({"name": name, "version": entry["version"], "licence": LICENCES.get(name, entry["license"]),
                           "what": what, "hash": entry["integrity"]})
    components.sort(key=lambda component: component["name"].lower())
    if output.suffix == ".inc":
        shown = ("name", "version", "licence", "hash")
        rows = ("{" + ", ".join(json.dumps(component[key]) for key in shown) + "},\n" for component in components)
        output.write_text("".join(rows), encoding="ascii")
    else:
        output.write_text(json.dumps(components, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
