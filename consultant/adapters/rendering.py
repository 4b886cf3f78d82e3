"""Letters through Jinja2: text and HTML from one value, styles inlined, nothing loaded from elsewhere."""

import re
import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, select_autoescape

from consultant.errors import PermanentError
from consultant.mail import blocks
from consultant.mail.letters import Letter, RenderedLetter
from consultant.mail.storable import one_line, storable

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "emails"
WIDTH = 64
"""Columns of the text part, so that it is still whole when it is quoted."""
_INDENT = "   "


class JinjaRenderer:
    """The Renderer port on a folder of templates: one folder a letter, with subject.txt, body.txt and body.html."""

    def __init__(self, templates: Path = TEMPLATES) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=select_autoescape(["html"], default=False),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        filters: dict[str, Any] = {
            "blocks": blocks.read,
            "plain": blocks.plain,
            "wrapped": wrapped,
            "code_lines": code_lines,
            "listed": listed,
        }
        self._environment.filters.update(filters)
        self._inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)

    def render(self, letter: Letter) -> RenderedLetter:
        """Return subject, text and HTML of a letter. Raises PermanentError when a template is missing or broken."""
        folder = folder_of(type(letter))
        try:
            subject, text, html = (
                self._environment.get_template(f"{folder}/{part}").render(letter=letter)
                for part in ("subject.txt", "body.txt", "body.html")
            )
            inlined = self._inliner.inline(html)
        except (TemplateError, css_inline.InlineError, TypeError, AttributeError) as error:
            raise PermanentError(f"The letter {folder} cannot be rendered: {type(error).__name__}.") from error
        return RenderedLetter(subject=one_line(subject), text=storable(_tidy(text)), html=storable(inlined))


def folder_of(letter: type[Letter]) -> str:
    """Return the folder of a letter's templates: its name in lower case, words joined by underscores."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", letter.__name__).lower()


def wrapped(text: str, mark: str = "") -> str:
    """Return ``text`` in lines of at most WIDTH columns; ``mark`` stands before the first, blanks before the others."""
    return textwrap.fill(
        " ".join(text.split()),
        width=WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )


def listed(words: Iterable[str | None]) -> str:
    """Return what is said of ``words``, separated by commas."""
    return ", ".join(word for word in words if word)


def code_lines(lines: Sequence[blocks.CodeLine]) -> str:
    """Return the lines to report in columns, each with its words below."""
    width = max(len(line.code) for line in lines)
    return "\n\n".join(_code_line(line, width) for line in lines)


def _code_line(line: blocks.CodeLine, width: int) -> str:
    units = f"{line.units:>6} {'unit' if line.units == '1' else 'units':<10}" if line.units else ""
    reason = f"for {line.diagnoses}" if line.diagnoses else ""
    first = f"{line.number}. {line.code:<{width}}{units or '  '}{reason}".rstrip()
    words = " ".join(part for part in (line.note, f"({line.certainty})" if line.certainty else "") if part)
    return f"{first}\n{wrapped(words, _INDENT)}" if words else first


def _tidy(text: str) -> str:
    """One blank line between parts, two where a form feed asks for it; none at the edges, no blanks at line ends."""
    lines = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).replace("\f", "\n").strip("\n") + "\n"
