"""Who spoke: person, party, seat and office on that date.

``resolve_short_forms`` needs nothing but the debate; ``Register`` needs files of members.
A sitting goes through them in this order.
"""

from analyser.members.names import PARTIES, party_abbreviation, party_with_a_line
from analyser.members.register import Register
from analyser.members.short_forms import resolve_short_forms, with_parties_abbreviated
from analyser.members.spelling import Spelt, closest

__all__ = [
    "PARTIES",
    "Register",
    "Spelt",
    "closest",
    "party_abbreviation",
    "party_with_a_line",
    "resolve_short_forms",
    "with_parties_abbreviated",
]
