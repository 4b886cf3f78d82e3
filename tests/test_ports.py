import inspect

import pytest

from consultant import ports
from consultant.adapters.blobs import FolderBlobs
from consultant.adapters.clock import SystemClock
from consultant.adapters.events import RedisEvents
from consultant.adapters.memory import HandClock, HeardEvents, HeardWake, MemoryMailer, MemorySession
from consultant.adapters.outgoing import Conversation, Outgoing
from consultant.adapters.rendering import JinjaRenderer
from consultant.adapters.wake import CeleryWake
from consultant.ports import Verdict

ANSWERED = [
    (ports.Clock, SystemClock),
    (ports.Clock, HandClock),
    (ports.Renderer, JinjaRenderer),
    (ports.BlobStore, FolderBlobs),
    (ports.Events, RedisEvents),
    (ports.Events, HeardEvents),
    (ports.Wake, CeleryWake),
    (ports.Wake, HeardWake),
    (ports.Mailer, Outgoing),
    (ports.Mailer, MemoryMailer),
    (ports.Session, Conversation),
    (ports.Session, MemorySession),
]


@pytest.mark.parametrize(("port", "adapter"), ANSWERED)
def test_every_adapter_has_every_method_of_its_port(port: type, adapter: type):
    for name, method in inspect.getmembers(port, inspect.isfunction):
        if not name.startswith("_"):
            assert list(inspect.signature(getattr(adapter, name)).parameters)[1:] == [
                parameter for parameter in inspect.signature(method).parameters if parameter != "self"
            ], (adapter, name)


def test_every_method_of_a_port_says_what_it_does():
    for name in ports.__all__:
        port = getattr(ports, name)
        for method_name, method in inspect.getmembers(port, inspect.isfunction):
            if not method_name.startswith("_") and port.__module__ == ports.__name__:
                assert method.__doc__, (name, method_name)


@pytest.mark.parametrize(
    ("code", "accepted", "temporary"),
    [
        (250, True, False),
        (299, True, False),
        (354, False, False),
        (421, False, True),
        (499, False, True),
        (550, False, False),
    ],
)
def test_the_code_decides(code: int, accepted: bool, temporary: bool):
    assert (Verdict(code, "").accepted, Verdict(code, "").temporary) == (accepted, temporary)
