import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.limits import DEFAULT, Limits
from consultant.mail.structure import read_tree


def shape(part):
    return (part.type, [shape(child) for child in part.children]) if part.children else part.type


def tree_of(body, kind=b"multipart/mixed; boundary=b", limits=DEFAULT):
    return read_tree(b"From: a@x\r\nContent-Type: " + kind + b"\r\n\r\n" + body, limits)


TEXT = b"Content-Type: text/plain\r\n\r\ntext\r\n"
PDF = b"Content-Type: application/pdf\r\n\r\n%PDF\r\n"


def test_parts_are_found_and_their_bodies_end_before_the_line_break():
    tree = tree_of(b"--b\r\n" + TEXT + b"--b\r\n" + PDF + b"--b--\r\n")

    assert shape(tree.root) == ("multipart/mixed", ["text/plain", "application/pdf"])
    assert [tree.raw[part.start : part.end] for part in tree.root.children] == [b"text", b"%PDF"]
    assert tree.flags == ()


def test_an_inner_multipart_with_the_same_boundary_is_told_apart():
    inner = b"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n" + TEXT + b"--b\r\n" + TEXT + b"--b--\r\n"

    tree = tree_of(b"--b\r\n" + inner + b"--b\r\n" + PDF + b"--b--\r\n")

    assert shape(tree.root) == ("multipart/mixed", [("multipart/alternative", ["text/plain"] * 2), "application/pdf"])


def test_an_inner_multipart_without_its_end_ends_with_the_outer_delimiter():
    inner = b"Content-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\n" + TEXT

    tree = tree_of(b"--b\r\n" + inner + b"--b\r\n" + PDF + b"--b--\r\n")

    assert shape(tree.root) == ("multipart/mixed", [("multipart/alternative", ["text/plain"]), "application/pdf"])
    assert tree.flags == ("unclosed-boundary",)


def test_a_boundary_that_was_not_declared_is_found_by_what_follows_it():
    assert shape(tree_of(b"--z\r\n" + TEXT + b"--z--", b"multipart/mixed").root) == ("multipart/mixed", ["text/plain"])
    assert shape(tree_of(b"--z\r\n" + TEXT + b"--z--").root) == ("multipart/mixed", ["text/plain"])


def test_a_line_that_only_begins_like_a_delimiter_is_text():
    tree = tree_of(b"--b\r\n\r\n--bb\r\n--b is text\r\n--b--")

    assert [tree.raw[part.start : part.end] for part in tree.root.children] == [b"--bb\r\n--b is text"]


def test_parts_behind_an_early_end_are_still_read():
    tree = tree_of(b"--b\r\n" + TEXT + b"--b--\r\n--b\r\n" + PDF + b"--b--\r\n")

    assert shape(tree.root) == ("multipart/mixed", ["text/plain", "application/pdf"])


def test_a_part_without_a_blank_line_ends_at_the_delimiter():
    tree = tree_of(b"--b\r\nContent-Type: text/html\r\n--b\r\n" + PDF + b"--b--")

    assert shape(tree.root) == ("multipart/mixed", ["text/html", "application/pdf"])


def test_depth_and_parts_have_a_limit():
    deep = b"".join(b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (i, i + 1) for i in range(50))
    wide = b"--b\r\n" + TEXT

    assert "too-deep" in tree_of(deep, b"multipart/mixed; boundary=b0", Limits(depth=5)).flags
    assert len(tree_of(wide * 50, limits=Limits(parts=10)).root.children) == 9


@pytest.mark.timeout(60)
def test_three_megabytes_of_nested_parts_are_passed():
    pieces, size = [], 0
    while size < 3_000_000:
        pieces.append(b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (len(pieces), len(pieces) + 1))
        size += len(pieces[-1])
    body = b"".join(pieces)

    tree = tree_of(body, b"multipart/mixed; boundary=b0")

    assert "too-deep" in tree.flags


@given(st.lists(st.sampled_from([b"--b\r\n", b"--b--\r\n", b"--i\r\n", b"--i--\r\n", b"\r\n", b"text\r\n", b"Content-Type: text/html\r\n",
                                 b"Content-Type: multipart/mixed; boundary=i\r\n", b"Content-Type: multipart/mixed; boundary=b\r\n"]), max_size=30))  # fmt: skip
def test_parts_lie_inside_each_other_whatever_their_order(lines):
    tree = tree_of(b"".join(lines))

    def check(part, low, high):
        assert low <= part.start <= part.end <= high
        for child in part.children:
            check(child, part.start, high)

    check(tree.root, 0, len(tree.raw))


@pytest.mark.timeout(60)
def test_many_lines_of_dashes_are_passed():
    tree = tree_of(b"--b\r\n" + TEXT + b"--\r\n" * 500_000 + b"--b--\r\n")

    assert len(tree.root.children) == 1


def test_a_boundary_without_headers_behind_it_is_known_by_its_end():
    bare = b"--z\r\n\r\nknee\r\n--z\r\n\r\nhip\r\n--z--\r\n"

    assert shape(tree_of(bare).root) == ("multipart/mixed", ["text/plain"] * 2)
    assert shape(tree_of(b"--y--\r\n" * 50_000).root) == "multipart/mixed"
