"""`analyser analyse --second-reader` as a user types it."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from analyser.codebook import load_codebook
from analyser.corpus import Corpus
from analyser.pipeline.analyse import analyse
from tests.conftest import Run
from tests.second_reader.conftest import ADA, ADA_AGAIN, BO
from tests.second_reader.model import Model, honestly

HARBOURS = Path(__file__).parents[1] / "codebook" / "harbours"
FAST = ("--requests-a-minute", "600000", "--workers", "1")


def _ids(corpus: Corpus) -> list[str]:
    ids: list[str] = corpus.table("second_positions")["contribution_id"].tolist()
    return ids


def test_a_run_says_what_goes_where_and_then_what_came(
    model: Model, corpus: Corpus, run: Run
) -> None:
    ran = run("analyse", "--second-reader", "tide-7b", *FAST)
    assert ran.exit_code == 0
    lines = ran.stderr.splitlines()
    host = model.address
    (announced,) = [n for n, line in enumerate(lines) if line.startswith("Second reader")]
    assert lines[announced] == (
        "Second reader tide-7b: 2 requests, each with the heading and the words of one"
        f" contribution, to 127.0.0.1 ({host}), at most 600000 a minute."
    )
    assert lines[announced + 1 :] == [
        f"[1/3] read: {ADA}",
        f"[2/3] read: {BO}",
        f"[3/3] read: {ADA_AGAIN}",
        "3 contributions read (3 positions), 0 answers refused, 0 failed.",
    ]
    assert ran.stdout == ""
    assert _ids(corpus) == [ADA, BO, ADA_AGAIN]
    assert run("check").exit_code == 0


@pytest.mark.usefixtures("corpus")
def test_the_announcement_comes_before_the_first_request(
    model: Model, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    printed: list[str] = []

    def answering(sent: dict[str, object]) -> str:
        printed.append(capsys.readouterr().err)
        return honestly(sent)

    model.answering = answering
    run("analyse", "--second-reader", "tide-7b", *FAST)
    assert "Second reader tide-7b: 2 requests" in printed[0]


def test_the_same_command_again_asks_nothing(model: Model, corpus: Corpus, run: Run) -> None:
    run("analyse", "--second-reader", "tide-7b", *FAST)
    ran = run("analyse", "--second-reader", "tide-7b", *FAST)
    assert ran.exit_code == 0
    assert "Second reader tide-7b: 0 requests" in ran.stderr
    assert len(model.requests) == 2
    assert len(_ids(corpus)) == 3


def test_a_dry_run_sends_nothing_writes_nothing_and_needs_no_key(
    model: Model, corpus: Corpus, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    before = sorted(corpus.folder.rglob("*"))
    ran = run("analyse", "--second-reader", "tide-7b", "--dry-run")
    assert (ran.exit_code, ran.stdout) == (0, "")
    (line,) = ran.stderr.splitlines()
    assert line.startswith("Would send 2 requests of about ")
    assert line.endswith(f" tokens in all to {model.address}. Nothing was sent.")
    assert model.requests == []
    assert sorted(corpus.folder.rglob("*")) == before


@pytest.mark.usefixtures("corpus")
def test_a_dry_run_alone_is_wrong_use(run: Run) -> None:
    ran = run("analyse", "--dry-run")
    assert ran.exit_code == 2
    assert "--dry-run is for --second-reader" in " ".join(ran.stderr.split())


@pytest.mark.parametrize("missing", ["OPENAI_BASE_URL", "OPENAI_API_KEY"])
def test_without_address_or_key_nothing_is_begun(
    model: Model, corpus: Corpus, run: Run, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.delenv(missing)
    ran = run("analyse", "--second-reader", "tide-7b")
    assert ran.exit_code == 2
    assert ran.stderr.startswith(f"${missing} is ")
    assert len(ran.stderr.splitlines()) == 1
    assert model.requests == []
    assert corpus.coded_by("debates2020-01-08") == "by-hand"


@pytest.mark.usefixtures("corpus")
def test_without_the_extra_it_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "x")
    monkeypatch.setitem(sys.modules, "openai", None)
    ran = run("analyse", "--second-reader", "tide-7b")
    assert ran.exit_code == 2
    assert 'pip install "parliamentary-debate-analyser[llm]"' in ran.stderr


def test_an_endpoint_that_is_given_up_is_named_and_the_exit_code_is_1(
    model: Model, corpus: Corpus, run: Run
) -> None:
    model.always = "500"
    ran = run("analyse", "--second-reader", "tide-7b", *FAST)
    assert ran.exit_code == 1
    assert f"{ADA}: no answer from 127.0.0.1: HTTP 500" in ran.stderr
    assert "127.0.0.1 is left alone: 3 requests failed one after another" in ran.stderr
    assert ran.stderr.splitlines()[-1] == (
        "0 contributions read (0 positions), 0 answers refused, 3 failed."
    )
    assert len(corpus.table("positions")) == 3  # the first reader's
    model.always = ""
    assert run("analyse", "--second-reader", "tide-7b", *FAST).exit_code == 0
    assert _ids(corpus) == [ADA, BO, ADA_AGAIN]


@pytest.mark.usefixtures("corpus")
def test_refusals_are_counted_by_reason(model: Model, run: Run) -> None:
    model.answering = lambda sent: honestly(sent) if "welcome" in sent["text"] else "No."
    ran = run("analyse", "--second-reader", "tide-7b", *FAST)
    assert ran.exit_code == 0
    assert ran.stderr.splitlines()[-1] == (
        "2 contributions read (2 positions), 1 answer refused (1 not JSON), 0 failed."
    )


@pytest.mark.usefixtures("model")
def test_coding_anew_keeps_what_was_told_by_the_same_codebook_alone(
    corpus: Corpus, run: Run
) -> None:
    run("analyse", "--second-reader", "tide-7b", *FAST)
    with corpus.writing() as writer:
        for sitting in corpus.sittings():
            partition = corpus.folder / "coding" / sitting["sitting_id"] / "coding.json"
            content = partition.read_text("utf8")
            partition.write_text(content.replace('"signature": "', '"signature": "old ', 1), "utf8")
        assert writer.folder == corpus.folder
    assert analyse(corpus).sittings == 2
    assert _ids(corpus) == [ADA, BO, ADA_AGAIN]
    assert analyse(corpus, codebook=load_codebook(HARBOURS)).sittings == 2
    assert _ids(corpus) == []


def test_without_the_option_openai_is_never_imported(corpus: Corpus) -> None:
    code = (
        "import sys, analyser, analyser.cli.app\n"
        "sys.argv = ['analyser', '--corpus', sys.argv[1], 'analyse', '--workers', '1']\n"
        "try: analyser.cli.app.main()\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "assert 'analyser.second_reader.storing' in sys.modules\n"
        "assert 'openai' not in sys.modules\n"
        "print('coded, without it')\n"
    )
    command = [sys.executable, "-c", code, str(corpus.folder)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout == "coded, without it\n"
    assert len(corpus.table("positions")) == 3


def test_a_run_that_is_killed_is_continued_by_the_same_command(
    model: Model, corpus: Corpus, run: Run
) -> None:
    second_came = threading.Event()

    def answering(sent: dict[str, object]) -> str:
        if len(model.requests) == 2:
            second_came.set()
            model.ended.wait(60)
        return honestly(sent)

    model.answering = answering
    command = [sys.executable, "-m", "analyser", "--corpus", str(corpus.folder), "analyse"]
    killed = subprocess.Popen(
        [*command, "--second-reader", "tide-7b", *FAST], stderr=subprocess.DEVNULL
    )
    try:
        assert second_came.wait(300)
    finally:
        killed.kill()
        killed.wait()
    model.answering = honestly
    assert run("analyse", "--second-reader", "tide-7b", *FAST).exit_code == 0
    assert [each["text"][:9] for each in model.sent] == ["I welcome", "I oppose ", "I oppose "]
    assert _ids(corpus) == [ADA, BO, ADA_AGAIN]
