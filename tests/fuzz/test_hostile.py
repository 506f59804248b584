"""Files made to harm: refused in a sentence, or read in time and memory in proportion to size."""

import contextlib
import gzip
import json
import multiprocessing
import multiprocessing.connection
import os
import resource
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from analyser.debate import Kind
from analyser.errors import AnalyserError
from analyser.fulltext.query import parse, places
from analyser.ingest import read_sittings
from analyser.ingest.article import article_of
from analyser.press import read_claims, read_statements
from analyser.text.normalisation import normalised
from analyser.text.sentences import sentence_starts
from tests.fuzz.targets import TARGETS

XML = ("twfy-xml", "parlamint", "register-xml")
JSON = (
    *("hansard-api", "twfy-records", "twfy-rows", "units", "motion-units", "gold-units"),
    *("register-people", "register-posts", "register-biography"),
)
CSV = ("register-csv", "reviews", "gold-motions")
_LAUGHS = '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
)
_PERCENT = "<!ENTITY % a0 'ha'>" + "".join(
    f"<!ENTITY % a{n} '{f'&#37;a{n - 1};' * 10}'>" for n in range(1, 12)
)


def refused(name: str, content: bytes, why: str = "") -> None:
    with pytest.raises(AnalyserError) as error:
        TARGETS[name](content)
    said = str(error.value)
    assert TARGETS[name].name in said
    assert "(expected" in said
    assert why in said
    assert len(said) < 1_000


def said_of(name: str, content: bytes) -> str:
    """Return the error; of a file whose lines are refused one by one, what was read instead."""
    try:
        return str(TARGETS[name](content))
    except AnalyserError as error:
        return str(error)


def declaring(name: str, declared: str, within: str = "") -> bytes:
    """Return the valid XML file of a target with a DOCTYPE, and a text in its first element."""
    root, _, rest = TARGETS[name].valid.decode().partition(">")
    tag = root[1:].split()[0]
    return f"<!DOCTYPE {tag} [{declared}]>{root}>{within}{rest}".encode()


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize(
    ("declared", "within"),
    [
        pytest.param(_LAUGHS, "&a11;", id="billion laughs"),
        pytest.param(f"{_PERCENT}%a11;", "", id="billion laughs in the DTD"),
        pytest.param(f'<!ENTITY a "{"ha" * 50_000}">', "&a;" * 5_000, id="quadratic"),
        pytest.param('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;", id="a file"),
        pytest.param('<!ENTITY a SYSTEM "http://127.0.0.1:9/a">', "&a;", id="an address"),
        pytest.param('<!ENTITY % a SYSTEM "http://127.0.0.1:9/a">%a;', "&b;", id="another DTD"),
        pytest.param('<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;", id="a loop"),
    ],
)
def test_no_entity_grows_or_reaches_out(name: str, declared: str, within: str) -> None:
    refused(name, declaring(name, declared, within))


@pytest.mark.parametrize("name", XML)
def test_a_doctype_gives_no_element_attributes(name: str) -> None:
    refused(name, declaring(name, '<!ATTLIST speech time CDATA "10:30">'), "DOCTYPE")


@pytest.mark.parametrize("name", XML)
def test_an_attribute_of_11_million_characters_is_refused(name: str) -> None:
    root, _, rest = TARGETS[name].valid.partition(b">")
    refused(name, b"%s a='%s'>%s" % (root, b"x" * 11_000_000, rest))


@pytest.mark.parametrize("name", XML)
def test_100_000_elements_within_each_other_are_refused(name: str) -> None:
    root, _, rest = TARGETS[name].valid.partition(b">")
    refused(name, root + b">" + b"<p>" * 100_000 + b"</p>" * 100_000 + rest, "depth")


@pytest.mark.parametrize("deep", [b"[" * 100_000 + b"]" * 100_000, b'{"a":' * 100_000])
@pytest.mark.parametrize("name", [*JSON])
def test_json_100_000_deep_is_refused(name: str, deep: bytes) -> None:
    assert "deep" in said_of(name, deep) or "Expecting" in said_of(name, deep)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("NaN", "NaN"),
        ("-Infinity", "Infinity"),
        ("1e999", "1e999"),
        ("9" * 5_000, "4300 digits"),
        ('"\\ud800"', "half of a character"),
        ('"\\udc00\\ud800"', "half of a character"),
        ('{"a": 1, "a": 2}', "'a' stands twice"),
    ],
)
@pytest.mark.parametrize("name", JSON)
def test_what_python_alone_takes_for_json_is_refused(name: str, value: str, why: str) -> None:
    content = TARGETS[name].valid.replace(b"{", f'{{"odd": {value}, '.encode(), 1)
    assert why in said_of(name, content)


def test_a_character_of_two_halves_is_one() -> None:
    debate = json.loads(TARGETS["hansard-api"].valid)
    debate["Overview"]["Title"] = "Fog \U0001f32b"
    TARGETS["hansard-api"](json.dumps(debate).encode())


@pytest.mark.parametrize("name", CSV)
def test_a_million_columns_are_refused_or_passed_over(name: str) -> None:
    header, _, rows = TARGETS[name].valid.partition(b"\n")
    with contextlib.suppress(AnalyserError):
        TARGETS[name](header + b",x" * 1_000_000 + b"\n" + rows)
    with contextlib.suppress(AnalyserError):
        TARGETS[name](header + b"\n" + b"," * 1_000_000)


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_no_file_is_named(name: str, tmp_path: Path) -> None:
    target = TARGETS[name]
    if name in ("query", "second-answer", "codebook"):
        pytest.skip("these are given as text or as a folder")
    for make in (_nothing, Path.mkdir, os.mkfifo, _loop):
        path = tmp_path / make.__name__ / target.name
        path.parent.mkdir()
        make(path)
        with pytest.raises(AnalyserError, match=make.__name__):
            target.read(path)


def _nothing(_: Path) -> None:
    """Make no file."""


def _loop(path: Path) -> None:
    path.symlink_to(path)


def test_what_unpacks_beyond_proportion_is_refused() -> None:
    refused("motion-model", gzip.compress(b" " * 50_000_000), "times its size")


@pytest.mark.parametrize("odd", ["\0", "\u202e", "\u2066", "\ufeff", "\u0085", "\u2028"])
@pytest.mark.parametrize("name", ["hansard-text", "article-text", "query"])
def test_marks_that_nobody_sees_are_read_or_refused(name: str, odd: str) -> None:
    content = TARGETS[name].valid.replace(b"m", f"m{odd}".encode())
    with contextlib.suppress(AnalyserError):
        TARGETS[name](content)


def test_marks_of_direction_stay_in_the_record_as_published(tmp_path: Path) -> None:
    path = tmp_path / "day.xml"
    path.write_bytes(TARGETS["twfy-xml"].valid.replace(b"No.", "No\u202e.".encode()))
    (sitting,) = read_sittings(path)
    texts = [item.text for item in sitting.debates[0].contributions if item.kind is Kind.SPEECH]
    assert texts[-1] == "No\u202e."


@pytest.mark.parametrize(
    ("name", "before", "instead"),
    [
        ("twfy-xml", b"Foghorns Bill", b"x" * 3_000),
        ("parlamint", b"Fen</surname>", b"%s</surname>" % (b"x" * 3_000)),
        ("hansard-api", b'"Title": "Fog", "Date"', b'"Title": "%s", "Date"' % (b"x" * 3_000)),
        ("hansard-api", b"2.30", b"x" * 3_000),
        ("twfy-rows", b'"name": "Ada Fen"', b'"name": "%s"' % (b"x" * 3_000)),
    ],
)
def test_what_is_said_once_and_kept_often_is_short(
    name: str, before: bytes, instead: bytes
) -> None:
    content = TARGETS[name].valid.replace(before, instead)
    assert content != TARGETS[name].valid
    refused(name, content, "characters at most")


# Proportion ----------------------------------------------------------------------------------


def _within(name: str, before: bytes, part: bytes, after: bytes = b"") -> Callable[[int], object]:
    """Return what reads a target's file with a part many times before some words of it."""
    start, found, end = TARGETS[name].valid.partition(before)
    assert found
    return lambda n: TARGETS[name](start + part * n + after + found + end)


def _items(part: dict[str, object]) -> Callable[[int], object]:
    def read(n: int) -> object:
        debate = json.loads(TARGETS["hansard-api"].valid)
        debate["Items"] = [part | {"ItemId": place} for place in range(n)]
        return TARGETS["hansard-api"](json.dumps(debate).encode())

    return read


def _press(part: str, after: str = "") -> Callable[[int], object]:
    def read(n: int) -> object:
        article = article_of(f"Fog\n\nAda Fen said it is so. {part * n}{after}")
        return read_claims(article, read_statements(article))

    return read


_SPEECH = b'<speech id="x/debate/2020-01-08a.1.1" nospeaker="1"><p>Ayes 1</p></speech>\n'
_DIVISION = b'<division id="x/debate/2020-01-08a.2.0"><divisioncount ayes="1"/></division>\n'
_HEADING = b'<minor-heading id="x/debate/2020-01-08a.1.0">%s</minor-heading>' % (b"x" * 90)
_ADA = b'<speech id="x/debate/2020-01-08a.1.1" speakername="Ada Fen"><p>So.</p></speech>'

SHAPES: dict[str, tuple[Callable[[int], object], int]] = {
    "xml: speeches": (_within("twfy-xml", b"<division", _SPEECH), 200),
    "xml: divisions": (_within("twfy-xml", b"<division", _DIVISION), 200),
    "xml: headings": (_within("twfy-xml", b"<division", _HEADING), 200),
    "xml: witnesses": (
        _within(
            "twfy-xml", b"<major-heading", b"<witnesses><witness>Bo, Ada</witness></witnesses>"
        ),
        300,
    ),
    "xml: one line": (_within("twfy-xml", b"No.</p>", b"fog. "), 20_000),
    "xml: spaces": (_within("twfy-xml", b"No.</p>", b" ", b"x"), 100_000),
    "tei: votes": (
        _within(
            "parlamint",
            b"</div>",
            b'<note type="vote-ayes">Ayes: 2</note><note type="vote-noes">Noes: 1</note>',
        ),
        200,
    ),
    "tei: one side": (
        _within("parlamint", b"</div>", b'<note type="vote-ayes">Ayes: 2</note>'),
        300,
    ),
    "tei: procedure": (_within("parlamint", b"<seg xml", b"<seg>Question put.</seg>"), 300),
    "text: one side": (_within("hansard-text", b"Division No. 7", b"Ayes: 1\n\n"), 1_000),
    "text: times": (_within("hansard-text", b"Division No. 7", b"2.30 pm\n\n"), 1_000),
    "text: groups": (_within("hansard-text", b"Division No. 7", b"Votes cast by us.\n"), 1_000),
    "text: spaces": (_within("hansard-text", b"Division No. 7", b" ", b"x\n"), 100_000),
    "text: brackets": (_within("hansard-text", b"Division No. 7", b"Ada (Ebb) ("), 10_000),
    "api: items": (_items({"ItemType": "Contribution", "Value": "<p>So.</p>"}), 100),
    "api: counts": (_items({"ItemType": "Division", "Value": "Ayes 2, Noes 1"}), 100),
    "api: one value": (_within("hansard-api", b"Lamps.</p>", b"<b>fog</b> "), 5_000),
    "api: deep value": (_within("hansard-api", b"Lamps.</p>", b"<b>"), 5_000),
    "press: one line": (_press("It is so, and so it is. "), 200),
    "press: marks": (_press("'a "), 1_000),
    "press: quotations": (_press('"It is so," she said. '), 100),
    "press: digits": (_press("1"), 4_000),
    "press: figures": (_press("1-"), 2_000),
    "press: stops": (_press(".", "x"), 10_000),
    "press: comments": (lambda n: article_of("<!---->" * n + "Fog"), 5_000),
    "near": (lambda n: places("fog lamps " * n, parse("fog NEAR/5 lamps")), 1_000),
    "sentences: stops": (lambda n: sentence_starts("." * n + "x"), 50_000),
    "sentences: lists": (lambda n: sentence_starts("1. " * n), 5_000),
    "sentences: spaces": (lambda n: sentence_starts(" " * n + "A. " * n), 5_000),
    "accents": (lambda n: normalised("a" + "\u0316\u0300" * n), 20_000),
}


def _seconds(read: Callable[[int], object], n: int) -> float:
    began = time.thread_time()
    with contextlib.suppress(AnalyserError):
        read(n)
    return time.thread_time() - began


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_size_takes_at_most_eight_times_as_long(shape: str) -> None:
    read, n = SHAPES[shape]
    _seconds(read, n)  # what is made once
    for _ in range(3):  # a machine that does other things is asked again
        if _seconds(read, 4 * n) < 8 * _seconds(read, n) + 0.002:
            return
    pytest.fail(
        f"{shape}: {_seconds(read, n):.4f} s, and {_seconds(read, 4 * n):.4f} s for 4 times"
    )


_LINE = 100_000_000


@pytest.mark.parametrize(
    "name", ["twfy-xml", "parlamint", "hansard-text", "hansard-api", "article-text"]
)
def test_100_mb_on_one_line_take_memory_in_proportion(name: str) -> None:
    valid = TARGETS[name].valid
    half = len(valid) // 2
    content = valid[:half] + b"x" * _LINE + valid[half:]
    fork = multiprocessing.get_context("fork")
    ends, begins = fork.Pipe(duplex=False)
    child = fork.Process(target=_peak, args=(name, content, begins))
    child.start()
    assert ends.recv() < 12 * _LINE
    child.join()


def _peak(name: str, content: bytes, begins: "multiprocessing.connection.Connection") -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with contextlib.suppress(AnalyserError):
        TARGETS[name](content)
    begins.send((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
