"""The command line: the same verbs as the Python API.

Exit 0: all done. 1: something could not be read or written, each named on stderr, the rest kept.
2: wrong use, such as a path that is not there.
"""

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from analyser.cli import brief, code, evaluate, record, review, train, views
from analyser.cli.options import CorpusFolder, Registers
from analyser.cli.output import say
from analyser.errors import AnalyserError, WrongUse


class Verbs(typer.core.TyperGroup):
    """The verbs; whichever runs, an error of ours is one line on stderr and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the verb that was typed."""
        try:
            return super().invoke(ctx)
        except AnalyserError as error:
            say(str(error))
            raise typer.Exit(2 if isinstance(error, WrongUse) else 1) from error
        except KeyboardInterrupt as error:
            say("Interrupted; what was done is kept, and the same command goes on from there.")
            raise typer.Exit(130) from error
        except BrokenPipeError as error:  # the reader of the pipe, such as head, has had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from error


app = typer.Typer(
    name="analyser",
    cls=Verbs,
    help="Who stands where in Hansard debates on surveillance, on which grounds, in which words.",
    no_args_is_help=True,
    rich_markup_mode=None,  # boxes are noise to a screen reader, and slow to draw
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback()
def _corpus(context: typer.Context, corpus: CorpusFolder = Path("corpus")) -> None:
    context.obj = corpus


@app.command()
def dashboard(
    context: typer.Context,
    port: Annotated[int, typer.Option(envvar="PORT", help="Port, from 1 to 65535.")] = 8501,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "localhost",
    base_path: Annotated[
        str,
        typer.Option(
            metavar="PATH",
            envvar="ANALYSER_BASE_PATH",
            help="Path under which a proxy offers the pages.",
        ),
    ] = "",
    register: Registers = None,
) -> None:
    """Serve the dashboard on this corpus until interrupted."""
    from analyser.dashboard.serve import serve

    raise typer.Exit(
        serve(
            context.obj,
            host=host,
            port=port,
            base_path=base_path,
            say=print,
            register=register or (),
        )
    )


for verb in (
    *(record.ingest, record.fetch, record.analyse, code.code),
    *(views.positions, views.themes, views.debates, views.members, views.search, views.press),
    *(brief.brief, record.export, record.check, evaluate.evaluate),
):
    app.command()(verb)
models = typer.Typer(
    help="Train the models that are kept in data/.", no_args_is_help=True, rich_markup_mode=None
)
models.command("positions")(train.train_positions)
models.command("texts")(train.fill_texts)
models.command("undertakings")(train.train_undertakings)
models.command("motion")(train.train_motion)
app.add_typer(models, name="train")
app.add_typer(review.app, name="review")


def main() -> None:
    """Run the command line."""
    app()
