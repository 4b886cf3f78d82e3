import pytest

from consultant.bootstrap import Services
from consultant.domain.rights import Person, Role
from consultant.errors import Forbidden, NotFound, TemplateWrong, UserError
from consultant.mail.letters import SHIPPED, Acknowledged, Templates
from consultant.services import letters
from tests.factories import rows
from tests.factories.make import Make

NOTE = Acknowledged("Knee", "CQ-120418", "today", greeting="Dana")
COPY = Templates("{{ letter.subject_line }}\n", "Hello {{ letter.greeting }}.\n", "<p>Hello {{ letter.greeting }}.</p>")


@pytest.fixture
def boss(make: Make) -> Person:
    return make.person(Role.ADMINISTRATOR)


def save(services: Services, who: Person, copy: Templates = COPY, after: int = 0) -> int:
    with services.database.transaction() as tx:
        return letters.save(
            tx, who, "acknowledged", copy, after=after, renderer=services.renderer, clock=services.clock
        )


def rendered(services: Services, letter: Acknowledged = NOTE) -> tuple[str, str]:
    with services.database.reading() as tx:
        made, version = letters.render(tx, letter, renderer=services.renderer)
    return made.text, version


def test_a_copy_is_used_from_its_saving_on_and_earlier_versions_can_be_used_again(services: Services, boss: Person):
    before = rendered(services)
    first = save(services, boss)
    second = save(services, boss, Templates(COPY.subject, "Good day.\n", COPY.html), after=1)
    with_second = rendered(services)
    with services.database.transaction() as tx:
        letters.use(tx, boss, "acknowledged", 1)
    with_first = rendered(services)
    with services.database.transaction() as tx:
        letters.use(tx, boss, "acknowledged", 0)

    assert (first, second) == (1, 2)
    assert before[1] == SHIPPED
    assert with_second == ("Good day.\n", "copy 2")
    assert with_first == ("Hello Dana.\n", "copy 1")
    assert rendered(services) == before


def test_a_mail_keeps_the_version_that_it_was_made_from(services: Services, boss: Person, make: Make):
    with services.database.transaction() as tx:
        copy = Templates(COPY.subject, "{{ letter.body }}\n", "<p>{{ letter.body }}</p>")
        letters.save(tx, boss, "answer", copy, after=0, renderer=services.renderer, clock=services.clock)
    row = rows.outbound_mail(services, make.answer(make.ticket()))
    with services.database.transaction() as tx:
        letters.use(tx, boss, "answer", 0)

    assert row.letter_version == "copy 1"
    assert rows.outbound_mail(services, row.id).letter_version == "copy 1"


@pytest.mark.parametrize(
    ("part", "text", "line", "words"),
    [
        ("text", "one\ntwo {{ letter.nothing }}", 2, "a letter has no nothing"),
        ("html", "<p>\n\n{% if %}", 3, "Expected"),
        ("subject", "{{ password }}", 1, "there is no password"),
        ("html", "{{ letter.__class__.__mro__ }}", 1, "has no __class__"),
        ("html", "{{ letter['greeting'] }}", 1, "write letter.NAME"),
        ("html", "{{ letter.greeting.__class__ }}", 1, "unsafe"),
        ("html", "{{ letter.greeting.upper() }}", 1, "not safely callable"),
        ("html", "{% include 'answer/body.html' %}", 1, "_base/"),
        ("html", "{% for x in range(10000000) %}x{% endfor %}", 1, "there is no range"),
        ("text", "{{ 'x' * 1000000000 }}", 1, "* is not for letters"),
        ("text", "{{ '%0999999999d' % 1 }}", 1, "% is not for letters"),
        ("html", "{{ letter.greeting | safe }}", 1, "the filter safe"),
        ("text", "x" * 100_001, 1, "longer than"),
    ],
)
def test_what_a_copy_may_not_do_is_said_with_its_line_and_nothing_is_saved(
    services: Services, boss: Person, part: str, text: str, line: int, words: str
):
    copy = Templates(**{"subject": COPY.subject, "text": COPY.text, "html": COPY.html, part: text})

    with pytest.raises(TemplateWrong, match=f"(?s)^The {part}, line {line}: .*{words.replace('*', '.')}"):
        save(services, boss, copy)

    assert rendered(services)[1] == SHIPPED


def test_a_copy_that_fails_for_one_letter_does_not_keep_it_from_leaving(services: Services, boss: Person):
    save(services, boss, Templates(COPY.subject, "{{ letter.facts | first | upper }}\n", COPY.html))

    assert rendered(services, Acknowledged("Knee", "CQ-1", "today"))[1] == SHIPPED


def test_who_saved_meanwhile_is_not_overwritten(services: Services, boss: Person):
    save(services, boss)

    with pytest.raises(UserError, match="meanwhile"):
        save(services, boss, after=0)


def test_only_administrators_edit(services: Services, make: Make):
    with pytest.raises(Forbidden):
        save(services, make.person(Role.LEAD))


def test_letters_and_versions_that_are_not_there(services: Services, boss: Person):
    with pytest.raises(NotFound), services.database.transaction() as tx:
        letters.use(tx, boss, "acknowledged", 9)
    with pytest.raises(NotFound):
        letters.kind_of("../../etc")
