"""Files that are nearly valid: a valid one, its tokens cut, doubled, moved and replaced."""

import re

from hypothesis import strategies as st

_TOKEN = re.compile(rb'"[^"\n]{0,200}"|\w+|\s+|[^\w\s]', re.DOTALL)
_DIGITS = b"9" * 5_000  # more than Python makes a number of

HOSTILE = (
    *(b"null", b"true", b"-1", b"0", b"1.5", b"1e999", b"NaN", b"99999999999", _DIGITS, b"[]"),
    *(b"{}", b'""', b'" "', b'"\\ud800"', b'"\\u0000"', b'"-1"', b'"99999999999"', b"[[]]"),
    *(b'"9999-12-31"', b'"0000-00-00"', b'"2020"', b'"2020-02-31"', b'"2020-W01"', b"0001-01-01"),
    *(b'{"a": 1, "a": 2}', b"[null]", b'["a"]', b"[{}]", b'"<p>"', b'"' + _DIGITS + b'"'),
    *(b"<p>", b"</p>", b"<p/>", b"<![CDATA[", b"]]>", b"&#0;", b"&x;", b"&amp;", b"<!--", b"-->"),
    *(b'<!DOCTYPE a [<!ENTITY x "y">]>', b'<?xml version="1.0" encoding="utf-16"?>', b"<x:y/>"),
    *(b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\n", b"\n\n", b"\t"),
    *("\u202e", "\u2028", "\x85", "²", "٣", "ß", "İ", "\ufb03", "e\u0301", "\U0001f469\u200d"),
    *(b'"', b"'", b"''", b"(", b")", b"()", b"|", b"||", b"*", b"-", b":", b";", b"=", b"\\", b" "),
    *(b"Ayes 99999999999, Noes 1", b"Ayes " + _DIGITS, b"Votes cast by a: Ayes: 1 Noes: 2"),
    *(b"0 January 0000", b"31 February 2020", b"14 March 9999", b"99:99:99", b"24.60 pm"),
    *(
        b"The House divided",
        b"Question put.",
        b"Mr Speaker",
        b"Several hon. Members rose\xe2\x80\x94",
    ),
    *(b"NEAR/5", b"NEAR/99999999999", b"date:0000", b"date:..", b"member:", b"-date:2020-99"),
)

_payloads = st.sampled_from(
    [each if isinstance(each, bytes) else each.encode() for each in HOSTILE]
) | st.binary(max_size=6)
_edits = st.tuples(
    st.integers(0, 2**16), st.integers(0, 8), st.none() | st.integers(0, 2**16) | _payloads
)


def mutated(valid: bytes) -> st.SearchStrategy[bytes]:
    """Return files made of a valid one by a few edits, and now and then of nothing but bytes."""
    tokens = _TOKEN.findall(valid)
    edited = st.lists(_edits, min_size=1, max_size=5).map(lambda edits: apply(tokens, edits))
    return edited | st.binary(max_size=200)


def apply(tokens: list[bytes], edits: list[tuple[int, int, bytes | int | None]]) -> bytes:
    """Return tokens after edits: at a place, so many taken out, and in their stead a text.

    That is nothing, a payload, or as many tokens of another place.
    """
    made = list(tokens)
    for place, length, instead in edits:
        at = place % (len(made) + 1)
        if isinstance(instead, int):
            other = instead % (len(made) + 1)
            new = made[other : other + length + 1]
        else:
            new = [instead] if instead else []
        made[at : at + length] = new
    return b"".join(made)
