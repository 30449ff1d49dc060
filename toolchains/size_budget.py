#!/usr/bin/env python3
"""size_budget.py MANIFEST: compares the bundle with toolchains/size_budget.json; exit 1 when it is too big.

`size_budget.py --self-test` first shows that a bundle one byte over is refused.
"""
import json
import pathlib
import sys

BUDGET = json.loads(pathlib.Path(__file__).with_name("size_budget.json").read_text())


def by_kind(manifest):
    kinds = {}
    for entry in manifest["files"]:
        if entry["first_visit"]:
            kind = pathlib.PurePosixPath(entry["name"]).suffix
            kinds[kind] = kinds.get(kind, 0) + entry["brotli"]
    return kinds


def excesses(manifest):
    kinds = by_kind(manifest)
    found = []
    if manifest["first_visit_brotli"] > BUDGET["first_visit_brotli"]["at_most"]:
        found.append(f"first visit: {manifest['first_visit_brotli']} B, at most {BUDGET['first_visit_brotli']['at_most']}")
    for kind, limit in BUDGET["by_kind_brotli"].items():
        if kinds.get(kind, 0) > limit:
            found.append(f"{kind}: {kinds[kind]} B, at most {limit}")
    return found


def self_test():
    def bundle(size):
        return {"first_visit_brotli": size, "files": [{"name": "a.bin", "first_visit": True, "brotli": size}]}
    limit = BUDGET["first_visit_brotli"]["at_most"]
    assert not excesses(bundle(limit)) and excesses(bundle(limit + 1))
    wasm = BUDGET["by_kind_brotli"][".wasm"]
    late = {"name": "a.wasm", "first_visit": False, "brotli": wasm + 1}
    assert not excesses({"first_visit_brotli": 0, "files": [late]})
    assert excesses({"first_visit_brotli": 0, "files": [{**late, "first_visit": True}]})


def main():
    self_test()
    if sys.argv[1:] == ["--self-test"]:
        return
    manifest = json.loads(pathlib.Path(sys.argv[1]).read_text())
    for kind, size in sorted(by_kind(manifest).items(), key=lambda item: -item[1]):
        print(f"{kind or 'other':14} {size:8} B")
    print(f"{'first visit':14} {manifest['first_visit_brotli']:8} B (aim {BUDGET['first_visit_brotli']['aim']})")
    found = excesses(manifest)
    for line in found:
        print("too big: " + line)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
