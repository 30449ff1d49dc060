#!/usr/bin/env python3
"""licences.py COMPONENTS SOURCES NODE_MODULES COMPILER OUTPUT: the texts of the licences of what the bundle is made of.

COMPONENTS is the list that components.py makes (JSON), in whose order the texts stand; SOURCES, NODE_MODULES and COMPILER are
the folders in which the components are. Each text is that which its component came with. A component whose text is not known or
not there is an error: OFL, MIT, ISC and the others ask that it goes with every copy.
"""
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent


def texts_of(sources, modules, compiler):
    """Name -> texts that must be there; of several paths for one text, the first that exists."""
    return {
        "@expo-google-fonts/atkinson-hyperlegible-next": [[modules / "@expo-google-fonts/atkinson-hyperlegible-next/LICENSE_FONT"]],
        "@expo-google-fonts/inter": [[modules / "@expo-google-fonts/inter/LICENSE_FONT"]],
        "bip39": [[modules / "bip39/LICENSE"]],
        # Debian's documents are not kept with the compiler. Of the libraries that it links in, musl is the one that asks for
        # its notice in a program too.
        "emscripten": [[compiler / "emscripten/LICENSE", HERE / "licences/emscripten.txt"],
                       [compiler / "emscripten/system/lib/libc/musl/COPYRIGHT"]],
        "imgui": [[sources / "imgui/LICENSE.txt"]],
        "libsodium": [[sources / "libsodium/LICENSE"]],
        "nlohmann-json": [[pathlib.Path("/usr/share/doc/nlohmann-json3-dev/copyright")]],
        "qrencode": [[sources / "qrencode/COPYING"]],
        "remixicon": [[modules / "remixicon/License"]],
        "utf8proc": [[sources / "utf8proc/LICENSE.md"]],
    }


def text_of(name, paths):
    for path in paths:
        if path.is_file():
            text = path.read_text(encoding="utf-8").strip("\n")
            if text:
                return text
    sys.exit(f"{name} is listed without the text of its licence: looked for {', '.join(map(str, paths))}")


def main():
    components, sources, modules, compiler, output = map(pathlib.Path, sys.argv[1:])
    known = texts_of(sources, modules, compiler)
    parts = []
    for component in json.loads(components.read_text(encoding="utf-8")):
        name = component["name"]
        if name not in known:
            sys.exit(f"{name} is listed and the text of its licence is not: add it to texts_of")
        title = f"{name} {component['version']}: {component['what']} ({component['licence']})"
        parts.append("\n\n".join([f"{'=' * len(title)}\n{title}\n{'=' * len(title)}", *(text_of(name, paths) for paths in known[name])]))
    output.write_text("\n\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
