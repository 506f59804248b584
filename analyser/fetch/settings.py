"""Where the public sources are and how we behave towards them; every setting has a variable."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self

from analyser.errors import WrongUse

PREFIX = "ANALYSER_"


class InvalidSetting(WrongUse):
    """An environment variable whose value cannot be used."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Base addresses without a closing slash, and manners.

    ``rate`` is requests a second, to all sources together; ``patience`` the longest wait in
    seconds that a source may ask for before it counts as unavailable; ``timeout`` seconds
    without a byte. The environment variable of a field is its name, so ``ANALYSER_RATE``.
    """

    theyworkforyou: str = "https://www.theyworkforyou.com/pwdata/scrapedxml"
    hansard_api: str = "https://hansard-api.parliament.uk"
    hansard: str = "https://hansard.parliament.uk"
    members_api: str = "https://members-api.parliament.uk"
    parlparse: str = "https://raw.githubusercontent.com/mysociety/parlparse/master/members"
    contact: str = ""
    rate: float = 2.0
    attempts: int = 5
    patience: float = 120.0
    timeout: float = 60.0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Return the settings, each from its variable where it has one.

        Raises ``InvalidSetting`` for an address that is none or a number that is not positive.
        """
        given: dict[str, str | float | int] = {}
        for field in fields(cls):
            name = PREFIX + field.name.upper()
            if name in environment:
                given[field.name] = _value(name, environment[name], type(field.default))
        return cls(**given)  # type: ignore[arg-type]

    @property
    def sources(self) -> tuple[str, ...]:
        """The base addresses, which are the only places that are asked."""
        return (
            *(self.theyworkforyou, self.hansard_api, self.hansard),
            *(self.members_api, self.parlparse),
        )


def _value(name: str, text: str, kind: type) -> str | float | int:
    if kind is str:
        if name != PREFIX + "CONTACT" and not text.startswith(("http://", "https://")):
            raise InvalidSetting(f"${name} is {text!r} (expected an address, https://…)")
        return text.rstrip("/")
    try:
        number: float | int = kind(text)
    except ValueError:
        number = 0
    if not number > 0:
        raise InvalidSetting(f"${name} is {text!r} (expected a number above 0)")
    return number
