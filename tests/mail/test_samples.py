import pytest

from consultant.adapters.rendering import JinjaRenderer
from consultant.mail.letters import LETTERS, folder_of
from consultant.mail.samples import SAMPLES


@pytest.mark.parametrize("kind", LETTERS, ids=folder_of)
def test_every_letter_has_sample_data_and_its_shipped_templates_pass_as_a_copy(kind):
    renderer = JinjaRenderer()

    assert renderer.render(SAMPLES[kind], renderer.shipped(kind)) == renderer.render(SAMPLES[kind])
