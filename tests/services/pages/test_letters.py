import pytest

from consultant.bootstrap import Services
from consultant.domain.rights import Role
from consultant.errors import Forbidden, NotFound
from consultant.mail.letters import LETTERS, Templates
from consultant.services import letters as use_cases
from consultant.services.pages import letters
from tests.factories.make import Make


def test_every_letter_is_listed_with_the_version_that_is_used(services: Services, make: Make):
    boss = make.person(Role.ADMINISTRATOR, "Ada Admin")
    with services.database.transaction() as tx:
        copy = Templates("s\n", "t", "<p>h</p>")
        use_cases.save(tx, boss, "assigned", copy, after=0, renderer=services.renderer, clock=services.clock)
    with services.database.reading() as tx:
        listed = letters.index(tx, boss)
        page = letters.show(tx, boss, "assigned", renderer=services.renderer)
        shipped = letters.show(tx, boss, "assigned", version=0, renderer=services.renderer)

    assert len(listed) == len(LETTERS)
    assert {one.name: one.number for one in listed}["assigned"] == 1
    assert (page.templates, page.newest, page.number) == (copy, 1, 1)
    assert [(one.number, one.made_by, one.active) for one in page.versions] == [(1, "Ada Admin", True)]
    assert "letter.by" in shipped.templates.text
    assert {"reference", "by", "due", "url"} <= set(page.fields)


def test_only_administrators_see_them_and_only_those_that_are_there(services: Services, make: Make):
    lead, boss = make.person(Role.LEAD), make.person(Role.ADMINISTRATOR)
    with services.database.reading() as tx:
        with pytest.raises(Forbidden):
            letters.index(tx, lead)
        with pytest.raises(Forbidden):
            letters.show(tx, lead, "answer", renderer=services.renderer)
        with pytest.raises(NotFound):
            letters.show(tx, boss, "nothing", renderer=services.renderer)
