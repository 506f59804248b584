"""Look for regular expressions that run away: ``python -m tests.fuzz.patterns``, minutes long.

Every pattern that a module holds, and every one written into a call of ``re``, is put to texts made
of its own parts: what it repeats without end, many times, and then something that ends no match.
"""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import analyser

ROOT = Path(analyser.__file__).parent
_CALLS = {"search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer", "compile"}
_SHORT, _TIMES, _RATIO = 250, 4, 8
_MOST = 40  # texts for each pattern
_WITHIN = ("analyser.discourse.", "analyser.press.", "analyser.motion.")
"""Modules that read one sentence at a time, of 3,000 characters at most (``text.sentences``)."""
_RATIO_WITHIN = 24
_LONG = 0.003  # seconds; a pattern that looks at each letter once takes a tenth of that
_ENDS = ("\0", "a", "")
_PREFIXES = ("", "a")


@cache
def patterns() -> dict[tuple[str, int], str]:
    """Return every pattern and its flags, with a place where it stands."""
    found: dict[tuple[str, int], str] = {}
    names = [each.name for each in pkgutil.walk_packages([str(ROOT)], "analyser.")]
    for module in (each for each in names if not each.endswith("__main__")):
        for name, value in vars(importlib.import_module(module)).items():
            for pattern in _held(value):
                if isinstance(pattern.pattern, str):
                    key = pattern.pattern, pattern.flags
                    found.setdefault(key, f"{module}.{name}")
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf8"))):
            if (text := _written(node)) is not None:
                compiled = re.compile(text)
                module = ".".join(("analyser", *path.relative_to(ROOT).with_suffix("").parts))
                place = f"{module}:{getattr(node, 'lineno', 0)}"
                found.setdefault((compiled.pattern, compiled.flags), place)
    return found


def _held(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from (each for key in value.items() for part in key for each in _held(part))
    elif isinstance(value, list | tuple | set | frozenset):
        yield from (each for part in value for each in _held(part))


def _written(node: ast.AST) -> str | None:
    """Return the pattern in ``re.search("…", text)``; one with parts put in is not told."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
        return None
    is_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
    first = node.args[0]
    if is_re and node.func.attr in _CALLS and isinstance(first, ast.Constant):
        return first.value if isinstance(first.value, str) else None
    return None


def attacks(pattern: str, flags: int) -> list[tuple[str, str, str]]:
    """Return what might make one run away: what leads to a repeat, what it repeats, an end."""
    tree = parser.parse(pattern, flags)
    found: set[tuple[str, str, str]] = set()
    whole = _sample(tree, 0)
    for choice in range(2):
        for lead, body in _repeats(tree, "", choice):
            found |= {(lead, body, end) for end in _ENDS}
            found |= {("", lead + body, end) for end in _ENDS}
    for part in {whole, whole[:-1], *whole.split(), " ", "a", "1", "."} - {""}:
        found |= {(before, part, end) for before in _PREFIXES for end in _ENDS[:2]}
    return sorted(found)[:: len(found) // _MOST + 1]


def _repeats(tree: Iterable[Any], lead: str, choice: int) -> Iterator[tuple[str, str]]:
    """Yield what comes before each repeat without end, and what it repeats."""
    for kind, value in tree:
        for inner in _inside(kind, value):
            if kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[1] > 50:
                yield lead, _sample(inner, choice) or "a"
            yield from _repeats(inner, lead, choice)
        lead += _sample([(kind, value)], choice)


def _inside(kind: Any, value: Any) -> list[Any]:
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return [value[2]]
    if kind is op.SUBPATTERN:
        return [value[3]]
    if kind is op.BRANCH:
        return list(value[1])
    if kind is op.ATOMIC_GROUP:
        return [value]
    return [value[1]] if kind in (op.ASSERT, op.ASSERT_NOT) else []


def _sample(tree: Iterable[Any], choice: int) -> str:
    """Return a text that a part matches, or nearly; another for another ``choice``."""
    made = ""
    for kind, value in tree:
        if kind is op.LITERAL:
            made += chr(value)
        elif kind in (op.NOT_LITERAL, op.ANY):
            made += "x "[choice % 2]
        elif kind is op.IN:
            made += _of_class(value, choice)
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            made += _sample(value[2], choice) * max(value[0], 1 if choice % 2 else 0)
        elif kind is op.BRANCH:
            made += _sample(value[1][choice % len(value[1])], choice)
        elif kind in (op.SUBPATTERN, op.ATOMIC_GROUP):
            made += _sample(value[3] if kind is op.SUBPATTERN else value, choice)
    return made


def _of_class(members: list[Any], choice: int) -> str:
    tried = ["a", " ", "1", "A", ".", "-", "\n", "\t", ",", '"', "x", "\0"]
    fits = re.compile(_class(members), re.DOTALL)
    good = [each for each in tried if fits.fullmatch(each)]
    good = good or [chr(value) for kind, value in members if kind is op.LITERAL] or ["a"]
    return good[choice % len(good)]


_CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
}


def _class(members: list[Any]) -> str:
    written = ""
    for kind, value in members:
        if kind is op.NEGATE:
            written += "^"
        elif kind is op.LITERAL:
            written += re.escape(chr(value))
        elif kind is op.RANGE:
            written += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
        elif kind is op.CATEGORY:
            written += _CATEGORIES[value]
    return f"[{written}]"


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    began = time.thread_time()
    for _ in pattern.finditer(text):
        pass
    return time.thread_time() - began


def runs_away(
    pattern: re.Pattern[str], lead: str, body: str, end: str, ratio: int = _RATIO
) -> bool:
    """Whether four times the text takes so many times as long, whenever it is asked."""
    if explodes(pattern, lead, body, end):
        return True
    for repeats in (_SHORT, 2 * _SHORT, 4 * _SHORT):  # a quick processor needs more to tell
        short, long = (lead + body * n + end for n in (repeats, repeats * _TIMES))
        if _seconds(pattern, long) > _LONG:
            return all(_seconds(pattern, long) > ratio * _seconds(pattern, short) for _ in range(4))
    return False


def explodes(pattern: re.Pattern[str], lead: str, body: str, end: str) -> bool:
    """Whether two more repeats take three times as long, told before it is too long to wait."""
    before = _LONG / 3
    for n in range(4, 40, 2):
        text = lead + body * n + end
        now = _seconds(pattern, text)
        if now > max(_LONG, 3 * before):
            now = min(now, _seconds(pattern, text), _seconds(pattern, text))
        if now > max(_LONG, 3 * before):
            return True
        before = max(now, _LONG / 3)
    return False


def repeats(pattern: str, flags: int) -> bool:
    """Whether a pattern repeats anything without end: one that does not cannot run away."""
    return next(_repeats(parser.parse(pattern, flags), "", 0), None) is not None


def main() -> None:
    """Print each pattern that runs away, with a text that it does so on."""
    for (pattern, flags), place in patterns().items():
        if repeats(pattern, flags):
            ratio = _RATIO_WITHIN if place.startswith(_WITHIN) else _RATIO
            compiled = re.compile(pattern, flags)
            for attack in attacks(pattern, flags):
                if runs_away(compiled, *attack, ratio):
                    print(f"{place}: {pattern[:80]!r} on {attack!r}", flush=True)
                    break


if __name__ == "__main__":
    main()
