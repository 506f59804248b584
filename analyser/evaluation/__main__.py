"""``python -m analyser.evaluation PAGE…``: set the figures kept into pages that quote them."""

import sys
from pathlib import Path

from analyser.evaluation.report import kept_reports, quoted

if __name__ == "__main__":
    for page in map(Path, sys.argv[1:]):
        page.write_text(quoted(page.read_text("utf8"), kept_reports()), "utf8")
