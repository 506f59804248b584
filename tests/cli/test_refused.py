"""What cannot be done as it was typed: exit 2, what is wrong, what would be right."""

import errno
import json
import socket
from pathlib import Path

import pytest

from analyser.corpus import Corpus
from analyser.dashboard.serve import DashboardUnavailable, serve
from analyser.training.gold import text_hash
from tests.conftest import Ran, Run
from tests.record import write_xml


def _words(ran: Ran) -> str:
    assert ran.exit_code == 2, ran.stderr
    assert ran.stdout == ""
    return " ".join(ran.stderr.split())


# Paths ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        ("ingest", "GONE"),
        ("ingest", "GOOD", "--register", "GONE"),
        ("fetch", "--source", "parlparse", "--register", "GONE"),
        ("analyse", "--codebook", "GONE"),
        ("analyse", "--encoder-folder", "GONE"),
        ("code", "GONE", "-o", "OUT"),
        ("code", "GOOD", "-o", "OUT", "--codebook", "GONE"),
        ("press", "GONE"),
        ("press", "GOOD", "--register", "GONE"),
        ("evaluate", "motion", "GONE"),
        ("evaluate", "motion", "GOOD", "--keep", "GONE"),
        ("train", "motion", "--handeset", "GONE"),
        ("train", "motion", "--handeset", "GOOD", "--divisions", "GONE"),
        ("dashboard", "--register", "GONE"),
    ],
)
def test_a_path_that_is_not_there_is_wrong_use(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    good = tmp_path / "good.txt"
    good.write_text("{}", "utf8")
    given = {"GONE": tmp_path / "gone", "GOOD": good, "OUT": tmp_path / "out"}
    said = _words(run(*(given.get(word, word) for word in command)))
    assert f"'{tmp_path / 'gone'}' does not exist" in said


@pytest.mark.parametrize("verb", [("code", "FILE"), ("export", "debates")])
@pytest.mark.parametrize(("place", "says"), [("no/x.csv", "no folder"), (".", "is a directory")])
def test_an_output_that_can_be_no_file_is_wrong_use(
    run: Run, tmp_path: Path, verb: tuple[str, ...], place: str, says: str
) -> None:
    file = write_xml(tmp_path)
    command = [file if word == "FILE" else word for word in verb]
    assert says in _words(run(*command, "-o", tmp_path / place))


@pytest.mark.parametrize("task", ["positions", "motion"])
def test_code_never_overwrites_what_it_reads(run: Run, tmp_path: Path, task: str) -> None:
    units, link = tmp_path / "units.jsonl", tmp_path / "link.jsonl"
    units.write_text('{"id": 1, "text": "I oppose CCTV."}\n')
    link.symlink_to(units)
    assert "is read by this command" in _words(run("code", units, "-o", link, "--task", task))
    assert link.is_symlink()
    assert units.read_text() == '{"id": 1, "text": "I oppose CCTV."}\n'


def test_export_never_writes_into_the_corpus(run: Run, tmp_path: Path) -> None:
    run("ingest", write_xml(tmp_path / "in"))
    (table,) = (tmp_path / "corpus").glob("record/*/votes.parquet")
    before = table.read_bytes()
    said = _words(run("export", "votes", "-o", table))
    assert f"lies in {tmp_path / 'corpus'}, which this command reads" in said
    assert table.read_bytes() == before


def test_train_never_overwrites_what_it_learns_from(run: Run, tmp_path: Path) -> None:
    labelled, day = tmp_path / "handeset.csv", write_xml(tmp_path / "days")
    labelled.write_text("title\n")
    before = day.read_text("utf8")
    motion = ("train", "motion", "--handeset", labelled, "--divisions", day.parent, "-o")
    assert "is read by this command" in _words(run(*motion, labelled))
    assert "lies in" in _words(run(*motion, day))
    assert (labelled.read_text(), day.read_text("utf8")) == ("title\n", before)


def test_texts_are_put_into_codes_alone(run: Run, tmp_path: Path) -> None:
    ran = run("ingest", write_xml(tmp_path / "days"))
    assert ran.exit_code == 0
    query = "SELECT text, contribution_id FROM chosen LIMIT 1"
    text, name = Corpus(tmp_path / "corpus").select(query).iloc[0]
    coded, filled = tmp_path / "coded.jsonl", tmp_path / "filled.jsonl"
    coded.write_text(json.dumps({"id": name, "hash": text_hash(text)}) + "\n")
    assert run("train", "texts", coded, "-o", filled).exit_code == 0
    assert json.loads(filled.read_text("utf8"))["text"] == text
    assert "is read by this command" in _words(run("train", "texts", coded, "-o", coded))
    coded.write_text(json.dumps({"id": "gone", "hash": ""}) + "\n")
    ran = run("train", "texts", coded, "-o", filled)
    assert (ran.exit_code, "coded.jsonl, line 1: the corpus has no gone" in ran.stderr) == (1, True)


# Days -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        ("positions", "--from"),
        ("search", "lamps", "--to"),
        ("fetch", "--day"),
        ("fetch", "--from"),
        ("press", "ARTICLE", "--date"),
    ],
)
@pytest.mark.parametrize(
    ("day", "what"),
    [
        ("2020-02-31", "is not in the calendar"),
        ("2020-13-01", "is not in the calendar"),
        ("31/02/2020", "is not a date that can be read"),
        ("yesterday", "is not a date that can be read"),
        ("", "is not a date that can be read"),
    ],
)
def test_an_impossible_day_is_named(
    run: Run, tmp_path: Path, command: tuple[str, ...], day: str, what: str
) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Lamps\n\nLit.\n")
    *verb, option = (article if word == "ARTICLE" else word for word in command)
    said = _words(run(*verb, option, day))
    assert f"'{option}': '{day}' {what} (expected YYYY-MM-DD, such as 2020-01-27)" in said


def test_days_the_wrong_way_round_are_named(run: Run) -> None:
    for verb in ("positions", "fetch"):
        ran = run(verb, "--from", "2020-2-2", "--to", "2020-01-31")
        assert "--from 2020-02-02 comes after --to 2020-01-31" in _words(ran)


# Codes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "meant"),
    [
        (("positions", "--measure", "face recognition"), "facial-recognition"),
        (("search", "lamps", "--measure", "encrypton"), "encryption"),
        (("themes", "--theme", "privcy"), "privacy"),
        (("members", "--stance", "opose"), "oppose"),
        (("debates", "--house", "Common"), "Commons"),
        (("positions", "--party", "Labour"), "Lab"),
        (("positions", "--party", "Orche"), "Orch"),
        (("fetch", "--day", "2020-01-27", "--house", "westminster"), "Westminster Hall"),
        (("fetch", "--source", "they work for you"), "theyworkforyou"),
        (("export", "position", "-o", "x.csv"), "positions"),
    ],
)
def test_a_misspelt_code_brings_the_nearest(
    run: Run, tmp_path: Path, command: tuple[str, ...], meant: str
) -> None:
    text = "Foghorns\n\nBo Marsh (Wick) (Orch)\nNo.\n"
    (tmp_path / "2020-01-08.txt").write_text(text, "utf8")
    run("ingest", tmp_path / "2020-01-08.txt")
    said = _words(run(*command))
    assert f"Did you mean {meant}" in said


def test_a_party_of_the_corpus_is_known_and_one_far_from_all_is_answered_plainly(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Foghorns\n\nBo Marsh (Wick) (Orch)\nNo.\n", "utf8")
    run("ingest", tmp_path / "a.txt")
    assert "Bo Marsh" in run("members", "--party", "ORCH").stdout
    assert run("members", "--party", "SNP").exit_code == 0  # known, but not here
    assert "Did you mean" not in _words(run("members", "--party", "Zzyzx"))


@pytest.mark.parametrize(
    "given",
    ["not-an-id", "2020-01-27", "https://www.theyworkforyou.com/debates/?id=2020-01-27b.545.0"],
)
def test_what_names_no_debate_brings_the_forms_that_do(run: Run, given: str) -> None:
    said = _words(run("fetch", given))
    assert f"'{given}' names no debate" in said
    for form in ("9AEC6C71-400E-", "https://hansard.parliament.uk/", "--day", "--search"):
        assert form in said


# An empty corpus, and one without a hit ----------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        ("search", "lamps"),
        ("positions",),
        ("themes",),
        ("debates",),
        ("members",),
        ("check",),
        ("export", "debates", "-o", "x.csv"),
    ],
)
def test_an_empty_corpus_and_none_are_wrong_use(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    folder = tmp_path / "corpus"
    none = f"The corpus {folder} is empty: there is no such folder. Type: analyser ingest PATH"
    assert none in _words(run(*command))
    folder.mkdir()
    assert f"The corpus {folder} is empty. Type: analyser ingest PATH" in _words(run(*command))


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("search", "walrus"), "Nothing holds walrus in what is chosen: everything in the corpus."),
        (("positions", "--measure", "drones"), "Nothing was found in what is chosen: measure"),
        (("debates", "--to", "1999-12-31"), "Nothing was found in what is chosen: up to 31"),
    ],
)
def test_nothing_found_is_said_and_is_no_failure(
    run: Run, tmp_path: Path, command: tuple[str, ...], says: str
) -> None:
    run("ingest", write_xml(tmp_path / "in"))
    run("analyse")
    ran = run(*command)
    assert ran.exit_code == 0
    assert says in ran.stderr


# The dashboard ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--port", "99999"), "Port 99999 is not one: ports go from 1 to 65535."),
        (("--port", "0"), "Port 0 is not one"),
        (("--host", "nowhere.invalid"), "There is no host called 'nowhere.invalid'."),
        (("--host", "192.0.2.1"), "192.0.2.1 is not an address of this machine."),
    ],
)
def test_a_place_where_nothing_can_be_served_is_named(
    run: Run, options: tuple[str, ...], says: str
) -> None:
    assert says in _words(run("dashboard", *options))


def test_a_taken_port_and_one_of_the_system_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(port: int) -> int:
        return serve(tmp_path, host="127.0.0.1", port=port, say=print)

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(DashboardUnavailable, match=f"Port {port} is taken by another program"):
            ask(port)

    def forbidden(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", forbidden)  # these tests may run as root
    with pytest.raises(DashboardUnavailable, match="Port 80 is kept for the system's own use"):
        ask(80)
