"""The words by which newspapers attribute: verbs of saying, roles, places, organisations."""

import re
from pathlib import Path

from analyser.text.patterns import load_patterns, load_terms

_FILE = Path(__file__).with_suffix(".toml")
_TERMS, _PATTERNS = load_terms(_FILE), load_patterns(_FILE)

SAY, CALL, LABEL = _TERMS["say"], _TERMS["call"], _TERMS["label"]
"""Verbs of saying, which take what was said; of calling for, what is wanted; of naming, a name."""

VERB = re.compile(
    r"\b(?P<helper>(?:has|have|had|will|also|again|later|then|once) )*(?P<verb>"
    + "|".join(sorted(SAY | CALL | LABEL, key=lambda verb: (-len(verb), verb)))
    + r")\b",
    re.IGNORECASE,
)

ROLE_WORD, ORGANISATION_WORD = _TERMS["role_words"], _TERMS["organisation_words"]
"""Words that stand before a name to say what somebody is; words in the names of organisations."""

COURTESY = "|".join(sorted(_TERMS["courtesies"], key=lambda word: (-len(word), word)))
FEMALE, MALE = _TERMS["courtesies_of_women"], _TERMS["courtesies_of_men"]
GROUP, PARLIAMENTARIAN = _PATTERNS["GROUP"], _PATTERNS["PARLIAMENTARIAN"]
IN_PARLIAMENT, OUTSIDE = _PATTERNS["IN_PARLIAMENT"], _PATTERNS["OUTSIDE"]
TOLD_ELSEWHERE, OBJECT = _PATTERNS["TOLD_ELSEWHERE"], _PATTERNS["OBJECT"]
