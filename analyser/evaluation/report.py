"""What was measured, as data, as a table and as Markdown."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from analyser.errors import UnreadableModel
from analyser.evaluation.metrics import Figure
from analyser.resources import data_folder

__all__ = ["Figure", "Report", "System", "kept_reports", "quoted"]

FIGURES = "figures.json"
"""In ``data/positions``: what README, model card and Method page quote."""

_TABLE = re.compile(r"(<!-- figures: (\w+)(?: by (\w+))?: (.*?) -->\n)(?:.*?)(<!-- end -->)", re.S)


@dataclass(frozen=True, slots=True)
class System:
    """One way of coding: its name, its figures by name, and what to know of it."""

    name: str
    figures: dict[str, Figure]
    note: str = ""
    coverage: list[tuple[float, float, float]] = field(default_factory=list)
    """Share kept, accuracy of those, least confidence, as the threshold falls."""


@dataclass(frozen=True, slots=True)
class Report:
    """One task measured on one file: ours first, then what simpler means give."""

    task: str
    file: str
    units: int
    debates: int
    folds: int
    signature: str
    """Of the codebook and models that were measured: figures of others are out of date."""
    systems: list[System]
    notes: list[str]
    is_held_out: bool = False
    """Whether it was measured on debates kept from what was measured."""
    parts: dict[str, list[System]] = field(default_factory=dict)
    """Figures of ours by what units differ in, such as the decade."""
    differences: dict[str, list[str]] = field(default_factory=dict)
    """By the same, a sentence for each two groups that differ by more than chance."""

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain lists and numbers."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Report":
        """Return the report that ``as_json`` gave."""
        systems = [_system(each) for each in data["systems"]]
        parts = {kind: [_system(each) for each in rows] for kind, rows in data["parts"].items()}
        return cls(**{**data, "systems": systems, "parts": parts})

    def keep(self, folder: Path) -> None:
        """Write the report among those kept in a folder, in place of the last of its task."""
        path = folder / FIGURES
        known = json.loads(path.read_text("utf8")) if path.exists() else {}
        known[self.task] = self.as_json()
        path.write_text(
            json.dumps(known, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf8"
        )


def _system(data: dict[str, Any]) -> System:
    return System(
        data["name"],
        {name: Figure(**one) for name, one in data["figures"].items()},
        data["note"],
        [(kept_, right, least) for kept_, right, least in data["coverage"]],
    )


def kept_reports() -> dict[str, Report]:
    """Return the reports kept with the project, by task."""
    path = data_folder("positions") / FIGURES
    try:
        data = json.loads(path.read_text("utf8"))
        return {task: Report.from_json(each) for task, each in data.items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        expected = "figures that `make figures` wrote"
        raise UnreadableModel(path, "the whole file", str(error), expected) from error


def quoted(page: str, reports: dict[str, Report]) -> str:
    """Return a page of Markdown with each table of figures as it is in the reports.

    A table stands between ``<!-- figures: TASK: name, name -->`` and ``<!-- end -->``; after "TASK
    by KIND" it has ours alone, by house for instance, and which groups differ.
    """

    def table(found: re.Match[str]) -> str:
        report, kind, names = reports[found[2]], found[3], found[4].split(", ")
        lines = _of_kind(report, kind, names) if kind else _markdown(report.systems, names)
        return f"{found[1]}{lines}\n{found[5]}"

    return _TABLE.sub(table, page)


def _of_kind(report: Report, kind: str, names: Sequence[str]) -> str:
    groups = report.parts.get(kind)
    if not groups:
        return f"Not measured: no {kind} is known of enough units."
    return "\n".join(
        [_markdown(groups, names), "", *(f"- {each}" for each in report.differences.get(kind, ()))]
    ).rstrip()


def _markdown(systems: Sequence[System], names: Sequence[str]) -> str:
    """Return a table of some figures in Markdown, a system a row, intervals in brackets."""
    head = "| | " + " | ".join(names) + " |"
    rule = "|---|" + "---|" * len(names)
    rows = [
        f"| {system.name} | "
        + " | ".join(written(system.figures.get(name)) for name in names)
        + " |"
        for system in systems
    ]
    return "\n".join([head, rule, *rows])


def written(figure: Figure | None) -> str:
    """Return a figure with its interval, as it stands in tables."""
    if figure is None:
        return "–"
    if figure.low == figure.high == figure.value:
        return f"{figure.value:.2f}"
    return f"{figure.value:.3f} ({figure.low:.2f}–{figure.high:.2f})"
