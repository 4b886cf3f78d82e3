import dataclasses
import typing

from consultant.mail import letters
from consultant.mail.letters import LETTERS, Acknowledged, Answer


def test_every_letter_is_listed():
    assert set(LETTERS) == set(typing.get_args(letters.Letter))
    assert all(dataclasses.is_dataclass(letter) for letter in LETTERS)


def test_a_letter_answers_under_the_askers_scanned_subject():
    answer = Answer("Fwd: MRN 4471 knee", "CQ-120418", "Yes.", "Priya Raman")
    note = Acknowledged("knee", "CQ-120418", "today")

    assert answer.subject_line == "Re: MRN […] knee [CQ-120418]"
    assert note.subject_line == "Re: knee [CQ-120418]"
