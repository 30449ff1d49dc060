#!/usr/bin/env python3
"""The fonts of the bundle, cut down to the characters that people here write.

    make_fonts.py NODE_MODULES ICONS_TXT OUTPUT_FOLDER ICONS_HPP

Writes text-regular.ttf, text-strong.ttf (Atkinson Hyperlegible Next), text-fallback.ttf (Inter: what Atkinson lacks) and
icons.ttf (the Remix icons named in ICONS_TXT), and ICONS_HPP, the table of their code points. Layout tables are dropped on
purpose: Dear ImGui does not read them, and a real field laid over a drawn one must have the same widths.
"""
import pathlib
import re
import sys

from fontTools import subset
from fontTools.ttLib import TTFont


def characters(*ranges):
    return {code for first, last in ranges for code in range(first, last + 1)}


# French, every other language in Latin letters that a name may come from, and the marks that our texts use.
WANTED = characters(
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x0259, 0x0259), (0x02B0, 0x02B8), (0x02BC, 0x02BC), (0x02C6, 0x02DD),
    (0x1D43, 0x1D49), (0x1E00, 0x1EFF), (0x2010, 0x2015), (0x2018, 0x2022), (0x2026, 0x2026), (0x202F, 0x2030),
    (0x2032, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044), (0x2070, 0x2079), (0x2080, 0x2089), (0x20AC, 0x20AC),
    (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2199), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2265),
    (0x25A0, 0x25A1), (0x25CB, 0x25CF), (0x2713, 0x2713))
# Without one of these our own texts would show a hole: the build stops.
REQUIRED = characters((0x0020, 0x007E), (0x00A0, 0x00FF)) - {0x00AD} | {ord(c) for c in "œŒŸ’‘“”…–—€№•←↑→↓✓−×≤≥ᵉʳ‹›\u202f\u2010\u2011"}


def cut(source, wanted, target):
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # Names and licence stay.
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "DSIG", "STAT", "meta"]
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    subset.save_font(font, target, options)


def code_points(path):
    return set(TTFont(path, lazy=True).getBestCmap())


def icon_codes(css, names):
    known = {name: int(code, 16) for name, code in re.findall(r'\.ri-([a-z0-9-]+):before \{ content: "\\([0-9a-f]+)"', css)}
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.exit(f"no such icon in remixicon: {', '.join(unknown)}")
    return {name: known[name] for name in names}


def write_header(path, codes):
    lines = [f'    {{"{name}", U\'\\U{code:08X}\'}},\n' for name, code in sorted(codes.items())]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "// Generated from ui/theme/icons.txt: the code points of the icon font, sorted by name.\n\n#pragma once\n\n"
        "#include <string_view>\n\nnamespace huisclos::ui {\n\nstruct IconEntry {\n    std::string_view name{};\n"
        "    char32_t code{0};\n};\n\ninline constexpr IconEntry k_icon_table[] = {\n" + "".join(lines) +
        "};\n\n}  // namespace huisclos::ui\n", encoding="utf-8")


def main():
    modules, icons_txt, folder, header = map(pathlib.Path, sys.argv[1:])
    folder.mkdir(parents=True, exist_ok=True)
    atkinson = modules / "@expo-google-fonts/atkinson-hyperlegible-next"
    regular = atkinson / "400Regular/AtkinsonHyperlegibleNext_400Regular.ttf"
    strong = atkinson / "600SemiBold/AtkinsonHyperlegibleNext_600SemiBold.ttf"
    inter = modules / "@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"
    remix = modules / "remixicon/fonts"

    have = code_points(regular) & code_points(strong)
    lacking = WANTED - have
    cut(regular, WANTED & have, folder / "text-regular.ttf")
    cut(strong, WANTED & have, folder / "text-strong.ttf")
    cut(inter, lacking, folder / "text-fallback.ttf")
    holes = REQUIRED - code_points(folder / "text-regular.ttf") - code_points(folder / "text-fallback.ttf")
    if holes:
        sys.exit("no glyph in any font for " + " ".join(f"U+{code:04X}" for code in sorted(holes)))

    names = [line.strip() for line in icons_txt.read_text(encoding="utf-8").splitlines()]
    codes = icon_codes((remix / "remixicon.css").read_text(encoding="utf-8"), [n for n in names if n and not n.startswith("#")])
    cut(remix / "remixicon.ttf", set(codes.values()), folder / "icons.ttf")
    write_header(header, codes)


if __name__ == "__main__":
    main()
