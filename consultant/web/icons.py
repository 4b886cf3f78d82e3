"""The icons of the desk: one line each, drawn on 16 by 16. A page prints only those that it uses."""

from collections.abc import Mapping

from markupsafe import Markup

_DRAWN: Mapping[str, str] = {
    "alert": '<path d="M8 2.2 14.4 13.3H1.6z"/><path d="M8 6.6v3M8 11.4v.1"/>',
    "bolt": '<path d="M9 1.75 3.25 9H7.5L7 14.25 12.75 7H8.5z"/>',
    "book": '<path d="M8 3.75C6.7 2.9 4.8 2.6 2.25 2.75v9.5c2.55-.15 4.45.15 5.75 1 1.3-.85 3.2-1.15 5.75-1v-9.5C11.2 2.6 9.3 2.9 8 3.75zM8 3.75v9.5"/>',
    "chart": '<path d="M2.25 13.75h11.5M4.25 11V8M8 11V3M11.75 11V5.75"/>',
    "check": '<path d="m3 8.5 3.25 3.25L13 5"/>',
    "clip": '<path d="m13 7.2-5.3 5.3a3.2 3.2 0 0 1-4.5-4.5l5.6-5.6a2.1 2.1 0 0 1 3 3L6.2 11a1 1 0 0 1-1.5-1.5l5-5"/>',
    "clock": '<circle cx="8" cy="8" r="6"/><path d="M8 4.75V8l2.25 1.5"/>',
    "copy": '<rect x="5.5" y="5.5" width="8" height="8" rx="1.25"/><path d="M10.5 5.5V3.75a1.25 1.25 0 0 0-1.25-1.25h-5.5A1.25 1.25 0 0 0 2.5 3.75v5.5a1.25 1.25 0 0 0 1.25 1.25H5.5"/>',
    "down": '<path d="m4 6 4 4 4-4"/>',
    "eye": '<path d="M1.5 8S3.8 3.75 8 3.75 14.5 8 14.5 8 12.2 12.25 8 12.25 1.5 8 1.5 8z"/><circle cx="8" cy="8" r="1.9"/>',
    "gear": '<path d="M2 4.5h6.5M12 4.5h2M2 11.5h2M7.5 11.5H14"/><circle cx="10.25" cy="4.5" r="1.75"/><circle cx="5.75" cy="11.5" r="1.75"/>',
    "globe": '<circle cx="8" cy="8" r="6"/><path d="M2 8h12M8 2c2.2 2 2.2 10 0 12M8 2c-2.2 2-2.2 10 0 12"/>',
    "inbox": '<path d="M2 9h3.2l1 2h3.6l1-2H14"/><path d="M4 3h8l2 6v3.5a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V9z"/>',
    "info": '<circle cx="8" cy="8" r="6"/><path d="M8 7.5V11M8 5v.1"/>',
    "key": '<circle cx="5" cy="11" r="2.75"/><path d="m7 9 6-6M10.5 5.5l2 2M12 4l1.25 1.25"/>',
    "left": '<path d="m10 4-4 4 4 4"/>',
    "link": '<path d="M6.75 9.25a2.6 2.6 0 0 0 3.7 0l2.3-2.3a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.25 6.75a2.6 2.6 0 0 0-3.7 0l-2.3 2.3a2.6 2.6 0 0 0 3.7 3.7l.9-.9"/>',
    "lock": '<rect x="3" y="7" width="10" height="6.75" rx="1.25"/><path d="M5.25 7V5a2.75 2.75 0 0 1 5.5 0v2"/>',
    "mail": '<rect x="2" y="3.25" width="12" height="9.5" rx="1.25"/><path d="m2.5 4.25 5.5 4.5 5.5-4.5"/>',
    "mark": '<path d="M8 1.75a6.25 6.25 0 1 0 4.4 10.7"/><path d="M5.2 8.3 7.2 10.3 13.2 3.8"/>',
    "more": '<path d="M3.5 8h.01M8 8h.01M12.5 8h.01" stroke-width="2.25"/>',
    "ok": '<circle cx="8" cy="8" r="6"/><path d="m5.4 8.2 1.8 1.8 3.4-3.8"/>',
    "out": '<path d="M14 2 7.2 8.8M14 2 9.7 14 7.2 8.8 2 6.3z"/>',
    "pause": '<circle cx="8" cy="8" r="6"/><path d="M6.5 6v4M9.5 6v4"/>',
    "pen": '<path d="m10.75 2.75 2.5 2.5-7.9 7.9-3.1.6.6-3.1z"/>',
    "pin": '<path d="M9.75 1.9 14.1 6.25l-2.3.7-2.2 2.2-.4 3.1L3.75 6.8l3.1-.4 2.2-2.2zM6 10 2 14"/>',
    "plus": '<path d="M8 3v10M3 8h10"/>',
    "pulse": '<path d="M1.5 8.5h3L6.25 3.5 9.5 13l1.9-4.5h3.1"/>',
    "reply": '<path d="M6.25 3.5 2.25 7.5l4 4M2.5 7.5h6.75c2.5 0 4.25 1.5 4.25 4.5"/>',
    "right": '<path d="m6 4 4 4-4 4"/>',
    "s-answered": '<circle cx="8" cy="8" r="6.5" fill="currentColor" stroke="none"/><path d="m5.2 8.2 2 2 3.7-4" stroke="var(--surface)"/>',
    "s-failed": '<circle cx="8" cy="8" r="6.5" fill="currentColor" stroke="none"/><path d="M8 4.75v3.75M8 11v.05" stroke="var(--surface)" stroke-width="1.75"/>',
    "s-new": '<circle cx="8" cy="8" r="5.75"/><circle cx="8" cy="8" r="2" fill="currentColor" stroke="none"/>',
    "s-open": '<circle cx="8" cy="8" r="5.75"/><path d="M8 4.5a3.5 3.5 0 0 1 0 7z" fill="currentColor" stroke="none"/>',
    "s-review": '<circle cx="8" cy="8" r="5.75"/><path d="M8 4.5A3.5 3.5 0 1 1 4.5 8H8z" fill="currentColor" stroke="none"/>',
    "s-wait": '<circle cx="8" cy="8" r="5.75" stroke-dasharray="2.6 2"/><path d="M6.75 6.25v3.5M9.25 6.25v3.5"/>',
    "search": '<circle cx="7" cy="7" r="4.5"/><path d="m10.4 10.4 3.35 3.35"/>',
    "shield": '<path d="M8 1.75 13.25 3.5v4c0 3.2-2.1 5.6-5.25 6.75C4.85 13.1 2.75 10.7 2.75 7.5v-4z"/><path d="m5.6 7.9 1.75 1.75L10.5 6.4"/>',
    "stop": '<path d="M5.3 1.75h5.4l3.55 3.55v5.4l-3.55 3.55H5.3L1.75 10.7V5.3z" fill="currentColor" stroke="none"/><path d="m5.9 5.9 4.2 4.2M10.1 5.9l-4.2 4.2" stroke="var(--surface)" stroke-width="1.75"/>',
    "sum": '<rect x="3" y="1.75" width="10" height="12.5" rx="1.25"/><path d="M5.25 4.5h5.5M5.5 8h.01M8 8h.01M10.5 8h.01M5.5 11h.01M8 11h.01M10.5 11h.01"/>',
    "text": '<path d="M2.5 3.5h11M2.5 6.5h11M2.5 9.5h7M2.5 12.5h9"/>',
    "tray": '<path d="M2.5 6.5h11v6a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1z"/><path d="M4 4.25h8M5.5 2h5M6.5 9h3"/>',
    "user": '<circle cx="8" cy="5.5" r="2.75"/><path d="M2.75 13.75c.6-2.7 2.6-4 5.25-4s4.65 1.3 5.25 4"/>',
    "warn": '<path d="M8 2.2 14.4 13.3H1.6z" /><path d="M8 6.6v3M8 11.4v.1"/>',
    "x": '<path d="m4 4 8 8M12 4l-8 8"/>',
}

SYMBOLS: Mapping[str, Markup] = {
    name: Markup(f'<symbol id="i-{name}" viewBox="0 0 16 16">{drawn}</symbol>')  # noqa: S704 - constants above
    for name, drawn in _DRAWN.items()
}
"""Each icon by name, as an SVG symbol with the id ``i-name``."""
