"""Lists of words and tables of patterns in TOML, beside the code that reads them.

``[terms]`` holds lists in the notation of ``analyser.text.notation``. ``[patterns]`` holds regular
expressions, an alternative a line, most telling first: ``{NAME}`` stands for another pattern of
the file, ``[[a b]]`` for either word (``\\s`` for a space within one), and ``review~`` for
"review" or "reviewing".
"""

import re
import tomllib
from pathlib import Path
from typing import Any

from analyser.errors import InvalidWords
from analyser.text.notation import phrases
from analyser.text.whole_file import decoded

_WORDS = re.compile(r"\[\[(.+?)\]\](?!\])")
_VERB = re.compile(r"(\w+)~")
_NAMED = re.compile(r"\{([A-Z_]+)\}")


def load_terms(path: Path) -> dict[str, frozenset[str]]:
    """Return every phrase of each list. Raises ``InvalidWords`` naming the file and the list."""
    found: dict[str, frozenset[str]] = {}
    for name, terms in _table(path, "terms").items():
        try:
            found[name] = frozenset(phrase for term in terms for phrase in phrases(term))
        except (ValueError, TypeError, AttributeError) as error:
            raise InvalidWords(f"{path}, terms.{name}: {terms!r:.80} (expected {error})") from error
    return found


def load_patterns(path: Path) -> dict[str, re.Pattern[str]]:
    """Return the patterns of a file. Raises ``InvalidWords`` naming the file and the pattern."""
    table = _table(path, "patterns")
    named = {name: "|".join(text.strip("\n").splitlines()) for name, text in table.items()}

    def whole(pattern: str, within: tuple[str, ...]) -> str:
        pattern = _WORDS.sub(lambda each: f"(?:{'|'.join(each[1].split())})", pattern)
        pattern = _VERB.sub(lambda each: _with_ing(each[1]), pattern)
        return _NAMED.sub(lambda each: f"(?:{inner(each[1], within)})", pattern)

    def inner(name: str, within: tuple[str, ...]) -> str:
        if name not in named or name in within:
            what = "is made of itself" if name in within else "is not there"
            raise InvalidWords(f"{path}, patterns.{within[-1]}: {{{name}}} {what}")
        return whole(named[name], (*within, name))

    found: dict[str, re.Pattern[str]] = {}
    for name in named:
        try:
            found[name] = re.compile(inner(name, (name,)[:0]))
        except re.error as error:
            raise InvalidWords(f"{path}, patterns.{name}: {error}") from error
    return found


def _with_ing(verb: str) -> str:
    return f"{verb[:-1]}(?:e|ing)" if verb.endswith("e") else f"{verb}(?:{verb[-1]}?ing)?"


def _table(path: Path, name: str) -> dict[str, Any]:
    try:
        table: dict[str, Any] = tomllib.loads(decoded(path.read_bytes()))[name]
    except (OSError, ValueError, KeyError) as error:
        raise InvalidWords(f"{path}: {error} (expected TOML with a table {name})") from error
    return table
