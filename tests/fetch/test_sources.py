"""Each source, asked by its documented command, faults and all."""

import json
from datetime import date
from pathlib import Path

import pytest

from analyser.corpus import Corpus
from analyser.fetch import debate_id
from analyser.fetch.hansard import InvalidDebate
from analyser.members import Register
from tests.conftest import Run
from tests.fetch.stand_in import StandIn

DAYS = ("--from", "2099-03-02", "--to", "2099-03-05")


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path / "corpus")


def outcomes(corpus: Corpus) -> dict[str, int]:
    return dict(corpus.table("coverage")["outcome"].value_counts())


# TheyWorkForYou ----------------------------------------------------------------------------------


def test_days_of_a_house_come_in_their_newest_letter(
    run: Run, source: StandIn, corpus: Corpus
) -> None:
    ran = run("fetch", *DAYS, "--house", "Commons")
    assert ran.exit_code == 0, ran.stderr
    assert "4 asked for: 3 got, 1 missing" in ran.stderr
    assert [each["version"] for each in corpus.sittings()] == ["b", "b", "b"]
    coverage = corpus.table("coverage")
    assert coverage["outcome"].tolist() == ["got", "got", "got", "missing"]
    assert coverage["item"].tolist()[3] == "Commons, 2099-03-05"
    assert coverage["title"].tolist()[0] == "Commons of 2 March 2099"
    assert not any(path.endswith("a.xml") for path in source.asked)


def test_all_houses_are_asked_where_none_is_named(
    run: Run, source: StandIn, corpus: Corpus
) -> None:
    assert run("fetch", "--day", "2099-03-02").exit_code == 0
    assert sorted(str(each["house"]) for each in corpus.sittings()) == [
        "Commons",
        "Commons",
        "Lords",
    ]
    assert len([path for path in source.asked if path.endswith(".xml")]) == 3


def test_westminster_hall_is_a_house_to_ask_for(run: Run, source: StandIn, corpus: Corpus) -> None:
    assert run("fetch", "--day", "2099-03-02", "--house", "westminster hall").exit_code == 0
    (sitting,) = corpus.sittings()
    assert sitting["sitting_id"].startswith("illustrative-westminster2099-03-02")
    assert source.asked[0] == "/twfy/westminhall/"


# Hansard's API -----------------------------------------------------------------------------------


def test_a_debate_by_its_address_comes_with_its_named_votes(
    run: Run, source: StandIn, corpus: Corpus
) -> None:
    address = f"https://hansard.parliament.uk/Commons/2099-03-02/debates/{source.ext_id(0)}/Lamps"
    ran = run("fetch", f"{address}#contribution-C-0-1")
    assert ran.exit_code == 0, ran.stderr
    votes = corpus.table("votes")
    assert votes[["speaker", "vote"]].to_numpy().tolist() == [["Ada Fen", "aye"]]
    (row,) = corpus.table("coverage").to_dict("records")
    assert (row["outcome"], row["title"], row["house"]) == ("got", "Lamps 0", "Commons")
    assert row["date"].date() == date(2099, 3, 2)


def test_a_search_takes_the_whole_debates_once_each(
    run: Run, source: StandIn, corpus: Corpus
) -> None:
    ran = run("fetch", "--search", "facial recognition", "--from", "2099-03-03")
    assert ran.exit_code == 0, ran.stderr
    assert len(corpus.table("debates")) == 4  # of six, two were on the day before
    pages = [path for path in source.asked if "/search/" in path]
    assert [path.rpartition("skip=")[2] for path in pages] == ["0", "4"]
    assert all("searchTerm=facial+recognition" in path for path in pages)


def test_a_day_is_fetched_whole_and_nothing_twice(
    run: Run, source: StandIn, corpus: Corpus
) -> None:
    ran = run("fetch", "--source", "hansard", *DAYS, "--house", "Commons")
    assert ran.exit_code == 0, ran.stderr
    assert "1 missing" in ran.stderr
    contributions = corpus.table("contributions")
    assert contributions["contribution_id"].is_unique
    assert corpus.table("debates")["title"].nunique() == 6
    # a debate under another, asked for by itself, is the one already held
    assert run("fetch", source.ext_id(3)).exit_code == 0
    assert len(corpus.table("contributions")) == len(contributions)
    assert run("check").exit_code == 0


def test_text_takes_the_place_of_a_debate_that_the_api_does_not_give(
    run: Run, source: StandIn, corpus: Corpus
) -> None:
    path = f"/api/debates/debate/{source.ext_id(1)}.json"
    source.faults[path] = ["500", "500", "500"]
    ran = run("fetch", source.ext_id(1))
    assert ran.exit_code == 0, ran.stderr
    assert "as text, without columns or named votes" in ran.stderr
    assert [each["format"] for each in corpus.sittings()] == ["hansard-text"]
    assert corpus.table("coverage")["what"][0].startswith("as text")
    assert run("fetch", source.ext_id(1)).exit_code == 0  # the API answers again
    assert corpus.table("coverage")["what"].isna().all()
    assert list((corpus.downloads / "hansard").glob("*.txt")) == []


@pytest.mark.parametrize(
    "given",
    [
        "9AEC6C71-400E-49D9-8B49-15D9ED8C693F",
        "https://hansard.parliament.uk/Commons/2020-01-27/debates/9AEC6C71-400E-49D9-8B49-15D9ED8C693F/X",
        "https://hansard.parliament.uk/commons/2020-01-27/debates/9AEC6C71-400E-49D9-8B49-15D9ED8C693F/"
        "AutomatedFacialRecognition#contribution-1",
        "https://hansard-api.parliament.uk/debates/debate/9AEC6C71-400E-49D9-8B49-15D9ED8C693F.json",
        "https://hansard.parliament.uk/debates/GetDebateAsText/9AEC6C71-400E-49D9-8B49-15D9ED8C693F",
    ],
)
def test_a_debate_is_named_by_its_id_or_any_address_of_it(given: str) -> None:
    assert debate_id(given) == "9AEC6C71-400E-49D9-8B49-15D9ED8C693F"


@pytest.mark.parametrize(
    "given", ["facial recognition", "https://example.org/debates/ABCD-1234", ""]
)
def test_what_names_no_debate_is_refused(given: str) -> None:
    with pytest.raises(InvalidDebate, match="expected its id"):
        debate_id(given)


# People ------------------------------------------------------------------------------------------


def test_registers_that_were_fetched_fill_what_is_read(
    run: Run, source: StandIn, corpus: Corpus
) -> None:
    assert run("fetch", "--day", "2099-03-02", "--house", "Commons").exit_code == 0
    assert run("fetch", source.ext_id(1)).exit_code == 0
    ran = run("fetch", "--source", "parlparse")
    assert ran.exit_code == 0, ran.stderr
    members = corpus.select(
        "SELECT DISTINCT person_id, party, constituency, office FROM contributions"
        " WHERE speaker = 'Ada Fen' AND contribution_id LIKE 'hansard/%'"
    )
    assert members.to_numpy().tolist() == [
        ["illustrative/person/44", "Lan", "Ebb", "Minister for Tides"]
    ]


@pytest.mark.usefixtures("source")
def test_members_of_parliaments_own_api_are_a_register(run: Run, corpus: Corpus) -> None:
    ran = run("fetch", "--member", "fen", "--member", "nobody")
    assert ran.exit_code == 0, ran.stderr
    assert "3 asked for: 2 got, 1 missing" in ran.stderr
    files = sorted(path.name for path in (corpus.downloads / "people").glob("*.json"))
    assert files == ["member-44.json", "member-46.json"]
    document = json.loads((corpus.downloads / "people" / "member-44.json").read_text())
    assert document["member"]["nameDisplayAs"] == "Ada Fen"
    assert Register.read([corpus.downloads / "people"]).digest


# Manners and mishaps -----------------------------------------------------------------------------


def test_we_say_who_we_are(run: Run, source: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANALYSER_CONTACT", "library@example.org")
    run("fetch", "--day", "2099-03-02", "--house", "Commons")
    (agent,) = source.agents
    assert agent.startswith("parliamentary-debate-analyser/")
    assert agent.endswith("(library@example.org)")


def test_what_is_here_is_not_asked_for_again(run: Run, source: StandIn) -> None:
    run("fetch", *DAYS, "--house", "Commons")
    asked = len(source.asked)
    ran = run("fetch", *DAYS, "--house", "Commons")
    assert len(source.asked) == asked
    assert "3 got" in ran.stderr
    assert "3 unchanged" in ran.stderr


def test_a_refresh_asks_only_whether_it_has_changed(
    run: Run, source: StandIn, corpus: Corpus
) -> None:
    run("fetch", source.ext_id(0))
    source.statuses.clear()
    assert run("fetch", source.ext_id(0), "--refresh").exit_code == 0
    assert set(source.statuses) == {304}
    source.edition, source.words = 2, 5
    assert run("fetch", source.ext_id(0), "--refresh").exit_code == 0
    assert sorted(source.statuses)[0] == 200
    (sitting,) = corpus.sittings()
    assert sitting["version"] == "2099-04-02T00:00:00"
    assert corpus.table("contributions")["text"][1] == "word word word word word"


@pytest.mark.parametrize("fault", ["429", "503", "cut", "half", "gzip"])
def test_what_fails_once_is_asked_for_again(
    run: Run, source: StandIn, corpus: Corpus, fault: str
) -> None:
    path = f"/api/debates/debate/{source.ext_id(0)}.json"
    source.faults[path] = [fault]
    source.faults["/twfy/debates/debates2099-03-02b.xml"] = [fault, fault]
    assert run("fetch", source.ext_id(0)).exit_code == 0
    assert run("fetch", "--day", "2099-03-02", "--house", "Commons").exit_code == 0
    assert source.asked.count(path) == 2
    assert len(corpus.sittings()) == 2
    assert outcomes(corpus) == {"got": 2}


@pytest.mark.parametrize("fault", ["503", "cut", "half", "gzip"])
def test_what_keeps_failing_is_named_and_the_rest_is_kept(
    run: Run, source: StandIn, corpus: Corpus, fault: str
) -> None:
    source.faults["/twfy/debates/debates2099-03-03b.xml"] = [fault] * 3
    ran = run("fetch", *DAYS, "--house", "Commons")
    assert ran.exit_code == 1
    assert f"{source.address}/twfy/debates/debates2099-03-03b.xml: " in ran.stderr
    assert "(expected " in ran.stderr
    assert outcomes(corpus) == {"got": 2, "failed": 1, "missing": 1}
    assert len(corpus.sittings()) == 2
    assert not list(corpus.downloads.rglob("*.partial"))
    assert run("fetch", *DAYS, "--house", "Commons").exit_code == 0  # and it comes the next time
    assert outcomes(corpus) == {"got": 3, "missing": 1}


@pytest.mark.parametrize(
    ("path", "arguments", "expected"),
    [
        ("/twfy/debates/", ("--day", "2099-03-02", "--house", "Commons"), "href="),
        ("/api/search/contributions/Spoken.json", ("--search", "lamps"), "Results"),
        (
            "/api/overview/sectionsforday.json",
            ("--day", "2099-03-02", "--source", "hansard"),
            "Sections",
        ),
        ("/parlparse/people.json", ("--source", "parlparse"), "memberships"),
        ("/members/api/Members/44/Biography", ("--member", "Ada"), "value"),
    ],
)
@pytest.mark.parametrize("fault", ["changed", "page"])
def test_another_form_is_named_with_its_address(
    run: Run, source: StandIn, path: str, arguments: tuple[str, ...], expected: str, fault: str
) -> None:
    source.faults[path] = [fault] * 3
    ran = run("fetch", *arguments)
    assert ran.exit_code == 1
    assert f"{source.address}{path}" in ran.stderr
    if fault == "changed" and "twfy" not in path:
        assert "its form has changed" in ran.stderr
        assert expected in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_debate_in_another_form_is_no_debate(run: Run, source: StandIn, corpus: Corpus) -> None:
    source.faults[f"/api/debates/debate/{source.ext_id(0)}.json"] = ["changed"]
    source.faults[f"/site/debates/GetDebateAsText/{source.ext_id(0)}"] = ["page"]
    ran = run("fetch", source.ext_id(0))
    assert ran.exit_code == 1
    assert "Overview: Field required" in ran.stderr
    assert corpus.is_empty


@pytest.mark.usefixtures("source")
def test_a_debate_that_is_not_there_is_missing_and_no_failure(run: Run, corpus: Corpus) -> None:
    ran = run("fetch", "ILLUSTRATIVE-0099-DEBATE")
    assert ran.exit_code == 0
    assert outcomes(corpus) == {"missing": 1}


def test_a_division_that_is_not_there_is_said_to_lack(
    run: Run, source: StandIn, corpus: Corpus
) -> None:
    source.faults["/api/debates/division/DIVISION-0000.json"] = ["404"]
    ran = run("fetch", source.ext_id(0))
    assert ran.exit_code == 0, ran.stderr
    assert "without the votes of division DIVISION-0000" in ran.stderr
    assert len(corpus.table("divisions")) == 1
    assert corpus.table("votes").empty
    assert outcomes(corpus) == {"got": 1}


@pytest.mark.usefixtures("source")
@pytest.mark.parametrize("place", ["corpus/downloads", "corpus/downloads/pages"])
def test_a_folder_that_cannot_be_written_is_named(run: Run, corpus: Corpus, place: str) -> None:
    blocked = corpus.folder.parent / place
    blocked.parent.mkdir(parents=True, exist_ok=True)
    blocked.write_text("a file where a folder should be")
    ran = run("fetch", "--day", "2099-03-02", "--house", "Commons")
    assert ran.exit_code == 1
    assert f"{corpus.folder}: cannot be written" in ran.stderr


def test_an_id_that_leads_elsewhere_is_another_form(
    run: Run, source: StandIn, corpus: Corpus
) -> None:
    source.prefix = "../../../outside"
    ran = run("fetch", "--search", "lamps")
    assert ran.exit_code == 1
    assert "Results.0.DebateSectionExtId" in ran.stderr
    assert not list(corpus.folder.parent.glob("outside*"))


def test_too_long_a_wait_is_not_waited(run: Run, source: StandIn) -> None:
    source.retry_after = "3600"
    source.faults["/twfy/debates/debates2099-03-02b.xml"] = ["429"]
    ran = run("fetch", "--day", "2099-03-02", "--house", "Commons")
    assert ran.exit_code == 1
    assert "come back in 3600 seconds" in ran.stderr


def test_a_source_out_of_reach_is_said_so(
    run: Run, source: StandIn, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANALYSER_HANSARD_API", "http://127.0.0.1:9")
    monkeypatch.setenv("ANALYSER_HANSARD", "http://127.0.0.1:9")
    ran = run("fetch", *(source.ext_id(number) for number in range(6)), "EXTRA-1", "EXTRA-2")
    assert ran.exit_code == 1
    assert ran.stderr.count("cannot be reached") == 5
    assert "not tried: 5 before it failed one after another" in ran.stderr
    assert outcomes(corpus) == {"failed": 8}


def test_a_redirect_is_followed_on_the_same_host_and_no_other(run: Run, source: StandIn) -> None:
    listing, day = "/twfy/debates/", "/twfy/debates/debates2099-03-02b.xml"
    elsewhere = source.address.replace("127.0.0.1", "localhost")
    source.faults[listing] = [f"{source.address}{listing}"]
    for away in (f"{elsewhere}{day}", "http://169.254.169.254/latest", "https://127.0.0.1:1/"):
        source.faults[day] = [away]
        ran = run("fetch", "--day", "2099-03-02", "--house", "Commons")
        assert ran.exit_code == 1
        assert f"sent on to {away} (expected a place on 127.0.0.1)" in ran.stderr
    assert source.asked == [listing, listing, day, day, day], "and nothing elsewhere"


@pytest.mark.parametrize("name", ["127.1", "0x7f.1", "2130706433"])  # each resolves to 127.0.0.1
def test_a_name_that_leads_to_a_private_address_is_not_asked(
    run: Run, source: StandIn, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("NO_PROXY", name)
    address = source.address.replace("127.0.0.1", name)
    monkeypatch.setenv("ANALYSER_THEYWORKFORYOU", f"{address}/twfy")
    ran = run("fetch", "--day", "2099-03-02", "--house", "Commons")
    assert ran.exit_code == 1
    assert f"{name} is 127.0.0.1 here, a private address" in ran.stderr
    assert source.asked == []


def test_a_dry_run_lists_and_leaves_nothing(run: Run, source: StandIn, corpus: Corpus) -> None:
    ran = run("fetch", *DAYS, "--house", "Commons", "--dry-run")
    assert ran.exit_code == 0
    assert "debates2099-03-02b.xml" in ran.stdout
    assert "Would fetch 3 of 4" in ran.stderr
    assert source.asked == ["/twfy/debates/"]
    assert not corpus.folder.exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "for instance"),
        (("--from", "2099-03-02"), "--from and --to"),
        (("--from", "2099-03-05", "--to", "2099-03-02"), "comes after"),
        (("--day", "2099-03-02", "--from", "2099-03-02"), "stands alone"),
        (("--day", "2099-03-02", "--house", "Senate"), "none of Commons, Lords, Westminster Hall"),
        (("--search", "lamps", "--house", "Westminster Hall"), "none of Commons, Lords"),
        (("--search", "lamps", "--source", "theyworkforyou"), "asked of hansard"),
        (("--from", "0001-01-01", "--to", "9999-12-31"), "hundred years"),
        (("--member", " "), "need words"),
        (("--search", ""), "need words"),
        (("--source", "wikipedia"), "none of theyworkforyou"),
        (("--member", "Fen", "--day", "2099-03-02", "--source", "hansard"), "asked of members-api"),
        (("--source", "parlparse", "--day", "2099-03-02"), "whole files"),
    ],
)
def test_what_does_not_agree_is_wrong_use(run: Run, arguments: tuple[str, ...], says: str) -> None:
    ran = run("fetch", *arguments)
    assert ran.exit_code == 2
    assert says in " ".join(ran.stderr.replace("│", " ").split())


@pytest.mark.parametrize(
    ("name", "value"),
    [("RATE", "0"), ("RATE", "fast"), ("ATTEMPTS", "1.5"), ("HANSARD_API", "hansard.uk")],
)
def test_a_setting_that_cannot_be_used_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"ANALYSER_{name}", value)
    ran = run("fetch", "--day", "2099-03-02")
    assert ran.exit_code == 2
    assert f"$ANALYSER_{name} is {value!r}" in ran.stderr
