import dataclasses

import pytest

from consultant.adapters.rendering import JinjaRenderer, code_lines, listed, wrapped
from consultant.errors import PermanentError
from consultant.mail.blocks import CodeLine
from consultant.mail.letters import Acknowledged

NOTE = Acknowledged("Knee", "CQ-120418", "today")


@pytest.fixture
def templates(tmp_path):
    folder = tmp_path / "acknowledged"
    folder.mkdir()
    (folder / "subject.txt").write_text("{{ letter.subject_line }}\n")
    (folder / "body.txt").write_text("{{ letter.reference }}\n")
    (folder / "body.html").write_text("<p>{{ letter.reference }}</p>")
    return tmp_path


def test_a_letter_comes_from_the_three_parts_of_its_folder(templates):
    letter = JinjaRenderer(templates).render(NOTE)

    assert (letter.subject, letter.text) == ("Re: Knee [CQ-120418]", "CQ-120418\n")
    assert "<p>CQ-120418</p>" in letter.html


@pytest.mark.parametrize("broken", ["{{ letter.nothing }}", "{% if %}", "{{ missing }}", "{{ 1 + 'a' }}"])
def test_a_broken_template_is_named_without_what_it_was_to_say(templates, broken):
    (templates / "acknowledged" / "body.txt").write_text(broken)

    with pytest.raises(PermanentError, match=r"The letter acknowledged cannot be rendered: \w+\.$"):
        JinjaRenderer(templates).render(NOTE)


def test_a_letter_without_templates_is_refused(tmp_path):
    with pytest.raises(PermanentError, match="acknowledged"):
        JinjaRenderer(tmp_path).render(NOTE)


def test_values_are_escaped_in_html_and_plain_in_text():
    letter = JinjaRenderer().render(dataclasses.replace(NOTE, greeting="<Dana> & Co"))

    assert "<Dana> & Co," in letter.text
    assert "&lt;Dana&gt; &amp; Co," in letter.html


def test_a_subject_is_one_line_whatever_the_asker_wrote():
    letter = JinjaRenderer().render(dataclasses.replace(NOTE, subject="a\r\nBcc: x@y.example"))

    assert len(letter.subject.splitlines()) == 1


def test_lines_are_wrapped_under_their_mark():
    assert wrapped("word " * 20, "- ").split("\n")[1].startswith("  word")
    assert wrapped("x" * 100) == "x" * 100


def test_what_is_missing_is_not_listed():
    assert listed(["a", "", None, "b"]) == "a, b"


def test_code_lines_stand_in_columns():
    lines = [CodeLine(1, "20611-RT", "1", "M17.11", "Knee.", "Definite"), CodeLine(2, "J7325", "48", "M17.11", "", "")]

    assert code_lines(lines) == (
        "1. 20611-RT     1 unit      for M17.11\n   Knee. (Definite)\n\n2. J7325       48 units     for M17.11"
    )
