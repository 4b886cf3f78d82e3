from datetime import timedelta

from flask import Flask

from consultant.bootstrap import Services
from consultant.web import desk as at_hand


def test_the_moment_of_a_request_does_not_move(app: Flask, desk: Services):
    with app.test_request_context("/"):
        first = at_hand.now()
        desk.clock.forward(seconds=5)
        assert at_hand.now() == first
    with app.test_request_context("/"):
        assert at_hand.now() == first + timedelta(seconds=5)


def test_the_services_of_the_factory_are_at_hand(app: Flask, desk: Services):
    with app.test_request_context("/"):
        assert at_hand.services() is desk
        assert str(at_hand.desk().zone) == desk.settings.zone


def test_the_day_is_the_one_where_the_desk_is(app: Flask, desk: Services):
    with app.test_request_context("/"):
        assert at_hand.today() == at_hand.now().astimezone(at_hand.desk().zone).date()
    desk.clock.at = desk.clock.now().replace(hour=2)
    with app.test_request_context("/"):
        assert at_hand.today() == desk.clock.now().date() - timedelta(days=1)  # it is evening yet in New York
