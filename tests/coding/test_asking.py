import pytest

from consultant.coding.asking import QuestionType, question_type


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Which modifier do we need on 20610?", QuestionType.WHICH_MODIFIER),
        ("Claim was denied. Is it 59 or XS?", QuestionType.WHICH_MODIFIER),
        ("How many units of J3301 for 40 mg?", QuestionType.UNITS),
        ("Is 76942 bundled into 20611?", QuestionType.BUNDLING),
        ("Can we bill 11042 and 97597 on the same day?", QuestionType.BUNDLING),
        ("The LCD says not medically necessary, which dx supports it?", QuestionType.MEDICAL_NECESSITY),
        ("What level of service is this, 99213 or 99214?", QuestionType.LEVEL_OF_SERVICE),
        ("Does Medicare cover G0439 every year?", QuestionType.COVERAGE),
        ("They denied it with PR-204. How do we appeal?", QuestionType.DENIAL),
        ("What is the correct code for a fall from a ladder?", QuestionType.WHICH_CODE),
        ("Are 20610 and 20611 allowed together?", QuestionType.BUNDLING),
        ("Hep B vaccine admin code?", QuestionType.WHICH_CODE),
        ("CPT for IUD removal?", QuestionType.WHICH_CODE),
        ("Chest pain in the ED, normal EKG. ICD?", QuestionType.WHICH_CODE),
        ("Please call me back.", None),
        ("", None),
    ],
)
def test_a_question_is_of_the_kind_that_its_words_speak_for(text, kind):
    assert question_type(text) is kind
