from consultant.coding.question_text import FILE_LIMIT, TEXT_LIMIT, asked


def test_subject_text_and_files_stand_in_their_order():
    text = asked("Knee", ["Is 20610 right?", "And 20611?"], ["M17.11"])

    assert [text.index(part) for part in ("Knee", "20610", "20611", "M17.11")] == sorted(
        text.index(part) for part in ("Knee", "20610", "20611", "M17.11")
    )


def test_a_long_file_and_a_long_question_are_cut():
    assert asked("", [], ["x" * (FILE_LIMIT + 5)]).count("x") == FILE_LIMIT
    assert len(asked("", ["x" * (2 * TEXT_LIMIT)], [])) == TEXT_LIMIT
