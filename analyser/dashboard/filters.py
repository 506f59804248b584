"""The filters: widgets beside the page, kept in its address; what the address asks in vain."""

from collections.abc import Iterable, Mapping
from datetime import date

import streamlit as st
from markupsafe import Markup

from analyser import wording
from analyser.dashboard import load, markup
from analyser.dashboard.filter_options import filter_options
from analyser.queries import links
from analyser.selection import Selection

KEYS = ("from", "to", "house", "debate", "measure", "theme", "stance", "party", "member")
"""The names of the filters in the address."""
_UNUSED = dict.fromkeys(("promises", "questions", "evidence", "dissent"), ("stance",))
_MOST_DEBATES = 1_000  # offered at once
_TO_SET = "filters to be set"
_KEPT = "filters kept"  # of pages that do not draw them, for the next page that does


def choose(page: str) -> Selection:
    """Draw the filters that a page uses, and any other that is set; return what they choose.

    Each is bound to the address, which can be shared and reloaded. ``page`` is the page's address.
    """
    for key, value in st.session_state.pop(_TO_SET, {}).items():
        st.session_state[key] = value  # only before its widget is drawn
    st.header("Filters", anchor=False)
    options = filter_options()
    st.button("Clear filters", on_click=_clear, width="stretch")
    offered = {
        "measure": ("Measure", list(wording.measures().values())),
        "stance": ("Stance", [shown.label for shown in wording.STANCES]),
        "theme": ("Theme", list(wording.themes().values())),
        "member": ("Member", list(options.members)),
        "party": ("Party", options.parties),
        "house": ("House", options.houses),
    }
    picked = {
        key: _pick(label, key, listed) if _is_drawn(key, page) else []
        for key, (label, listed) in offered.items()
    }
    first, last = options.days
    date_from, date_to = _day("From", "from", first, last), _day("To", "to", first, last)
    house = tuple(picked["house"])
    debate = _pick_debate(Selection(date_from=date_from, date_to=date_to, house=house))
    _keep()
    return Selection(
        date_from=date_from,
        date_to=date_to,
        house=house,
        debate=tuple(options.debates[label] for label in debate),
        measure=_codes(picked["measure"], wording.measures()),
        theme=_codes(picked["theme"], wording.themes()),
        stance=tuple(s.code for s in wording.STANCES if s.label in picked["stance"]),
        party=tuple(picked["party"]),
        member=tuple(_exactly(options.members[label]) for label in picked["member"]),
    )


def set_to(**chosen: str) -> None:
    """Set filters of this page to one value each and draw it anew."""
    st.session_state[_TO_SET] = {key: [value] for key, value in chosen.items()}
    st.rerun()


def mended() -> tuple[dict[str, list[str]] | None, list[Markup]]:
    """Return the address put right, ``None`` where it is right, and what it asks for in vain.

    A code or a name in other letters becomes the label; any other unknown value is left out, and
    the nearest that exists is offered. Filters that the page before did not draw come back.
    """
    options = filter_options()
    days = dict.fromkeys(("from", "to"), options.days)
    known_labels: dict[str, Iterable[str]] = {
        "house": options.houses,
        "debate": options.debates,
        "measure": wording.measures().values(),
        "theme": wording.themes().values(),
        "stance": [shown.label for shown in wording.STANCES],
        "party": options.parties,
        "member": options.members,
    }
    given_all = {key: st.query_params.get_all(key) for key in st.query_params}
    asked = dict(given_all) if any(key in given_all for key in KEYS) else given_all | _kept()
    wrong_ones = []
    for key in KEYS:
        given = asked.pop(key, [])
        if key in days:
            right, wrong = links.days_in(given, *days[key])
        else:
            right, wrong = links.labels_in(given, known_labels[key], _other_names(key))
        asked |= {key: right} if right else {}
        wrong_ones += [(key, value, best) for value, best in wrong]
    said = [_is_not_here(*each, asked) for each in wrong_ones]
    return (None if asked == given_all else asked), said


def _other_names(key: str) -> dict[str, str]:
    """Return what else than its label may stand in an address for a value: code or id."""
    options = filter_options()
    codes = {
        "measure": wording.measures(),
        "theme": wording.themes(),
        "stance": {shown.code: shown.label for shown in wording.STANCES},
        "debate": options.titles,
        "member": options.names,
    }
    return codes.get(key, {})


def _is_not_here(key: str, wrong: str, best: str | None, asked: Mapping[str, list[str]]) -> Markup:
    what = {"from": "day", "to": "day", "house": "House"}.get(key, key)
    said = Markup("The address asks for the {} “{}”, which is not in this corpus.").format(
        what, markup.escape(wrong)
    )
    if best is None:
        return said
    offered = links.to_page("", {**asked, key: [best]})
    shown = wording.day(date.fromisoformat(best)) if what == "day" else best
    return said + Markup(" The nearest is {}.").format(markup.link(offered, shown))


def _is_drawn(key: str, page: str) -> bool:
    """Whether a page draws a filter: it uses it, or the filter is set and so chooses there too."""
    is_set = st.session_state.get(key) or st.query_params.get_all(key)
    return key not in _UNUSED.get(page, ()) or bool(is_set)


def _kept() -> dict[str, list[str]]:
    kept = st.session_state.setdefault(_KEPT, {})
    assert isinstance(kept, dict)
    return kept


def _keep() -> None:
    """Remember the filters as an address has them: Streamlit forgets what a page does not draw."""
    st.session_state[_KEPT] = {
        key: [value.isoformat()] if isinstance(value, date) else list(value)
        for key in KEYS
        if (value := st.session_state.get(key))
    }


def _exactly(member: str) -> str:
    """Return an id, or in quotes a name that stands for one: words of it would choose others."""
    return f'"{member}"' if member in filter_options().unidentified else member


def _pick(label: str, key: str, options: Iterable[str], about: str | None = None) -> list[str]:
    listed = list(options)
    return st.multiselect(
        label, listed, key=key, bind="query-params", placeholder="Any", help=about
    )


def _pick_debate(narrowed: Selection) -> list[str]:
    """Offer the debates of the House and days chosen: the latest, where they are very many.

    Thousands of titles keep a browser busy for half a second on every page.
    """
    every = filter_options().debates
    if len(every) <= _MOST_DEBATES:
        return _pick("Debate", "debate", every)
    inside = set(load.view("debates", narrowed)["debate_id"])
    listed = [label for label, debate in every.items() if debate in inside]
    latest = listed[:_MOST_DEBATES]
    chosen = [*st.session_state.get("debate", ()), *st.query_params.get_all("debate")]
    kept = (label for label in chosen if label in every and label not in latest)
    about = (
        f"The latest {wording.share(len(latest), len(listed))}: House and dates narrow the list."
    )
    return _pick("Debate", "debate", dict.fromkeys([*kept, *latest]), about)


def _day(label: str, key: str, first: date | None, last: date | None) -> date | None:
    chosen = st.date_input(
        label,
        value=None,
        min_value=first,
        max_value=last,
        key=key,
        bind="query-params",
        format="DD/MM/YYYY",
    )
    return chosen if isinstance(chosen, date) else None


def _codes(labels: list[str], names: dict[str, str]) -> tuple[str, ...]:
    return tuple(code for code, label in names.items() if label in labels)


def _clear() -> None:
    for key in KEYS:
        st.session_state[key] = None if key in ("from", "to") else []
    st.session_state[_KEPT] = {}


def address(page: str, **values: str) -> str:
    """Return the address of a page under today's filters and some more, which take their place.

    An empty value takes a filter away.
    """
    asked = chosen() | {key: [value] for key, value in values.items()}
    return links.to_page(page, {key: each for key, each in asked.items() if each != [""]})


def chosen() -> dict[str, list[str]]:
    """Return what today's filters have in the address."""
    return dict(_kept())


def people() -> dict[str, str]:
    """Return the ids of all speakers by the names that the filter of members knows them by."""
    return filter_options().members


def name_of(member: str) -> str:
    """Return the name by which the filter of members knows somebody."""
    return filter_options().names.get(member, member)


def title_of(debate: str) -> str:
    """Return the title by which the filter of debates knows a debate."""
    return filter_options().titles.get(debate, debate)


def described(selection: Selection) -> str:
    """Return a selection in words, for the line that says what a page shows."""
    options = filter_options()
    return wording.in_words(selection, options.names | options.titles)
