import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail import note_words, note_words_far, note_words_north, person_words
from consultant.mail.note_score import CORE, WEIGHTS, _said, fold, read_signals, sounds_automatic
from consultant.mail.parse import parse
from consultant.mail.parsed import Kind
from tests.corpus.automated import mail
from tests.corpus.automated_words import ALONE, ANSWERING, PEOPLE_ALONE, PEOPLE_ANSWERING
from tests.corpus.notes_alone import NOTES as ALONE_FREELY
from tests.corpus.notes_answering_east import NOTES as EAST
from tests.corpus.notes_answering_west import NOTES as WEST
from tests.corpus.notes_people import PEOPLE as PEOPLE_ABROAD
from tests.corpus.notes_people_en import PEOPLE as PEOPLE_ENGLISH

_ANSWER = ("In-Reply-To: <4711@desk.example>",)


@pytest.mark.parametrize(("rule", "subject", "text"), ANSWERING)
def test_a_note_in_no_formula_is_known(rule, subject, text):
    assert parse(mail(_ANSWER, subject, text)).kind is Kind.AUTO_REPLY, rule


@pytest.mark.parametrize(("rule", "subject", "text"), ALONE)
def test_a_notice_of_a_program_is_known(rule, subject, text):
    assert parse(mail((), subject, text)).kind is Kind.AUTO_REPLY, rule


@pytest.mark.parametrize(("rule", "subject", "text"), PEOPLE_ANSWERING)
def test_a_person_who_answers_nearly_so_is_one(rule, subject, text):
    assert parse(mail(_ANSWER, subject, text)).kind is Kind.HUMAN, rule


@pytest.mark.parametrize(("rule", "subject", "text"), PEOPLE_ALONE)
def test_a_person_who_writes_nearly_so_is_one(rule, subject, text):
    assert parse(mail((), subject, text)).kind is Kind.HUMAN, rule


@pytest.mark.parametrize("notes", [WEST, EAST], ids=["west", "east"])
def test_a_note_that_answers_is_known_however_it_is_written(notes):
    missed = [one for one in notes if parse(mail(_ANSWER, *one[2:])).kind is not Kind.AUTO_REPLY]

    assert missed == []


def test_a_note_under_its_own_subject_is_known_however_it_is_written():
    missed = [one for one in ALONE_FREELY if parse(mail((), *one[2:])).kind is Kind.HUMAN]

    assert missed == []


@pytest.mark.parametrize("people", [PEOPLE_ENGLISH, PEOPLE_ABROAD], ids=["english", "abroad"])
def test_people_who_write_of_absences_and_receipts_are_people(people):
    taken = [one for one in people if parse(mail(_ANSWER if one[3] else (), one[2], one[4])).kind is not Kind.HUMAN]

    assert taken == []


def test_whoever_sends_a_file_has_something_to_say():
    text = (
        "--b\nContent-Type: text/plain\n\nAway until Monday, please contact Sam.\n"
        "--b\nContent-Type: application/pdf\nContent-Disposition: attachment\n\nx\n--b--"
    )

    read = parse(mail((*_ANSWER, 'Content-Type: multipart/mixed; boundary="b"'), "Re: Knee", text))

    assert read.kind is Kind.HUMAN


@pytest.mark.parametrize(
    "table",
    [note_words.WEST, note_words_north.NORTH, note_words_far.WORDS, person_words.PERSON],
    ids=["west", "north", "far", "person"],
)
def test_every_word_of_the_tables_stands_there_once_and_is_found_where_it_is_said(table):
    for language, signals in table.items():
        for signal, listed in signals.items():
            words = fold(listed).split()
            said = {word: word.replace("_", " ").replace("-", " ").rstrip("*") for word in words}

            assert len(said) == len(words), (language, signal)
            assert [word for word, text in said.items() if (language, signal) not in set(_said(text))] == []


def test_each_thing_said_counts_once():
    once = read_signals("i am on vacation until monday")

    assert read_signals("i am on vacation, on holiday, until monday or tuesday").points == once.points
    assert once.points == WEIGHTS["absent"] + WEIGHTS["when"]


def test_signals_count_in_the_language_in_which_most_is_said():
    read = read_signals("ich bin bis montag im urlaub. bitte wenden sie sich an frau lee.")

    assert {"absent", "when", "turn"} <= read.signals


def test_points_without_what_makes_a_note_are_none():
    read = read_signals("call 555-0100 until monday, the messages and replies are delayed")

    assert read.points >= 4
    assert read.signals.isdisjoint(CORE)
    assert not sounds_automatic(read, 1)


def test_what_only_a_person_says_counts_against_a_note():
    note = "i am on leave until monday. please contact sam."

    assert read_signals(f"{note} the patient was seen twice.").points < read_signals(note).points
    assert read_signals(f"{note} the patient was seen twice.").is_personal


@pytest.mark.parametrize(
    "text", ["i'll fax it on monday", "the scar was 3 cm long", "it was s52.521a", "we will rebill"]
)
def test_a_promise_a_measure_and_a_diagnosis_are_a_persons(text):
    assert read_signals(text).is_personal


@pytest.mark.parametrize(
    "text", ["i'll reply on monday", "for claims questions call the front desk", "please be patient"]
)
def test_what_notes_say_too_is_not(text):
    assert not read_signals(text).is_personal


def test_accents_do_not_count():
    assert read_signals("je suis en conges").signals == read_signals("je suis en congés").signals
    assert fold("straße, łódź, más") == "strasse, lodz, mas"


def test_a_long_text_is_no_note():
    assert read_signals("i am on leave until may 4 and will respond then. " + "x " * 1_000).points == 0


@given(st.text(max_size=300))
def test_any_text_is_survived(text):
    read = read_signals(text)

    assert read.points <= read.said
