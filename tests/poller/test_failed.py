from consultant.poller.failed import Failed


def test_it_says_why():
    assert Failed("Reading it took too long.").words == "Reading it took too long."
