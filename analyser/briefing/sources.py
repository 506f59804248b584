"""The views of the record that a briefing takes its findings from."""

from analyser.dissent import dissent
from analyser.exchanges import citations, commitments
from analyser.votes import divisions

__all__ = ["citations", "commitments", "dissent", "divisions"]
