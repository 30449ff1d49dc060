#!/usr/bin/env python3
"""components.py VERSIONS_LOCK SOURCES_COMPONENTS PACKAGE_LOCK OUTPUT: what the bundle is made of, for « À propos ».

[{"name", "version", "licence", "what", "hash"}], or the same without "what" as rows of C++ when OUTPUT ends in .inc: the hash is the SHA-256 of upstream's archive for sources, npm's
integrity for packages. Only what ends up in what people receive is listed; tools of the tests are not.
"""
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
# Shipped by their part that has this licence.
FONT_LICENCE = "OFL-1.1"


def from_lock(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, name, version, licence, what = line.split(None, 4)
            yield kind, name, version, licence, what


def main():
    lock, sources, packages, output = map(pathlib.Path, sys.argv[1:])
    served = {name: (version, digest) for name, version, digest in
              (line.split() for line in sources.read_text().splitlines())}
    components = []
    for kind, name, version, licence, what in from_lock(lock):
        if kind == "compiler":
            # Its C and C++ run-time libraries are linked in.
            components.append({"name": name, "version": version, "licence": licence.replace("-or-", " OR "), "what": what, "hash": ""})
        elif kind == "source":
            version, digest = served[name]
            components.append({"name": name, "version": version, "licence": re.sub("-and-", " AND ", licence),
                               "what": what, "hash": "sha256-" + digest})
        elif kind == "host":
            components.append({"name": name, "version": version, "licence": licence, "what": what, "hash": ""})
    entries = json.loads(packages.read_text(encoding="utf-8"))["packages"]
    for name, what in SHIPPED.items():
        entry = entries["node_modules/" + name]
        licence = FONT_LICENCE if name.startswith("@expo-google-fonts/") else entry["license"]
        components.append({"name": name, "version": entry["version"], "licence": licence, "what": what,
                           "hash": entry["integrity"]})
    components.sort(key=lambda component: component["name"].lower())
    if output.suffix == ".inc":
        shown = ("name", "version", "licence", "hash")
        rows = ("{" + ", ".join(json.dumps(component[key]) for key in shown) + "},\n" for component in components)
        output.write_text("".join(rows), encoding="ascii")
    else:
        output.write_text(json.dumps(components, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
