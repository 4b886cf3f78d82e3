from datetime import UTC, datetime

from consultant.adapters.clock import SystemClock


def test_the_time_is_aware_and_in_utc():
    before = datetime.now(UTC)
    now = SystemClock().now()

    assert now.tzinfo is UTC
    assert before <= now <= datetime.now(UTC)
