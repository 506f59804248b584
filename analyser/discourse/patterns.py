"""Tables of patterns that are made of one another, and the sentences they are looked for in."""

import re
from collections.abc import Iterator


def rules(table: str) -> dict[str, re.Pattern[str]]:
    """Return the patterns of a table: a name and an alternative a line, most telling first.

    ``{NAME}`` stands for another pattern, ``[[a b]]`` for either word (``\\s`` for a space
    within one), and ``review~`` for "review" or "reviewing".
    """
    named: dict[str, str] = {}
    for line in filter(None, table.splitlines()):
        name, pattern = line.split(maxsplit=1)
        named[name] = f"{named[name]}|{pattern}" if name in named else pattern

    def whole(pattern: str) -> str:
        pattern = _WORDS.sub(lambda each: f"(?:{'|'.join(each[1].split())})", pattern)
        pattern = _VERB.sub(lambda each: _with_ing(each[1]), pattern)
        return _NAMED.sub(lambda each: f"(?:{whole(named[each[1]])})", pattern)

    return {name: re.compile(whole(pattern)) for name, pattern in named.items()}


_WORDS = re.compile(r"\[\[(.+?)\]\](?!\])")
_VERB = re.compile(r"(\w+)~")
_NAMED = re.compile(r"\{([A-Z_]+)\}")


def _with_ing(verb: str) -> str:
    return f"{verb[:-1]}(?:e|ing)" if verb.endswith("e") else f"{verb}(?:{verb[-1]}?ing)?"


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Give the offsets of each sentence of a text, without the space around it."""
    from analyser.text.sentences import sentence_starts  # its package imports spaCy

    starts = [0, *sentence_starts(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        sentence = text[start:end]
        if bare := sentence.strip():
            first = start + sentence.index(bare[0])
            yield first, first + len(bare)
