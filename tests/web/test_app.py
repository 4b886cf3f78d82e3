from dataclasses import replace

import pytest
from jinja2 import UndefinedError

from consultant.bootstrap import Services
from consultant.web import create_app
from consultant.web.app import warm


def test_every_template_compiles_before_the_first_request(app):
    warm(app)

    assert app.jinja_env.auto_reload is False


def test_a_name_that_a_template_misspells_is_an_error_and_no_blank(app):
    with pytest.raises(UndefinedError):
        app.jinja_env.from_string("{{ nothing }}").render()


def test_two_desks_in_one_process_do_not_know_each_other(desk: Services):
    one = create_app(desk)
    two = create_app(replace(desk, settings=desk.settings.model_copy(update={"base_url": "https://desk.example"})))

    assert one.config["SESSION_COOKIE_SECURE"] is False
    assert two.config["SESSION_COOKIE_SECURE"] is True
    assert one.config["SECRET_KEY"] == two.config["SECRET_KEY"] != ""
