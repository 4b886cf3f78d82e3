from consultant.coding.mentions.candidates import Candidate
from consultant.coding.mentions.scene import scene
from consultant.coding.sets import System


def at(text: str, word: str) -> Candidate:
    start = text.index(word)
    return Candidate(word, (), start, start + len(word), dotted=False, upper=True)


def test_a_sentence_is_what_stands_around_a_place(catalogue):
    seen = scene("We billed it. Then 99213 came back. Good.", catalogue)

    assert seen.around(20).strip() == "Then 99213 came back."


def test_a_line_that_announces_a_list_stands_before_its_items(catalogue):
    text = "Procedures done:\n29881 LT\n29876"
    seen = scene(text, catalogue)

    assert seen.before(at(text, "29881")) == "Procedures done:"
    assert seen.before(at(text, "29876")) == ""
    assert seen.behind(at(text, "29881")) == " LT\n29876"


def test_only_whole_lists_count_as_whole(catalogue):
    assert scene("", catalogue).whole == {System.CM}
