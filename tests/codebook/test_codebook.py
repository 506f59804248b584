"""The codebook is data under rules: what it has, and what is refused."""

import shutil
from pathlib import Path

import pytest

from analyser.codebook import codebook_of, load_codebook
from analyser.errors import InvalidCodebook
from analyser.text.notation import alternatives, capitals, phrases

HARBOURS = Path(__file__).parent / "harbours"

MEASURES = [
    "facial-recognition",
    "cctv",
    "anpr",
    "biometrics-dna",
    "digital-id",
    "interception",
    "communications-data",
    "equipment-interference",
    "encryption",
    "online-safety",
    "police-powers",
    "protest-policing",
    "covert-sources",
    "algorithms-ai",
    "data-sharing",
    "drones",
]
THEMES = [
    "public-safety",
    "national-security",
    "vulnerable-people",
    "privacy",
    "expression-assembly",
    "equality-bias",
    "religion",
    "accuracy-effectiveness",
    "legality",
    "safeguards",
    "oversight",
    "transparency-trust",
    "legislation-pause",
    "resources",
    "data-governance",
    "industry",
    "innovation",
    "international",
]


def test_codes_in_order() -> None:
    codebook = load_codebook()
    assert [measure.code for measure in codebook.measures] == MEASURES
    assert [theme.code for theme in codebook.themes] == THEMES


def test_every_code_has_a_label_a_definition_and_terms() -> None:
    codes = [*load_codebook().measures, *load_codebook().themes]
    assert len({code.label for code in codes}) == len(codes)
    assert all(code.label[0].isupper() and code.definition and code.terms for code in codes)


def test_no_term_is_its_own_exclusion() -> None:
    for code in [*load_codebook().measures, *load_codebook().themes]:
        excluded = {phrase.lower() for term in code.exclude for phrase in phrases(term)}
        named = {phrase.lower() for term in code.terms for phrase in phrases(term)}
        assert named - excluded, code.code


def test_foreign_codebook() -> None:
    codebook = load_codebook(HARBOURS)
    assert [(m.code, m.terms) for m in codebook.measures] == [
        ("lighthouses", ("lighthouse|lighthouses",))
    ]
    assert codebook.signature != load_codebook().signature


def test_signature_is_of_the_content(tmp_path: Path) -> None:
    copy = shutil.copytree(HARBOURS, tmp_path / "copy")
    measures = copy / "measures.toml"
    measures.write_bytes(b"# a comment\r\n" + measures.read_bytes().replace(b"\n", b"\r\n"))
    same = load_codebook(copy)
    assert same.signature == load_codebook(HARBOURS).signature
    assert codebook_of(same.content) == same
    measures.write_text(measures.read_text().replace("on the coast", "inland"))
    assert load_codebook(copy).signature != same.signature


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("measures.toml", "label = ", "lable = ", ["lighthouses", "'lable'", "one of label"]),
        ("measures.toml", 'label = "Lighthouses"', "", ["lighthouses", "label is missing"]),
        ("measures.toml", '"Lighthouses"', '" "', ["label is ' '", "some text"]),
        ("measures.toml", "[lighthouses]", "[Light_Houses]", ["Light_Houses", "lower-case words"]),
        ("measures.toml", "lighthouse|lighthouses", "light|", ["'light|'", "both sides"]),
        ("measures.toml", "lighthouse|lighthouses", "a|a", ["'a|a'", "different words"]),
        ("measures.toml", "lighthouse|lighthouses", "a  b", ["'a  b'", "single spaces"]),
        (
            "measures.toml",
            "lighthouse|lighthouses",
            "a ... b",
            ["'a ... b'", "more than full stops"],
        ),
        ("measures.toml", '["lighthouse|lighthouses"]', '["a", "a"]', ["twice", "once"]),
        ("measures.toml", '["lighthouse|lighthouses"]', "[]", ["terms is empty", "at least one"]),
        ("measures.toml", '["lighthouse|lighthouses"]', "7", ["terms is 7", "a list"]),
        ("measures.toml", '["lighthouse|lighthouses"]', "[7]", ["has 7", "quotation marks"]),
        ("measures.toml", "[lighthouses]", "[lighthouses", ["expected TOML"]),
        ("themes.toml", "terms", "needed = 0\nterms", ["money", "at least 1"]),
        ("themes.toml", "terms", 'headings = ["x"]\nterms', ["money", "'headings'"]),
        ("measures.toml", "claim = ", "claims = ", ["lighthouses", "'claims'"]),
    ],
)
def test_refused(tmp_path: Path, file: str, old: str, new: str, said: list[str]) -> None:
    copy = shutil.copytree(HARBOURS, tmp_path / "copy")
    path = copy / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(InvalidCodebook) as refused:
        load_codebook(copy)
    for words in [str(path), *said]:
        assert words in str(refused.value)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidCodebook, match=r"measures\.toml, the whole file: No such file"):
        load_codebook(tmp_path)


def test_notation() -> None:
    assert alternatives("ID card|cards") == (("ID",), ("card", "cards"))
    assert phrases("ID card|cards") == ("ID card", "ID cards")
    assert capitals("AI-driven I DNA card") == {"AI", "DNA"}
