"""``analyser train``: the models that are kept in ``data/``, made anew."""

from pathlib import Path
from typing import Annotated

import typer

from analyser.cli.options import filled_corpus, output_option, refuse_to_overwrite
from analyser.cli.output import say

_Transformer = Annotated[
    Path, typer.Option("--encoder", help="A transformer in the form of Hugging Face.", exists=True)
]
_Device = Annotated[str, typer.Option(help="cpu, or cuda where there is one.")]
_Seed = Annotated[int, typer.Option(help="Random seed.")]
Handeset = Annotated[
    Path, typer.Option("--handeset", help="A CSV file in the form of HanDeSeT.", exists=True)
]
Divisions = Annotated[
    list[Path] | None,
    typer.Option(
        "--divisions", help="Hansard in XML, to learn from votes (repeatable).", exists=True
    ),
]


def train_positions(
    encoder: _Transformer,
    gold: Annotated[
        list[Path],
        typer.Option("--gold", help="JSON Lines of coded contributions (repeatable).", exists=True),
    ],
    claims: Annotated[
        Path | None,
        typer.Option(
            "--claims", help="Pairs of claims and perspectives (Perspectrum).", exists=True
        ),
    ] = None,
    targets: Annotated[
        Path | None,
        typer.Option(help="JSON Lines of what else contributions argue about.", exists=True),
    ] = None,
    device: _Device = "cpu",
    seed: _Seed = 0,
    checkpoints: Annotated[
        Path | None, typer.Option(help="A folder for finished stages, to go on from.")
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="A folder for the encoder.")
    ] = Path("data/positions"),
) -> None:
    """Train the encoder that codes positions. Takes up to three hours on two cores."""
    from analyser.training.packing import size_of
    from analyser.training.positions import train_positions as run

    refuse_to_overwrite(output, encoder, *gold, claims, targets)
    run(
        encoder,
        gold,
        output,
        claims=claims,
        targets=targets,
        device=device,
        seed=seed,
        checkpoints=checkpoints,
        say=say,
    )
    say(f"{output}: {size_of(output):.1f} MB")


def fill_texts(
    context: typer.Context,
    coded: Annotated[
        Path, typer.Argument(help="JSON Lines of coded contributions by their ids.", exists=True)
    ],
    output: Annotated[Path, output_option("Where the same goes with texts.")],
) -> None:
    """Put the corpus's own words into a file of codes that holds none, to train on or measure."""
    import json

    from analyser.text.whole_file import whole_file
    from analyser.training.gold import with_texts

    refuse_to_overwrite(output, coded)
    chosen = filled_corpus(context).select(
        "SELECT contribution_id AS id, text, title AS heading, speaker, house FROM chosen"
    )
    known = chosen.astype(object).where(chosen.notna(), None)
    rows = (dict(zip(known.columns, row, strict=True)) for row in known.to_numpy())
    record = {row["id"]: row for row in rows}
    lines = [json.dumps(each, ensure_ascii=False) for each in with_texts(coded, record)]
    with whole_file(output) as whole:
        whole.write_text("".join(f"{line}\n" for line in lines), "utf8")
    say(f"{output}: {len(lines)} contributions")


def train_undertakings(
    context: typer.Context,
    encoder: _Transformer,
    marked: Annotated[
        Path, typer.Option("--marked", help="Sentences marked by readers, as CSV.", exists=True)
    ] = Path("data/undertakings/marked.csv"),
    device: _Device = "cpu",
    seed: _Seed = 0,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="A folder for the encoder.")
    ] = Path("data/undertakings"),
) -> None:
    """Train the encoder that finds undertakings, on the corpus. Takes half an hour on two cores."""
    from analyser.training.packing import size_of
    from analyser.training.undertakings import read_marked
    from analyser.training.undertakings import train_undertakings as run

    refuse_to_overwrite(output, encoder)
    texts = filled_corpus(context).select("SELECT contribution_id, text FROM chosen")
    sentences = read_marked(marked, dict(zip(texts["contribution_id"], texts["text"], strict=True)))
    run(encoder, sentences, output, device=device, seed=seed, say=say)
    say(f"{output}: {size_of(output):.1f} MB")


def train_motion(
    handeset: Handeset,
    divisions: Divisions = None,
    output: Annotated[Path, output_option("Where the model goes.")] = Path(
        "data/motion/motion.json.gz"
    ),
) -> None:
    """Train the reader of stances on motions. Takes a minute."""
    from analyser.motion.training import train_motion as run
    from analyser.motion.voting import speeches_by_vote
    from analyser.training.gold import read_gold_motions

    refuse_to_overwrite(output, handeset, *(divisions or ()))
    voted = list(speeches_by_vote(divisions or []))
    model = run(read_gold_motions(handeset), voted)
    model.write(output)
    size = output.stat().st_size / 1e6
    say(f"{output}: {size:.1f} MB; {len(voted)} speeches learned from by vote")
