"""Work that fails, or kills whoever does it: importable, so that any worker can be given it."""

import os

KILLS, FAILS = "kills", "fails"


def spell(word: str) -> str:
    if word == KILLS:
        os._exit(9)
    if word == FAILS:
        raise ValueError("no such word")
    return "-".join(word)
