"""Reading a codebook and checking that it keeps its own rules."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analyser.codebook.checking import Table
from analyser.codebook.entries import Code, Codebook, Context, Cue, StanceRules
from analyser.errors import InvalidCodebook

KINDS = ("attitude", "effect", "urging", "verdict", "wish", "evaluation", "grant")
FILES = ("measures.toml", "themes.toml", "stance.toml")


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
    stance = _rules(Table(where / FILES[2], "the file", files["stance"]), measures)
    canonical = json.dumps(files, ensure_ascii=True, separators=(",", ":"))
    return Codebook(measures, themes, stance, canonical)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidCodebook(f"{path}: cannot be read (expected a TOML file)") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidCodebook(f"{path}: {error} (expected TOML in UTF-8)") from error


def _codes(file: Mapping[str, Any], path: Path, *, of_measures: bool) -> tuple[Code, ...]:
    if not file:
        raise InvalidCodebook(f"{path}: is empty (expected one table a code)")
    return tuple(_code(Table(path, code, table), of_measures) for code, table in file.items())


def _code(table: Table, of_measure: bool) -> Code:
    own = ("counter", "headings", "referents") if of_measure else ("weak", "needed")
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
    )


def _context(table: Table) -> Context:
    table.expect_keys(("terms", "with", "within"))
    within = table.one_of("within", ("sentence", "contribution"))
    return Context(table.terms("terms"), table.terms("with"), within)


def _rules(table: Table, measures: tuple[Code, ...]) -> StanceRules:
    plain = ("negators", "concessions", "hedges", "referents", "bill")
    gapped = ("neutral", "reported")
    optional = ("conditions", "abstaining", "void")
    table.expect_keys(("cues", *gapped, *plain, *optional))
    codes = tuple(measure.code for measure in measures)
    return StanceRules(
        cues=tuple(_cue(part, codes) for part in table.tables("cues")),
        **{key: table.terms(key, gap=key in gapped) for key in (*plain, *gapped)},
        **{key: table.terms(key, gap=True, optional=True) for key in optional},
    )


def _cue(table: Table, codes: tuple[str, ...]) -> Cue:
    table.expect_keys(("stance", "kind", "weight", "measures", "exempt", "phrases"))
    return Cue(
        stance=table.stance("stance"),
        kind=table.one_of(
            "kind", ("attitude", "effect", "urging", "verdict", "wish", "evaluation", "grant")
        ),
        weight=table.share("weight"),
        phrases=table.terms("phrases", gap=True),
        measures=table.codes("measures", codes),
        exempt=table.codes("exempt", codes),
    )
