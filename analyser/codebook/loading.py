"""Reading a codebook and checking that it keeps its own rules."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analyser.codebook.checking import TomlTable
from analyser.codebook.entries import Code, Codebook, Context
from analyser.errors import InvalidCodebook
from analyser.text.whole_file import read_text

FILES = ("measures.toml", "themes.toml")


def load_codebook(folder: Path | None = None) -> Codebook:
    """Read the codebook in ``folder``, or the one for surveillance debates.

    Raises ``InvalidCodebook``, which names the file, the entry and what was expected.
    """
    place = folder or Path(__file__).parent
    content = {name.removesuffix(".toml"): _toml(place / name) for name in FILES}
    return codebook_of(json.dumps(content), where=place)


def codebook_of(content: str, *, where: Path = Path("codebook")) -> Codebook:
    """Make a codebook from its content in JSON; ``where`` is the folder that errors name.

    Raises ``InvalidCodebook``.
    """
    files: Mapping[str, Mapping[str, Any]] = json.loads(content)
    measures = _codes(files["measures"], where / FILES[0], of_measures=True)
    themes = _codes(files["themes"], where / FILES[1], of_measures=False)
    canonical = json.dumps(files, ensure_ascii=True, separators=(",", ":"))
    return Codebook(measures, themes, canonical)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_text(path, InvalidCodebook))
    except (ValueError, RecursionError) as error:  # no TOML, a number without end, or too deep
        raise InvalidCodebook(path, "the whole file", str(error), "TOML") from error


def _codes(file: Mapping[str, Any], path: Path, *, of_measures: bool) -> tuple[Code, ...]:
    if not file:
        raise InvalidCodebook(path, "the whole file", "it is empty", "one table a code")
    return tuple(_code(TomlTable(path, code, table), of_measures) for code, table in file.items())


def _code(table: TomlTable, of_measure: bool) -> Code:
    own = ("claim", "counter", "headings", "referents") if of_measure else ("weak", "needed")
    table.expect_keys(("label", "definition", "terms", "exclude", "context", *own))
    table.expect_code()
    return Code(
        code=table.entry,
        label=table.text("label"),
        definition=table.text("definition"),
        terms=table.terms("terms"),
        exclude=table.terms("exclude", optional=True),
        context=tuple(_context(part) for part in table.tables("context", optional=True)),
        weak=table.terms("weak", optional=True),
        needed=table.whole("needed", otherwise=2),
        counter=table.terms("counter", optional=True),
        headings=table.terms("headings", optional=True),
        referents=table.terms("referents", optional=True),
        claim=table.text("claim") if of_measure else "",
    )


def _context(table: TomlTable) -> Context:
    table.expect_keys(("terms", "with", "within"))
    within = table.one_of("within", ("sentence", "contribution"))
    return Context(table.terms("terms"), table.terms("with"), within)
