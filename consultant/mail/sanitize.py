"""HTML of strangers made fit for a sandboxed frame: no script, no form, no style sheet, nothing loaded from elsewhere."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from html import escape

import nh3

from consultant.mail.html_text import html_to_text
from consultant.mail.html_tokens import Tag, read_html
from consultant.mail.limits import DEFAULT
from consultant.mail.storable import storable
from consultant.mail.style_sheets import with_rules

_DEPTH = 512
"""Elements within each other; browsers stop at about as many, and a sanitiser's time grows with the square."""
_RECONSTRUCTED = 50_000
"""Elements that a parser adds by itself where <b> and the like stay open over blocks (HTML standard, 13.2.4.3)."""

_TAGS = {
    "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite", "code",
    "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "main", "mark", "nav", "ol", "p", "pre",
    "q", "s", "samp", "section", "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot",
    "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr",
}  # fmt: skip
_DROPPED = {
    "script", "style", "title", "template", "iframe", "object", "applet", "svg", "math", "select", "textarea", "button", "audio",
    "video", "canvas",
}  # fmt: skip
_ALWAYS = {"style", "align", "valign", "dir", "lang", "title", "width", "height", "bgcolor", "color"}
_ATTRIBUTES: dict[str, set[str]] = {
    "*": _ALWAYS,
    "a": {"href"},
    "img": {"src", "alt", "border", "hspace", "vspace"},
    "font": {"face", "size"},
    "table": {"border", "cellpadding", "cellspacing", "role", "rules", "frame", "bordercolor"},
    "tr": {"bordercolor"},
    "td": {"bordercolor", "colspan", "rowspan", "nowrap", "headers"},
    "th": {"bordercolor", "colspan", "rowspan", "nowrap", "scope", "headers"},
    "col": {"span"},
    "colgroup": {"span"},
    "ol": {"start", "type", "reversed"},
    "ul": {"type"},
    "li": {"value", "type"},
    "blockquote": {"type"},
    "hr": {"size", "noshade"},
    "time": {"datetime"},
}
_PROPERTIES = re.compile(
    r"(?:background(?:-color)?|border(?:-(?:top|right|bottom|left|collapse|spacing|radius))?(?:-(?:width|style|color))?|caption-side|clear|color"
    r"|direction|display|empty-cells|float|font(?:-(?:family|size|style|variant|weight))?|height|letter-spacing|line-height"
    r"|list-style(?:-(?:type|position))?|margin(?:-(?:top|right|bottom|left))?|max-(?:width|height)|min-(?:width|height)|opacity|overflow-wrap"
    r"|padding(?:-(?:top|right|bottom|left))?|table-layout|text-(?:align|decoration(?:-(?:line|style|color))?|indent|transform)|unicode-bidi|vertical-align"
    r"|visibility|white-space|width|word-(?:break|spacing|wrap))"
)
_NOSCRIPT = re.compile(r"</?noscript(?:\s[^>]*)?>", re.IGNORECASE)
_BODY = re.compile(r"<(/?)body(?=[\s/>])", re.IGNORECASE)
_COMMENT = re.compile(r"/\*(?:.*?\*/|.*\Z)", re.DOTALL)
_COLOUR = re.compile(r"(?<![\w#/.(=?&-])#[0-9a-f]{3,8}(?![\w./-])|\brgba?\([\d.,% /]{5,40}\)", re.IGNORECASE)
_STYLE = 4_000
"""Characters of a style that are read."""
_FUNCTION = re.compile(r"([\w-]*)\s*\(")
_LINK = re.compile(r"(?:https?:|mailto:|tel:)", re.IGNORECASE)
_DATA_IMAGE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|bmp);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
_ENDS_ITSELF = {"p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "tfoot", "colgroup"}
_FORMATTING = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}


def safe_html(html: str, *, images: Mapping[str, str] | None = None, remote_images: bool = False) -> str:
    """Return ``html`` as a fragment that is safe in a sandboxed frame and loads nothing.

    ``images`` maps Content-IDs (without angle brackets) to addresses of our own. ``remote_images`` lets http and https
    images through, for a reader who asked for them. Nested too deep, it comes back as its text.
    """
    # Where no script runs, what stands in <noscript> is shown; a sanitiser would take it for text.
    # What a mail says of its body (font, colours) holds for the fragment.
    html = _BODY.sub(r"<\1div", with_rules(_NOSCRIPT.sub("", storable(html[: DEFAULT.text]))))
    if is_too_deep(html):
        return as_text(html)
    cleaner = nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        attribute_filter=_filter(images or {}, remote_images=remote_images),
        url_schemes={"http", "https", "mailto", "tel", "cid", "data"},
        url_relative="pass_through",  # the filter lets none through but our own
        link_rel="noopener noreferrer nofollow",
        strip_comments=True,
    )
    return storable(cleaner.clean(html))


def as_text(html: str) -> str:
    """Return the text of ``html`` as a fragment, for what cannot be shown as it was made."""
    return f'<div style="white-space:pre-wrap">{escape(html_to_text(html), quote=False)}</div>'


def _filter(images: Mapping[str, str], *, remote_images: bool) -> Callable[[str, str, str], str | None]:
    def keep(_tag: str, attribute: str, value: str) -> str | None:
        if attribute == "style":
            return _style(value)
        if attribute == "href":
            return value if _LINK.match(value.strip()) else None
        if attribute == "src":
            return _source(value.strip(), images, remote_images=remote_images)
        return value if len(value) < 1_000 else None

    return keep


def _source(value: str, images: Mapping[str, str], *, remote_images: bool) -> str | None:
    if value[:4].lower() == "cid:":
        return images.get(value[4:].strip("<>"), value)
    if _DATA_IMAGE.fullmatch(value):
        return value
    return value if remote_images and re.match(r"https?:", value, re.IGNORECASE) else None


def _style(value: str) -> str | None:
    kept = []
    for declaration in _COMMENT.sub(" ", value[:_STYLE]).split(";"):
        name, _, words = declaration.partition(":")
        name, words = name.strip().lower(), words.strip()
        if not words or not _PROPERTIES.fullmatch(name):
            continue
        if _is_inert(words):
            kept.append(f"{name}:{words}")
        elif name == "background" and (colour := _COLOUR.search(words)):
            # The picture goes, the colour behind it stays.
            kept.append(f"background-color:{colour[0]}")
    return ";".join(kept) or None


def _is_inert(words: str) -> bool:
    """Whether a value can load nothing: no function but colours and sums, and no backslash that could write one."""
    if any(char in words for char in "\\<>{}@:&"):
        return False
    return all(match[1].lower() in {"rgb", "rgba", "hsl", "hsla", "calc"} for match in _FUNCTION.finditer(words))


def is_too_deep(html: str) -> bool:
    """Whether a parser would nest too deep, or add too many elements of its own."""
    open_by_name: Counter[str] = Counter()
    depth = formatting = added = 0
    for token in read_html(html):
        if not isinstance(token, Tag) or token.is_void:
            continue
        name = token.name
        if name in _ENDS_ITSELF:
            added += formatting
        elif not token.closing:
            open_by_name[name] += 1
            depth += 1
            formatting += name in _FORMATTING
            added += 0 if name in _FORMATTING else formatting
        elif open_by_name[name]:
            open_by_name[name] -= 1
            depth -= 1
            formatting -= name in _FORMATTING
        if depth > _DEPTH or added > _RECONSTRUCTED:
            return True
    return False
