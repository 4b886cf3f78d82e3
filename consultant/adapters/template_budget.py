"""A budget for templates that come from outside: none runs for ever, none builds a text without end.

Jinja has no loop without an end, but loops in loops, macros that call themselves and texts that double come close. So the
tree of such a template is rewritten before it is compiled: whatever repeats takes a step, and every value that is built
is measured.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, cast

from jinja2 import Environment, nodes, pass_context
from jinja2.filters import do_join, do_replace
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

STEPS = 100_000
"""Turns of loops, calls of macros and members of lists, for one part of a letter."""
CHARACTERS = 4_000_000
"""Of all texts together that one part of a letter builds on its way."""
_STEPPED, _MEASURED = "_stepped", "_measured"


class TooMuchError(Exception):
    """The template takes more than its budget; the text says of what, as in "it repeats too much"."""


@dataclass(slots=True)
class _Budget:
    steps: int = STEPS
    characters: int = CHARACTERS

    def step(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise TooMuchError("it repeats too much")

    def build(self, characters: int) -> None:
        self.characters -= characters
        if self.characters < 0:
            raise TooMuchError("its text grows too long")


_budget: ContextVar[_Budget | None] = ContextVar("budget", default=None)


@contextmanager
def limited() -> Iterator[None]:
    """Give what is rendered within the block one budget. It raises TooMuchError beyond."""
    token = _budget.set(_Budget())
    try:
        yield
    finally:
        _budget.reset(token)


def install(environment: Environment) -> None:
    """Put the filters in that rewritten trees name, and guarded ones in the place of those that multiply lengths."""
    environment.filters.update(
        {_STEPPED: _stepped, _MEASURED: _measured, "replace": _guarded_replace, "join": _guarded_join}
    )


def rewritten(tree: nodes.Template) -> nodes.Template:
    """Return the tree with its steps and measures."""
    _Rewriter().generic_visit(tree)
    return tree


# With the context as an argument, Jinja does not run them while it compiles.
@pass_context
def _stepped(_context: Any, value: Any) -> Any:
    if (budget := _budget.get()) is not None:
        budget.step()
    return value


@pass_context
def _measured(_context: Any, value: Any) -> Any:
    if (budget := _budget.get()) is not None:
        _weigh(value, budget)
    return value


def _weigh(value: Any, budget: _Budget) -> None:
    if isinstance(value, str):
        budget.build(len(value))
    elif isinstance(value, dict):
        _weigh(tuple(value.items()), budget)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            budget.step()
            _weigh(one, budget)


@pass_eval_context
def _guarded_replace(context: EvalContext, text: str, old: str, new: str, count: int | None = None) -> str:
    """Jinja's own, unless the text would grow beyond what a whole letter may have."""
    if len(str(text)) + str(text).count(str(old)) * len(str(new)) > CHARACTERS:
        raise TooMuchError("its text grows too long")
    return do_replace(context, text, old, new, count)


@pass_eval_context
def _guarded_join(context: EvalContext, value: Iterable[Any], between: str = "") -> str:
    """Jinja's own, unless the text would grow beyond what a whole letter may have."""
    words = list(value)
    if len(words) * len(str(between)) + sum(len(one) for one in words if isinstance(one, str | Markup)) > CHARACTERS:
        raise TooMuchError("its text grows too long")
    joined: str = do_join(context, words, between)
    return joined


class _Rewriter(NodeTransformer):
    """What repeats begins with a step: bodies of loops, macros and blocks. What builds a value hands it to be measured."""

    def visit(self, node: nodes.Node, *_args: Any, **_named: Any) -> nodes.Node:
        """Return what stands in the place of a node."""
        self._visit_within(node)
        match node:
            case nodes.For() | nodes.Macro() | nodes.Block() | nodes.CallBlock():
                _begin_with_a_step(node)
            case nodes.Output():
                node.nodes = [
                    one if isinstance(one, nodes.TemplateData) else _through(one, _MEASURED) for one in node.nodes
                ]
            case nodes.Tuple(ctx="store"):
                pass
            case nodes.Concat():
                node.nodes = [_through(one, _MEASURED) for one in node.nodes]
                return _through(node, _MEASURED)
            case nodes.Add() | nodes.Filter() | nodes.Call() | nodes.Tuple() | nodes.List() | nodes.Dict():
                return _through(node, _MEASURED)
        return node

    def _visit_within(self, node: nodes.Node) -> None:
        """Visit what a node is made of. The call and the filter of a block stay what they are: Jinja knows nothing else there."""
        match node:
            case nodes.CallBlock():
                self.generic_visit(node.call)
                node.body = [self.visit(one) for one in node.body]
            case nodes.FilterBlock() | nodes.AssignBlock():
                node.body = [self.visit(one) for one in node.body]
            case _:
                self.generic_visit(node)


def _through(node: nodes.Node, filter_name: str) -> nodes.Filter:
    return nodes.Filter(cast("nodes.Expr", node), filter_name, [], [], None, None, lineno=node.lineno)


def _begin_with_a_step(node: nodes.For | nodes.Macro | nodes.Block | nodes.CallBlock) -> None:
    step = nodes.ExprStmt(_through(nodes.Const(None, lineno=node.lineno), _STEPPED), lineno=node.lineno)
    node.body.insert(0, step)
    if isinstance(node, nodes.For) and node.test is not None:
        node.test = _through(node.test, _STEPPED)
