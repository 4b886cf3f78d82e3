from sqlalchemy import literal, select

from consultant.bootstrap import Services
from consultant.db.queries.pages.rows import AnyRow


def test_columns_of_a_row_are_read_by_name(services: Services):
    with services.database.reading() as tx:
        row: AnyRow = tx.execute(select(literal(7).label("seven"), literal("x").label("letter"))).one()

    assert (row.seven, row.letter) == (7, "x")
