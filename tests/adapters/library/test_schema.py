import sqlite3

from consultant.adapters.library.schema import INDEXES, TABLES


def test_a_code_stands_once_in_its_role():
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES + INDEXES)
    connection.execute("INSERT INTO entry VALUES (0, 'B20', 'level', 'block', 'x', 0, -1, 1, NULL, NULL)")
    connection.execute("INSERT INTO entry VALUES (1, 'B20', 'code', 'category', 'x', 1, 0, 1, NULL, NULL)")

    try:
        connection.execute("INSERT INTO entry VALUES (2, 'B20', 'code', 'category', 'x', 1, 0, 1, NULL, NULL)")
    except sqlite3.IntegrityError:
        refused = True
    else:
        refused = False
    connection.close()

    assert refused
