"""Letters through Jinja2: text and HTML from one value, styles inlined, nothing loaded from elsewhere.

Shipped templates lie in a folder. Administrators' copies are strings from outside: they run in Jinja's sandbox, may name
the fields of their letter alone, and may include the shipped base and nothing else.
"""

import dataclasses
import re
import textwrap
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import css_inline
from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    nodes,
    select_autoescape,
)
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from consultant.adapters import template_budget
from consultant.errors import PermanentError, TemplateWrong
from consultant.mail import blocks
from consultant.mail.letters import Letter, RenderedLetter, Templates, folder_of
from consultant.mail.sanitize import is_too_deep
from consultant.mail.storable import one_line, storable

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "emails"
WIDTH = 64
"""Columns of the text part, so that it is still whole when it is quoted."""
_INDENT = "   "
_OPTIONS: dict[str, Any] = {
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}


PARTS = ("subject.txt", "body.txt", "body.html")
LONGEST_COPY = 100_000
"""Characters of one part."""


class JinjaRenderer:
    """The Renderer port on a folder of templates: one folder a letter, with subject.txt, body.txt and body.html."""

    def __init__(self, templates: Path = TEMPLATES) -> None:
        self._templates = templates
        loader = FileSystemLoader(templates)
        self._environment = _dressed(
            Environment(loader=loader, autoescape=select_autoescape(["html"], default=False), **_OPTIONS)
        )
        self._html = _dressed(
            _Sandbox(loader=loader, autoescape=select_autoescape(["html"], default=False), **_OPTIONS)
        )
        template_budget.install(self._html)
        self._text = self._html.overlay(autoescape=False)
        self._inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)

    def render(self, letter: Letter, copy: Templates | None = None) -> RenderedLetter:
        """Return subject, text and HTML of a letter, from the shipped templates or an administrator's copy of them.

        Raises PermanentError when a shipped template is missing or broken, TemplateWrong when the copy is, or takes more than
        its budget.
        """
        if copy is not None:
            self.check(type(letter), copy)
            subject, text, html = (self._from_copy(name, text, letter) for name, text in _named(copy))
            if is_too_deep(html):  # the inliner would run out of its stack, and end the process
                raise TemplateWrong("html", 1, "its elements are nested too deeply")
            try:
                return self._finish(subject, text, html)
            except css_inline.InlineError as error:
                raise TemplateWrong("html", 1, "its styles cannot be read") from error
        folder = folder_of(type(letter))
        try:
            return self._finish(
                *(self._environment.get_template(f"{folder}/{part}").render(letter=letter) for part in PARTS)
            )
        except (TemplateError, css_inline.InlineError, TypeError, AttributeError) as error:
            raise PermanentError(f"The letter {folder} cannot be rendered: {type(error).__name__}.") from error

    def shipped(self, letter: type[Letter]) -> Templates:
        """Return the shipped templates of a letter, to begin a copy with."""
        folder = self._templates / folder_of(letter)
        return Templates(*((folder / part).read_text(encoding="utf-8") for part in PARTS))

    def check(self, letter: type[Letter], copy: Templates) -> None:
        """Raise TemplateWrong with the part and the line when a copy cannot be read, or names what a letter has not."""
        known = _fields(letter)
        for name, text in _named(copy):
            if len(text) > LONGEST_COPY:
                raise TemplateWrong(name, 1, f"is longer than {LONGEST_COPY:,} characters")
            try:
                _only_listed(name, self._text.parse(text), known)
            except TemplateSyntaxError as error:
                raise TemplateWrong(name, error.lineno, error.message or "cannot be read") from error
            except RecursionError as error:
                raise TemplateWrong(name, 1, "it is nested too deeply") from error

    def _from_copy(self, name: str, text: str, letter: Letter) -> str:
        try:
            environment = self._html if name == "html" else self._text
            with template_budget.limited():
                return environment.from_string(text).render(letter=letter)
        except TemplateSyntaxError as error:
            raise TemplateWrong(name, error.lineno, error.message or "cannot be read") from error
        except Exception as error:  # whatever a template does, it is the copy that is wrong
            raise TemplateWrong(name, _line_of(error), _words_of(error)) from error

    def _finish(self, subject: str, text: str, html: str) -> RenderedLetter:
        return RenderedLetter(
            subject=one_line(subject), text=storable(_tidy(text)), html=storable(self._inliner.inline(html))
        )


class _Sandbox(ImmutableSandboxedEnvironment):
    """Lets a template read values and call macros, within a budget; no method of a value, and nothing that counts for ever."""

    def _generate(self, source: nodes.Template, *given: Any, **named: Any) -> str:
        return super()._generate(template_budget.rewritten(source), *given, **named)

    def is_safe_callable(self, obj: Any) -> bool:
        """Let macros, blocks and the loop's own helpers be called."""
        return isinstance(obj, Macro | BlockReference) or isinstance(getattr(obj, "__self__", None), LoopContext)


_FILTERS = frozenset(
    {"blocks", "plain", "wrapped", "code_lines", "listed", "join", "length", "first", "last", "upper", "lower"}
    | {"capitalize", "title", "trim", "default", "replace", "escape", "e"}
)
_REFUSED = {nodes.Mul: "*", nodes.Pow: "**", nodes.Mod: "%"}


def _dressed(environment: Environment) -> Environment:
    filters: dict[str, Any] = {
        "blocks": blocks.read,
        "plain": blocks.plain,
        "wrapped": wrapped,
        "code_lines": code_lines,
        "listed": listed,
    }
    environment.filters.update(filters)
    return environment


def _named(copy: Templates) -> tuple[tuple[str, str], ...]:
    return ("subject", copy.subject), ("text", copy.text), ("html", copy.html)


def _fields(letter: type[Letter]) -> frozenset[str]:
    """The names that templates of a letter may ask it for."""
    properties = {name for name, value in vars(letter).items() if isinstance(value, property)}
    return frozenset({field.name for field in dataclasses.fields(letter)} | properties)


def _only_listed(name: str, tree: nodes.Template, known: frozenset[str]) -> None:
    for asked in tree.find_all(nodes.Getattr):
        if isinstance(asked.node, nodes.Name) and asked.node.name == "letter" and asked.attr not in known:
            raise TemplateWrong(name, asked.lineno, f"a letter has no {asked.attr}; it has {', '.join(sorted(known))}")
    for filtered in tree.find_all(nodes.Filter):
        if filtered.name not in _FILTERS:
            raise TemplateWrong(
                name,
                filtered.lineno,
                f"the filter {filtered.name} is not for letters; {', '.join(sorted(_FILTERS))} are",
            )
    for counted in tree.find_all(tuple(_REFUSED)):
        raise TemplateWrong(name, counted.lineno, f"{_REFUSED[type(counted)]} is not for letters")
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.node, nodes.Name) and item.node.name == "letter":
            raise TemplateWrong(name, item.lineno, "write letter.NAME")
    for other in tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)):
        template = getattr(other, "template", None)
        if not (isinstance(template, nodes.Const) and str(template.value).startswith("_base/")):
            raise TemplateWrong(name, other.lineno, "only parts of _base/ may be used")
    own = _own_names(tree)
    for used in tree.find_all(nodes.Name):
        if used.ctx == "load" and used.name not in own:
            raise TemplateWrong(name, used.lineno, f"there is no {used.name}; write letter.NAME")


def _own_names(tree: nodes.Template) -> set[str]:
    """The names that a template may use: the letter, and what it sets, imports and defines itself."""
    own = {"letter", "loop", "self"}
    own |= {one.name for one in tree.find_all(nodes.Name) if one.ctx in {"store", "param"}}
    own |= {one.target for one in tree.find_all(nodes.Import)}
    own |= {one.name for one in tree.find_all(nodes.Macro)}
    for chosen in tree.find_all(nodes.FromImport):
        own |= {name if isinstance(name, str) else name[1] for name in chosen.names}
    return own


def _words_of(error: Exception) -> str:
    match error:
        case TemplateError() | template_budget.TooMuchError():
            return str(error)
        case RecursionError() | SyntaxError() | MemoryError():  # Python's own limits for what the template became
            return "it is nested too deeply"
        case _:
            return type(error).__name__


def _line_of(error: BaseException) -> int:
    """The line of the template in which it went wrong; Jinja puts it into the traceback."""
    line = 1
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename == "<template>":
            line = number
    return line


def wrapped(text: str, mark: str = "") -> str:
    """Return ``text`` in lines of at most WIDTH columns; ``mark`` stands before the first, blanks before the others."""
    mark = mark[:WIDTH]  # it is repeated with every line
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
