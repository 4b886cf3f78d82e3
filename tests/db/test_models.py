import pytest
from sqlalchemy import inspect

from consultant.bootstrap import Services
from consultant.db import models
from consultant.db.base import Base, UtcDateTime
from consultant.db.models import Job, Message, Note, OutboundMail, Ticket
from tests.factories import rows
from tests.factories.make import Make


def test_every_model_is_exported_and_every_table_has_one():
    tables = {getattr(models, name).__table__.name for name in models.__all__}

    assert tables == set(Base.metadata.tables)


def test_every_moment_knows_its_zone():
    naive = [
        str(column)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if "DATETIME" in str(column.type).upper() and not isinstance(column.type, UtcDateTime)
    ]

    assert naive == []


def test_every_foreign_key_of_a_growing_table_can_be_walked():
    """Deleting or joining by a reference must not read a whole table; small tables may."""
    grow = {"messages", "attachments", "outbound_recipients", "ticket_events", "ticket_codes", "case_findings", "notes"}
    for name in grow:
        table = Base.metadata.tables[name]
        indexed = {next(iter(index.columns)).name for index in table.indexes}
        indexed |= {next(iter(table.primary_key.columns)).name}
        parents = {"ticket_id", "message_id", "outbound_id", "run_id"} & {column.name for column in table.columns}
        assert parents & indexed, name


def test_notes_live_apart_from_what_is_mailed():
    assert not {column.name for column in Note.__table__.columns} & {"message_id", "outbound_id", "raw"}
    assert not any(key.column.table.name == "notes" for key in OutboundMail.__table__.foreign_keys)
    assert not any(key.column.table.name == "notes" for key in Message.__table__.foreign_keys)


def test_the_payload_of_a_job_and_the_bytes_of_a_mail_come_back_as_they_were(services: Services, make: Make):
    outbound_id = make.answer(make.ticket())

    assert rows.outbound_mail(services, outbound_id).raw.startswith(b"From: ")
    assert rows.every(services, Job, kind="deliver_email")[0].payload == {"outbound_id": outbound_id}


def test_no_lazy_load_reaches_the_database_from_a_view():
    relations = [relation for model in (Ticket, Message) for relation in inspect(model).relationships]

    assert all(relation.lazy == "raise" for relation in relations)


@pytest.mark.parametrize("name", sorted(Base.metadata.tables))
def test_every_table_says_what_it_is_for(name: str):
    model = next(getattr(models, one) for one in models.__all__ if getattr(models, one).__table__.name == name)
    module = __import__(model.__module__, fromlist=["x"])

    assert model.__doc__ or module.__doc__
