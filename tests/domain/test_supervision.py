from consultant.domain.supervision import BEAT_SECONDS, SILENT_AFTER, Process, Trouble


def test_a_process_misses_several_beats_before_it_counts_as_silent():
    assert SILENT_AFTER.total_seconds() >= 3 * BEAT_SECONDS


def test_what_is_watched_is_what_beats():
    assert set(Process) == {"poller", "worker", "beat", "relay"}


def test_a_trouble_is_grave_unless_it_says_otherwise():
    assert Trouble("process", "poller", "poller", "none is running").grave
