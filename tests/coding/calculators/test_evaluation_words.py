from consultant.coding.calculators.evaluation_words import GRID, PROBLEMS, RISKS, Complexity, Element, option


def test_every_cell_of_the_grid_says_what_reaches_it_and_what_the_record_shows():
    assert set(GRID) == set(Element)
    for cells in GRID.values():
        assert set(cells) == set(Complexity)
        assert all(cell.reached and cell.shown for cell in cells.values())


def test_options_have_keys_of_their_own_and_every_complexity():
    for options in (PROBLEMS, RISKS):
        assert len({one.key for one in options}) == len(options)
        assert {one.complexity for one in options} == set(Complexity)


def test_an_option_is_found_by_its_key():
    assert option(RISKS, "drug") in RISKS
    assert option(RISKS, "nothing") is None


def test_complexities_are_ordered_and_have_words():
    assert Complexity.LOW < Complexity.HIGH
    assert Complexity.STRAIGHTFORWARD.words == "straightforward"
