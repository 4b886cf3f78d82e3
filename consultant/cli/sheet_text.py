"""What is known of a code, as lines for a terminal."""

from collections.abc import Iterator

from consultant.coding.cards import CodeCard
from consultant.coding.sections import Section
from consultant.coding.sheet import CodeSheet


def lines(sheet: CodeSheet) -> Iterator[str]:
    """Yield the sheet, each section with its release."""
    yield from _card(sheet.card)
    for note in sheet.notes:
        yield f"  {note.kind} (at {note.at}): {note.text}"
    for seventh in sheet.sevenths:
        yield f"  seventh character {seventh.character}: {seventh.meaning} ({seventh.code})"
    for name, value in sheet.card.facts:
        yield f"  {name}: {value}"
    for section in sheet.sections:
        yield from _section(section)
    for one in sheet.listings:
        standing = "not in it" if one.text is None else "billable" if one.billable else "not billable"
        yield f"  {one.release}: {standing}"
    for words in (sheet.card.release, sheet.card.stale, sheet.card.caveat):
        if words:
            yield f"  [{words}]"


def _section(section: Section) -> Iterator[str]:
    shown = f", {len(section.lines)} of {section.of}" if section.of > len(section.lines) else ""
    yield f"  {section.title}{shown}:"
    for line in section.lines:
        yield f"    {line.head}: {line.words}" if line.words else f"    {line.head}"
    if section.unchecked:
        yield f"    not checked: {section.unchecked}"
    for source in section.releases:
        yield f"    [{source.release}{f'; {source.stale}' if source.stale else ''}]"


def _card(card: CodeCard) -> Iterator[str]:
    yield f"{card.system.title} {card.code}: {card.status_words}. {card.detail}"
    if card.text:
        yield f"  {card.text}"
    for level in card.ancestors:
        yield f"  in {level.code} {level.text}"
    for leaf in card.leaves:
        yield f"  choose {leaf.code} {leaf.text}"
    for near in card.nearest:
        yield f"  perhaps {near.code} {near.text}".rstrip()
    if card.notice and (card.text or card.nearest):
        yield f"  [{card.notice}]"
