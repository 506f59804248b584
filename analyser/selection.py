"""A selection of contributions: the same options in every verb and on every page."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Selection:
    """Which contributions are meant; a field that is empty leaves its dimension open.

    Several values of one field mean any of them. ``debate`` takes a debate's id or words of
    its title or of the headings above it; ``member`` a person's id, words of the name, or in
    double quotes the whole name of somebody who has no id; ``party`` an abbreviation as
    printed ("Con"). Letters' case does not matter.
    """

    date_from: date | None = None
    date_to: date | None = None
    house: tuple[str, ...] = ()
    debate: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    member: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether everything is chosen."""
        return not any(getattr(self, field.name) for field in fields(self))

    def without_codes(self) -> "Selection":
        """Return the same speakers, debates and days whatever was coded: the denominator."""
        return replace(self, measure=(), theme=(), stance=())

    def where(self) -> tuple[str, dict[str, Any]]:
        """Return the condition in SQL over contributions ``c``, debates ``d``, and its values.

        Their names begin with ``chosen_``, so that a query has its own beside them.
        """
        conditions = ["TRUE"]
        values: dict[str, Any] = {}
        if self.date_from:
            conditions.append("c.date >= $chosen_date_from")
            values["chosen_date_from"] = self.date_from
        if self.date_to:
            conditions.append("c.date <= $chosen_date_to")
            values["chosen_date_to"] = self.date_to
        for name, condition in _ANY_OF.items():
            wanted: tuple[str, ...] = getattr(self, name)
            if wanted:
                conditions.append(condition)
                values[f"chosen_{name}"] = [value.casefold() for value in wanted]
        if self.measure or self.stance:
            conditions.append(
                f"EXISTS (FROM positions p WHERE p.contribution_id = c.contribution_id"
                f" AND {self.coded()[0]})"
            )
            values |= self.coded()[1]
        return " AND ".join(conditions), values

    def coded(self) -> tuple[str, dict[str, Any]]:
        """Return the condition over positions ``p`` alone, and its values."""
        conditions = ["TRUE"]
        values: dict[str, Any] = {}
        for name in ("measure", "stance"):
            if wanted := getattr(self, name):
                conditions.append(f"list_contains($chosen_{name}, p.{name})")
                values[f"chosen_{name}"] = [value.casefold() for value in wanted]
        return " AND ".join(conditions), values


_ANY_OF = {
    "house": "list_contains($chosen_house, lower(c.house))",
    "debate": (
        "len(list_filter($chosen_debate, lambda w: lower(d.debate_id) = w"
        " OR contains(lower(d.title), w) OR contains(lower(d.section), w))) > 0"
    ),
    "member": (
        "len(list_filter($chosen_member, lambda w: lower(c.person_id) = w"
        " OR contains(lower(c.speaker), w)"
        " OR c.person_id IS NULL AND '\"' || lower(c.speaker) || '\"' = w)) > 0"
    ),
    "party": "list_contains($chosen_party, lower(c.party))",
    "theme": (
        "EXISTS (FROM themes t WHERE t.contribution_id = c.contribution_id"
        " AND list_contains($chosen_theme, t.theme))"
    ),
}
