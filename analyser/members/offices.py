"""Which offices are of the Government, as Hansard and the registers print them."""

import re

_OF_GOVERNMENT = re.compile(
    r"\b(minister|(under-?|chief )?secretary|(attorney|solicitor|advocate)[- ]general|paymaster"
    r"|(lord|vice) ?chancellor|chancellor of the (exchequer|duchy)|lord privy seal|lord president"
    r"|(deputy )?leader of the (house|lords)|(lord|lords|baroness) (in waiting|commissioners?)"
    r"|(treasurer|comptroller|vice-?chamberlain) of (the|her|his)\b.{0,200}\bhousehold"
    r"|captain of the|government (chief |deputy chief )?whip|assistant whip)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(shadow|opposition|spokes\w*|speaker|chair\w*|former\w*|ex|private secretary|first minister"
    r"|permanent secretary|general secretary|secretary to the church|liberal democrats?|snp|dup|pc"
    r"|plaid|group leader)\b",
    re.IGNORECASE,
)


def is_minister(office: str | None) -> bool:
    """Whether an office is of the UK Government: a minister, a law officer or a whip.

    Shadows, spokespeople, former ministers, private secretaries and the ministers of Scotland,
    Wales and Northern Ireland are none.
    """
    return bool(office and _OF_GOVERNMENT.search(office) and not _OF_OTHERS.search(office))
