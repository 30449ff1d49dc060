#!/usr/bin/env python3
"""word_list.py FRENCH_JSON OUTPUT: the 2048 French words of BIP-0039 as one C++ string literal, in NFC, each ended by a line feed.

The package publishes them in NFD. Both forms are checked against the SHA-256 of docs/protocol.md 3.12, so that a changed
package stops the build instead of changing what people read to each other.
"""
import hashlib
import json
import sys
import unicodedata

PUBLISHED = "ebc3959ab7801a1df6bac4fa7d970652f1df76b683cd2f4003c941c63d517e59"
COMPOSED = "431c1d074225d2b7e82db857d7c3ea58051df546e7c8b74c1f6dcab36351fd56"


def digest(words):
    return hashlib.sha256("".join(word + "\n" for word in words).encode()).hexdigest()


def main():
    source, output = sys.argv[1:]
    with open(source, encoding="utf-8") as file:
        words = [unicodedata.normalize("NFD", word) for word in json.load(file)]
    composed = [unicodedata.normalize("NFC", word) for word in words]
    if len(words) != 2048 or digest(words) != PUBLISHED or digest(composed) != COMPOSED:
        sys.exit(f"{source} is not the French list of BIP-0039")
    with open(output, "w", encoding="utf-8") as file:
        file.writelines(f'"{word}\\n"\n' for word in composed)


if __name__ == "__main__":
    main()
