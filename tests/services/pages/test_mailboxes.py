from datetime import timedelta

import pytest

from consultant.bootstrap import Services
from consultant.db.models import Mailbox
from consultant.domain.authorisations import Login, Standing
from consultant.domain.rights import Role
from consultant.errors import Forbidden
from consultant.services import authorisations
from consultant.services.authorisations import Claimed
from consultant.services.pages import mailboxes as pages
from consultant.services.pages import queue
from tests.factories.mails import mail
from tests.factories.make import Make


def show(services: Services, make: Make) -> list[pages.Box]:
    with services.database.reading() as tx:
        return list(pages.show(tx, make.person(Role.ADMINISTRATOR), now=services.clock.now()))


def grant(services: Services, mailbox_id: int, ends_in: timedelta | None = None) -> None:
    ends_at = None if ends_in is None else services.clock.now() + ends_in
    with services.database.transaction() as tx:
        authorisations.grant(tx, Claimed(mailbox_id, Login.MICROSOFT), b"sealed", ends_at=ends_at, clock=services.clock)


def test_a_mailbox_says_when_it_was_heard_and_when_mail_came(services: Services, make: Make):
    make.stored(mail())
    came = services.clock.now()
    with services.database.transaction() as tx:
        tx.get_one(Mailbox, make.mailbox()).heard_at = came

    [fresh] = show(services, make)
    services.clock.forward(minutes=11)
    [unheard] = show(services, make)
    services.clock.forward(days=4)
    [quiet] = show(services, make)

    assert (fresh.unheard, fresh.quiet, fresh.mail_at, fresh.granted) == (False, False, came, None)
    assert (unheard.unheard, unheard.quiet) == (True, False)
    assert quiet.quiet


def test_a_grant_is_shown_with_its_end(services: Services, make: Make):
    mailbox_id = make.mailbox(login=Login.MICROSOFT, secret=None)
    [before] = show(services, make)
    grant(services, mailbox_id)
    [after] = show(services, make)

    assert before.granted == pages.Granted(Standing.WANTED, None, None, None)
    assert after.granted is not None
    assert after.granted.standing is Standing.GOOD
    assert after.granted.ends_at == services.clock.now() + timedelta(days=90)


def test_administrators_are_told_on_every_page_what_waits_to_be_authorised(services: Services, make: Make):
    ending, waiting = make.mailbox("ending"), make.mailbox("waiting", login=Login.GOOGLE, secret=None)
    good, _by_password = make.mailbox("good"), make.mailbox()
    grant(services, ending, timedelta(days=6))
    grant(services, good)

    with services.database.reading() as tx:
        told = queue.rail(tx, make.person(Role.ADMINISTRATOR), now=services.clock.now()).authorise
        untold = queue.rail(tx, make.person(Role.LEAD), now=services.clock.now()).authorise

    assert [(one.id, one.granted.standing) for one in told] == [(ending, Standing.ENDING), (waiting, Standing.WANTED)]
    assert untold == ()


def test_others_do_not_see_the_mailboxes(services: Services, make: Make):
    with services.database.reading() as tx, pytest.raises(Forbidden):
        pages.show(tx, make.person(Role.LEAD), now=services.clock.now())


def test_a_mailbox_is_quiet_by_its_own_rhythm(services: Services, make: Make):
    for _ in range(4):
        make.stored(mail())
        services.clock.forward(weeks=1)

    [usual] = show(services, make)
    services.clock.forward(days=8)
    [unusual] = show(services, make)

    assert (usual.quiet, unusual.quiet) == (False, True)
