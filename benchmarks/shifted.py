"""A large record made of a small one: its day files again and again, each on a day of its own.

    python benchmarks/shifted.py SOURCE OUT TIMES

SOURCE is a folder of ParlParse day files, TIMES how often each is written, once as it is. A copy
falls on the next free day of its House, its ids with it; the words stay.
"""

import re
import sys
from datetime import date, timedelta
from itertools import count
from pathlib import Path

_NAME = re.compile(r"(?P<of>\D+)(?P<day>\d{4}-\d\d-\d\d)(?P<letter>[a-z]*)\.xml")


def main(source: Path, out: Path, times: int) -> None:
    named = [(path, _NAME.fullmatch(path.name)) for path in sorted(source.rglob("*.xml"))]
    files = [(path, name) for path, name in named if name]
    taken = {(name["of"], name["day"]) for _, name in files}
    written = 0
    for copy in range(times):
        moved = {key: key[1] for key in taken} if copy == 0 else {}
        for path, name in files:
            key = name["of"], name["day"]
            if key not in moved:
                moved[key] = _free_day(*key, taken)
                taken.add((key[0], moved[key]))
            target = out / path.parent.relative_to(source)
            target.mkdir(parents=True, exist_ok=True)
            content = path.read_bytes().replace(key[1].encode(), moved[key].encode())
            (target / f"{key[0]}{moved[key]}{name['letter']}.xml").write_bytes(content)
            written += 1
    print(f"{written} files")


def _free_day(of: str, day: str, taken: set[tuple[str, str]]) -> str:
    """Return the first day after one on which nothing of the House lies yet."""
    days = (str(date.fromisoformat(day) + timedelta(days=n)) for n in count(1))
    return next(each for each in days if (of, each) not in taken)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
