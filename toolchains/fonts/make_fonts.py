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


# French, the other languages in Latin letters that a name may come from (of Europe, Turkish and Azerbaijani, Vietnamese,
# pinyin, West Africa, Arabic and Indian names in scholars' letters), and the marks that our texts use. A letter that is
# in no font is drawn as a box in the canvas; the field and the reader of a screen have it still.
WANTED = characters(
    (0x0020, 0x007E), (0x00A0, 0x017F), (0x0181, 0x0181), (0x0186, 0x0187), (0x018A, 0x018A), (0x018F, 0x0192),
    (0x0194, 0x0194), (0x0198, 0x0199), (0x019D, 0x019D), (0x01A0, 0x01A1), (0x01AF, 0x01B0), (0x01B2, 0x01B4),
    (0x01CD, 0x01DC), (0x01E6, 0x01EB), (0x01F8, 0x01F9), (0x0200, 0x021B), (0x021E, 0x021F), (0x0226, 0x0233),
    (0x0237, 0x0237), (0x0253, 0x0254), (0x0257, 0x0257), (0x0259, 0x0259), (0x025B, 0x025B), (0x02BB, 0x02BC),
    (0x02C6, 0x02C7), (0x02D8, 0x02DD), (0x02B3, 0x02B3), (0x1D49, 0x1D49), (0x1E00, 0x1E99), (0x1E9E, 0x1E9E),
    (0x1EA0, 0x1EF9), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x2030),
    (0x2032, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044), (0x2070, 0x2070), (0x2074, 0x2079), (0x20AC, 0x20AC),
    (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2265),
    (0x25A1, 0x25A1), (0x25CB, 0x25CB), (0x25CF, 0x25CF), (0x2713, 0x2713))
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
