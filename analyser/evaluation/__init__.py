"""How good the positions, themes and stances on motions are, beside what simpler means give.

``evaluate`` measures one task on a labelled file and returns a ``Report``; ``kept_reports``
reads those that the documents and the Method page quote.
"""

from analyser.evaluation.report import Figure, Report, System, kept_reports, markdown, written
from analyser.evaluation.tasks import TASKS, evaluate

__all__ = ["TASKS", "Figure", "Report", "System", "evaluate", "kept_reports", "markdown", "written"]
