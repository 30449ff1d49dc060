"""Case of check_tools.py: the presets of CMakePresets.json, without a build. No stage of the tests builds native-debug,
native-fuzz and web-debug: what can be wrong in a preset by itself is looked for here.
"""
import copy
import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BUILD_TYPES = {"Debug", "Release", "MinSizeRel", "RelWithDebInfo"}


def resolved(preset, presets):
    """`preset` with what it inherits; what is nearer wins."""
    if preset.get("inherits") not in presets:
        return preset
    above = resolved(presets[preset["inherits"]], presets)
    return {**above, **preset, "cacheVariables": {**above.get("cacheVariables", {}), **preset.get("cacheVariables", {})}}


def faults(file, known, told):
    """What is wrong in the presets; `known` are the variables that the build has, `told` the text of CONTRIBUTING.md."""
    wrong = []
    presets = {preset["name"]: preset for preset in file["configurePresets"]}
    used = {name for name, preset in presets.items() if not preset.get("hidden")}
    for kind in ("buildPresets", "testPresets"):
        wrong += [f"{kind}: {preset['name']} configures {preset['configurePreset']}" for preset in file[kind]
                  if preset["configurePreset"] not in used or preset["name"] != preset["configurePreset"]]
    wrong += [f"no build preset: {name}" for name in sorted(used - {preset["name"] for preset in file["buildPresets"]})]
    for name, preset in presets.items():
        if preset.get("inherits") is not None and preset["inherits"] not in presets:
            wrong.append(f"{name} inherits {preset['inherits']}, which is no preset")
            continue
        whole = resolved(preset, presets)
        variables = whole.get("cacheVariables", {})
        wrong += [f"{name}: {variable} is no variable of the build" for variable in variables
                  if variable.startswith("HUISCLOS_") and variable not in known]
        if name not in used:
            continue
        if variables.get("CMAKE_BUILD_TYPE") not in BUILD_TYPES:
            wrong.append(f"{name}: no kind of build")
        is_clang = variables.get("CMAKE_CXX_COMPILER", "").startswith("clang++")
        is_web = "toolchainFile" in whole
        if is_web != name.startswith("web-") or (is_web and not (ROOT / whole["toolchainFile"].replace("${sourceDir}/", "")).is_file()):
            wrong.append(f"{name}: its toolchain")
        if variables.get("HUISCLOS_FUZZ") == "ON" and not (is_clang and variables.get("HUISCLOS_SANITIZE")):
            wrong.append(f"{name}: libFuzzer is clang's, and finds little without sanitizers")
        if f"`{name}`" not in told:
            wrong.append(f"{name} is not in CONTRIBUTING.md")
    return wrong


def presets_configure_what_the_build_has():
    file = json.loads((ROOT / "CMakePresets.json").read_text())
    texts = [ROOT / "CMakeLists.txt", *ROOT.glob("toolchains/cmake/*.cmake"), *ROOT.glob("*/CMakeLists.txt")]
    known = set(re.findall(r"^(?:option|set)\((HUISCLOS_\w+)", "\n".join(path.read_text() for path in texts), re.MULTILINE))
    told = (ROOT / "CONTRIBUTING.md").read_text()
    assert faults(file, known, told) == [], faults(file, known, told)

    def planted(change):
        other = copy.deepcopy(file)
        change({preset["name"]: preset for preset in other["configurePresets"]}, other)
        return faults(other, known, told)

    for sentence, change in {
        "is no variable of the build": lambda presets, _: presets["native-fuzz"]["cacheVariables"].update(HUISCLOS_FUZ="ON"),
        "which is no preset": lambda presets, _: presets["web-debug"].update(inherits="web"),
        "no kind of build": lambda presets, _: presets["web-debug"]["cacheVariables"].update(CMAKE_BUILD_TYPE="debug"),
        "libFuzzer is clang's": lambda presets, _: presets["native-fuzz"]["cacheVariables"].pop("CMAKE_CXX_COMPILER"),
        "its toolchain": lambda presets, _: presets["web-release"].update(toolchainFile="${sourceDir}/toolchains/emscripten"),
        "no build preset": lambda _, other: other["buildPresets"].pop(),
        "is not in CONTRIBUTING.md": lambda presets, other: other["configurePresets"].append({**presets["native-debug"], "name": "native-new"}),
    }.items():
        found = planted(change)
        assert any(sentence in fault for fault in found), (sentence, found)


CASES = [presets_configure_what_the_build_has]
