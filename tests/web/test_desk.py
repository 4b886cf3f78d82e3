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
