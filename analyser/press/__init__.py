"""What an article attributes to whom, and when and where it was said."""

from analyser.press.claims import Claim, read_claims
from analyser.press.statement import Statement
from analyser.press.statements import read_statements

__all__ = ["Claim", "Statement", "read_claims", "read_statements"]
