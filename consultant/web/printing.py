"""Names that templates use: how moments are said, the icons of a page, and the words for codes and states."""

from collections.abc import Mapping
from datetime import datetime

from flask import Flask, g
from markupsafe import Markup

from consultant.domain.rights import Action, may
from consultant.domain.sizes import in_words
from consultant.domain.tickets import State
from consultant.web import access, wording
from consultant.web.desk import desk, now
from consultant.web.icons import SYMBOLS

SYSTEM_NAMES: Mapping[str, str] = {"cm": "CM", "pcs": "PCS", "hcpcs": "HCPCS", "cpt": "CPT", "mod": "MOD"}
SYSTEM_TITLES: Mapping[str, str] = {
    "cm": "ICD-10-CM",
    "pcs": "ICD-10-PCS",
    "hcpcs": "HCPCS Level II",
    "cpt": "CPT",
    "mod": "Modifier",
}
STATE_SIGNS: Mapping[str, str] = {
    "new": "s-new",
    "open": "s-open",
    "review": "s-review",
    "waiting": "s-wait",
    "answered": "s-answered",
    "closed": "s-answered",
    "failed": "s-failed",
}


_ICONS = {name: Markup('<svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>').format(name) for name in SYMBOLS}


def icon(name: str) -> Markup:
    """Return an icon, and remember that this page's sprite needs it."""
    if name not in _ICONS:
        raise KeyError(f"there is no icon {name!r}")
    g.setdefault("icons", {})[name] = None
    return _ICONS[name]


def keep(*names: str) -> str:
    """Put icons into this page's sprite that parts fetched later will use; prints nothing."""
    for name in names:
        icon(name)
    return ""


def sprite() -> Markup:
    """Return the sprite with the icons that this page has used so far; stands at the end of the page."""
    symbols = Markup("").join(SYMBOLS[name] for name in g.get("icons", {}))
    return Markup('<svg hidden id="sprite">{}</svg>').format(symbols)


def tone(system: str) -> str:
    """Return a code system's name in data-sys: "modifier" is "mod" there."""
    return "mod" if system == "modifier" else system


def install(app: Flask) -> None:
    """Give templates their names."""
    env = app.jinja_env
    env.filters.update(
        exact=lambda at: wording.exact(at, desk().zone),
        moment=lambda at: wording.moment(at, now(), desk().zone),
        ago=lambda at: wording.ago(at, now()),
        size=in_words,
        initials=wording.initials,
        capped=wording.count,
        day=wording.date,
        tone=tone,
        clock=_clock,
    )
    env.globals.update(
        icon=icon,
        keep=keep,
        sprite=sprite,
        due=lambda at, state: wording.due(at, State(state), now(), desk().zone),
        system_name=lambda system: SYSTEM_NAMES.get(tone(system), system.upper()),
        system_title=lambda system: SYSTEM_TITLES.get(tone(system), system),
        state_sign=lambda state: STATE_SIGNS[str(state)],
        may=lambda action: may(access.person(), Action[action]),
        me=access.person,
        desk_name=lambda: desk().services.settings.desk_name,
        now=now,
    )


def _clock(at: datetime) -> str:
    return f"{at.astimezone(desk().zone):%H:%M:%S}"
