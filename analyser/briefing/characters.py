"""Characters as they can be printed everywhere."""

import re
import unicodedata

from analyser.text.normalisation import legible

_BLANK = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
_JOINERS = "\u00ad\u200b\u200c\u200d\ufeff"
_LOST = "\ufffd"


def printable(text: str) -> str:
    """Return a text on one line, as a reader sees it in any form.

    Blanks of any kind become one space. Control characters, halves of surrogate pairs and marks
    that turn the direction of writing become U+FFFD: no file format that we write allows the
    first two, and the third would print words in another order than they were said.
    """
    blank = _BLANK.sub(" ", legible(text))
    return "".join(_LOST if _is_hidden(each) else each for each in blank)


def _is_hidden(character: str) -> bool:
    if character in _JOINERS or (character.isascii() and character.isprintable()):
        return False
    return unicodedata.category(character) in ("Cc", "Cs", "Cf", "Cn", "Co")
