"""A tokenizer with fewer tokens: the commonest, those of texts, and single characters.

A word that needs another token is cut into shorter ones, so no text becomes unreadable.
"""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from analyser.annotate.encoder import read_tokenizer

_FEWEST = 3  # times that another token stands in the texts
_COMMON = 10_000  # first tokens: a vocabulary of word pieces has the commonest first
_ALWAYS = 5  # first tokens, which mark beginnings, ends and what is unknown
_CONTINUING = "##"


def fewer_tokens(tokenizer: Path, target: Path, texts: Iterable[str]) -> list[int]:
    """Write a tokenizer of word pieces with the tokens that are needed; return their old ids."""
    cutter = read_tokenizer(tokenizer)
    counts = Counter[int]()
    for text in texts:
        counts.update(cutter.encode(text, add_special_tokens=False).ids)
    fields = json.loads(tokenizer.read_text("utf8"))
    vocabulary: dict[str, int] = fields["model"]["vocab"]
    special = {each["id"] for each in fields["added_tokens"]}
    kept = sorted(
        number
        for token, number in vocabulary.items()
        if number in special
        or counts[number] >= _FEWEST
        or (token.isascii() and (number < _COMMON or len(token.removeprefix(_CONTINUING)) == 1))
        or number < _ALWAYS
    )
    new = {old: at for at, old in enumerate(kept)}
    fields["model"]["vocab"] = {
        token: new[number] for token, number in vocabulary.items() if number in new
    }
    for each in fields["added_tokens"]:
        each["id"] = new[each["id"]]
    for end in ("sep", "cls"):
        if end in (fields["post_processor"] or {}):
            word, number = fields["post_processor"][end]
            fields["post_processor"][end] = [word, new[number]]
    target.write_text(json.dumps(fields, ensure_ascii=False), "utf8")
    return kept
