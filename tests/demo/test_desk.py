from consultant.demo.desk import DESK_ADDRESS, preferred_ports, procfile


def test_the_demo_runs_the_processes_of_the_procfile():
    assert set(procfile()) == {"release", "web", "worker", "beat", "poller"}
    assert procfile()["poller"] == ["consultant", "poller"]


def test_every_part_gets_a_port_of_its_own():
    ports = preferred_ports()

    assert len({ports.imap, ports.smtp, ports.redis, ports.web, ports.asker}) == 5
    assert DESK_ADDRESS.endswith(".example"), "no mail of a demo could reach anybody"
