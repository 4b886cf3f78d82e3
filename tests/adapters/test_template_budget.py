import pytest

from consultant.adapters.rendering import JinjaRenderer
from consultant.errors import TemplateWrong
from consultant.mail.letters import Answer, Templates
from consultant.mail.samples import SAMPLES

RENDERER = JinjaRenderer()
SHIPPED = RENDERER.shipped(Answer)


def text_of(template: str) -> str:
    return RENDERER.render(SAMPLES[Answer], Templates(SHIPPED.subject, template, SHIPPED.html)).text


def doubled(how: str, times: int = 60) -> str:
    return "{% set s = 'much' %}\n" + f"{{% set s = {how} %}}\n" * times + "{{ s }}"


@pytest.mark.parametrize(
    "template",
    [
        "\n" + "{% for a in [1, 2, 3, 4, 5, 6, 7, 8, 9] %}" * 12 + "x" + "{% endfor %}" * 12,
        "{% for a in [1, 2, 3, 4, 5, 6, 7, 8, 9] %}\n" * 5
        + "{% for a in [1, 2] if not a %}{% endfor %}"
        + "{% endfor %}" * 5,
        "\n{% macro m(n) %}{% if n %}{{ m(n[1:]) }}{{ m(n[1:]) }}{% endif %}{% endmacro %}\n{{ m('"
        + "n" * 40
        + "') }}",
        "{% set s = (1, 2) %}\n" + "{% set s = (s, s) %}\n" * 60 + "{{ s }}",
        "{% set s = [1] %}\n" + "{% set s = s + s %}\n" * 60 + "{{ s | length }}",
        "{% set s = {'a': 1} %}\n" + "{% set s = {'a': s, 'b': s} %}\n" * 60 + "{{ s }}",
    ],
)
def test_what_repeats_without_end_is_stopped_at_its_line(template):
    with pytest.raises(TemplateWrong, match=r"^The text, line \d+: it repeats too much\.$") as wrong:
        text_of(template)

    assert wrong.value.line > 1


@pytest.mark.parametrize(
    "template",
    [
        doubled("s ~ s"),
        doubled("s + s"),
        doubled("s | replace('m', s)"),
        doubled("s | join(s)"),
        "{% set s = 'much' %}\n" + "{% set s %}{{ s }}{{ s }}{% endset %}\n" * 60,
        "\n" + "{% filter replace('a', 'aaaaaaaaaaaaaaaaaaaa') %}" * 12 + "a" + "{% endfilter %}" * 12,
    ],
)
def test_what_grows_without_end_is_stopped_at_its_line(template):
    with pytest.raises(TemplateWrong, match=r"^The text, line \d+: its text grows too long\.$") as wrong:
        text_of(template)

    assert wrong.value.line > 1


@pytest.mark.parametrize(
    "template",
    [
        "{% for a in [1] %}" * 30 + "x" + "{% endfor %}" * 30,
        "{{ " + "(" * 30_000 + "1" + ")" * 30_000 + " }}",
        "{% block a %}{{ self.a() }}{% endblock %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    ],
)
def test_what_is_nested_without_end_is_wrong_and_ends_nothing_else(template):
    with pytest.raises(TemplateWrong, match="nested too deeply"):
        text_of(template)


def test_html_that_would_overflow_the_inliners_stack_is_wrong_and_ends_nothing_else():
    html = "{% for a in [1, 2, 3, 4, 5, 6, 7, 8, 9, 0] %}" * 4 + "<div>" * 10 + "{% endfor %}" * 4

    with pytest.raises(TemplateWrong, match="The html, line 1: its elements are nested too deeply"):
        RENDERER.render(SAMPLES[Answer], Templates(SHIPPED.subject, SHIPPED.text, html))


@pytest.mark.parametrize("kind", SAMPLES, ids=lambda kind: kind.__name__)
def test_within_its_budget_a_copy_says_what_the_shipped_letter_says(kind):
    letter = SAMPLES[kind]

    assert RENDERER.render(letter, RENDERER.shipped(kind)) == RENDERER.render(letter)


def test_loops_macros_and_set_blocks_work_as_jinja_has_them():
    text = text_of(
        "{% macro twice(word) %}{{ word }}{{ word }}{% endmacro %}"
        "{% set name %}{{ letter.coder | upper }}{% endset %}"
        "{% for a in ['x', 'y', 'z'] if a != 'y' %}{{ twice(a) }}{{ ';' if loop.last else ',' }}{% endfor %} {{ name }}"
    )

    assert text == "xx,zz; PRIYA RAMAN\n"
