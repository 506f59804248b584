"""What Hansard's own words say about the business, the same in every format."""

import re
from collections.abc import Iterable
from itertools import islice

from analyser.debate import PARAGRAPH, Contribution

_QUESTION_PUT = re.compile(r"(Question|Motion|Amendment) (put|made|proposed)|Division on ")
_LOOK_BACK = 3  # contributions; an earlier question is another division's


def question_put(contributions: Iterable[Contribution]) -> str | None:
    """Return the question put shortly before a division, from contributions, the latest first."""
    for contribution in islice(contributions, _LOOK_BACK):
        for paragraph in reversed(contribution.text.split(PARAGRAPH)):
            if _QUESTION_PUT.match(paragraph):
                return paragraph
    return None
