from consultant.coding.edits import Setting


def test_settings_are_named_as_on_the_command_line():
    assert [setting.value for setting in Setting] == ["practitioner", "outpatient", "dme"]
