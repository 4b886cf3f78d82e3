import pytest
from rich.console import Console

from consultant.demo.once import Steps
from consultant.errors import PermanentError


def test_a_step_that_fails_is_named_in_the_reason_and_the_table_keeps_those_before():
    steps = Steps()
    with steps.step("ask by SMTP") as remark:
        remark.append("16 questions")

    with pytest.raises(PermanentError, match="step “sign in”: the dashboard did not answer"), steps.step("sign in"):
        raise PermanentError("the dashboard did not answer")

    console = Console(record=True, width=100)
    steps.show(console)
    shown = console.export_text()
    assert "ask by SMTP" in shown
    assert "16 questions" in shown
    assert "sign in" not in shown
