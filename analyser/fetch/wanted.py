"""What is asked for, what a source has of it, and what became of each thing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from analyser.errors import SourceUnavailable
from analyser.fetch.client import Client, NotWhole


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a thing once it is here; ``note`` says what is not as it should be."""

    house: str | None = None
    day: date | None = None
    title: str | None = None
    note: str | None = None
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to get: a day of a House, a debate, a register.

    ``get`` brings ``file`` up to date and returns what is then known of it. It is ``None``
    where the source itself says that it has nothing.
    """

    source: str
    item: str
    address: str
    house: str | None = None
    day: date | None = None
    title: str | None = None
    get: Callable[[Client], Facts] | None = None


Plan = Iterator[Wanted]

Model = TypeVar("Model", bound=BaseModel)


def days(first: date, last: date) -> Iterator[date]:
    """Yield every day from the first to the last."""
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def checked(model: type[BaseModel], address: str) -> Callable[[Path], None]:
    """Return a check that a body is JSON of the form that we know."""

    def check(path: Path) -> None:
        parsed(model, path, address)

    return check


def parsed(model: type[Model], path: Path, address: str) -> Model:
    """Return a JSON file as the model has it.

    Raises ``NotWhole`` where the JSON breaks off, ``SourceUnavailable`` naming the first
    field that is not what it was.
    """
    try:
        return model.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            if path.read_bytes().lstrip()[:1] in (b"{", b"["):
                raise NotWhole(f"the JSON breaks off ({first['ctx']['error']})") from error
            raise SourceUnavailable(address, "no JSON", "JSON") from error
        where = ".".join(map(str, first["loc"])) or "the top"
        what = f"its form has changed: {where}: {first['msg']}"
        raise SourceUnavailable(address, what, f"{model.__name__.strip('_')} as before") from error
