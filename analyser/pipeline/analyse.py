"""Sittings of the corpus coded: positions, themes and how each debate goes on.

What is coded already is skipped, so a run that was killed is continued by the same command. Where
nothing is left to do, neither spaCy nor what reads tables is imported.
"""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analyser import discourse
from analyser.annotate.signing import pipeline_signature
from analyser.codebook import load_codebook
from analyser.corpus import CorpusFolder
from analyser.pipeline.ingest import Progress

if TYPE_CHECKING:
    from analyser.codebook import Codebook
    from analyser.pipeline.coding import Coder
    from analyser.pipeline.workers import SetAside, Workers


@dataclass(frozen=True, slots=True)
class Coded:
    """What a run of ``analyse`` did: sittings coded now, and those that were coded already.

    ``set_aside`` are those that failed or killed their worker each time: the next run tries them
    again.
    """

    sittings: int
    skipped: int
    contributions: int
    positions: int
    set_aside: "tuple[SetAside, ...]" = ()


def analyse(
    corpus: CorpusFolder,
    *,
    codebook: "Codebook | None" = None,
    encoder: Path | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> Coded:
    """Code every sitting that this codebook and encoder have not coded yet.

    ``encoder`` is a folder that `analyser train positions` wrote, in place of the one kept here.
    ``workers`` spreads sittings over processes, ``scheduler`` over the workers of the Dask cluster
    at that address; the tables are the same bytes either way. What a second reader said by the
    same codebook stays. Raises ``UnfitWorker`` for a worker that is not made as this is, and
    ``NoWorkers``.
    """
    signature = f"{pipeline_signature(codebook, encoder)} {discourse.signature()}"
    todo = _todo(corpus, signature)
    if not todo and corpus.is_settled:
        return Coded(0, len(corpus.sitting_ids()), 0, 0)
    with closing(_workers(workers, scheduler)) as crew:
        return _code((codebook, encoder), corpus.folder, signature, crew, progress)


def _todo(corpus: CorpusFolder, signature: str) -> list[str]:
    """Return what is not coded so, the longest first: then workers end at the same time."""
    left = [each for each in corpus.sitting_ids() if corpus.coded_by(each) != signature]
    return sorted(left, key=lambda sitting_id: (-corpus.size(sitting_id), sitting_id))


def _workers(count: int, scheduler: str | None) -> "Workers":
    from analyser.pipeline.workers import Cluster, Inline, Processes

    if scheduler:
        return Cluster(scheduler)
    return Processes(count) if count > 1 else Inline()


def _code(
    coder: "Coder", folder: Path, signature: str, crew: "Workers", progress: Progress | None
) -> Coded:
    from analyser.corpus import Corpus
    from analyser.pipeline.coding import code_sitting, makings
    from analyser.pipeline.workers import SetAside, spread
    from analyser.second_reader.storing import second_coding, write_second

    corpus, made_of, codebook = Corpus(folder), makings(coder), coder[0] or load_codebook()
    contributions = positions = 0
    set_aside: list[SetAside] = []
    with corpus.writing() as writer:
        todo = _todo(corpus, signature)
        came = spread(
            todo, lambda each: (code_sitting, (coder, made_of, corpus.contributions(each))), crew
        )
        for done, each in enumerate(came, start=1):
            if isinstance(each, SetAside):
                set_aside.append(each)
            else:
                second = second_coding(corpus, each.item).of_codebook(codebook.signature)
                spoken, tables = each.result
                writer.write_coded(each.item, tables, signature=signature)
                if second.made:
                    write_second(writer, each.item, second)
                contributions += spoken
                positions += len(tables["positions"])
            if progress:
                became = "set aside" if isinstance(each, SetAside) else "coded"
                progress(done, len(todo), f"{became}: {each.item}")
    coded = len(todo) - len(set_aside)
    skipped = len(corpus.sitting_ids()) - len(todo)
    return Coded(coded, skipped, contributions, positions, tuple(set_aside))
