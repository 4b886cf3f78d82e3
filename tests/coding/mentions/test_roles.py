import pytest

from consultant.coding.mentions.roles import role_at
from consultant.coding.mentions.scene import scene
from consultant.coding.mentions.values import Role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Should 99213 be billed?", Role.ASKED),
        ("We billed 99213, should it be paid?", Role.BILLED),
        ("Is 99213 right?", Role.ASKED),
        ("Can 36415 be billed with 99213?", Role.ASKED),
        ("Should 25 go on it when billed with 99213?", Role.ASKED),
        ("We've used 99213 until now", Role.BILLED),
        ("We have 2 denials for 99213", Role.BILLED),
        ("Our coder reported 99213 and it was paid", Role.BILLED),
        ("> 99213\n\nOk?", Role.QUOTED),
        ("Ok?\n\n-- \nAsk me about 99213", Role.SIGNATURE),
        ("On Mon, Jan 5, 2026 Desk wrote:\n\n> Use 17311.\n\nOk and 99213 too?", Role.ASKED),
    ],
)
def test_a_code_is_asked_about_billed_quoted_or_signed(catalogue, text, role):
    assert role_at(scene(text, catalogue), text.index("99213")) is role
