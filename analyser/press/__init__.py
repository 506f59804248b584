"""What an article attributes to whom, and when and where it was said."""

from analyser.press.claims import Claim, read_claims
from analyser.press.statements import Statement, read_statements

__all__ = ["Claim", "Statement", "read_claims", "read_statements"]
