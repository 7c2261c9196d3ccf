from bot.web.typists import SECONDS, Typists


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_whoever_writes_is_shown_for_a_few_seconds_and_again_when_they_go_on() -> None:
    clock = Clock()
    typists = Typists(clock)
    typists.writes("v1", "Bia")
    clock.now += SECONDS - 1
    assert typists.who("v1") == "Bia"
    typists.writes("v1", "Bia")
    clock.now += SECONDS - 1
    assert typists.who("v1") == "Bia"
    clock.now += 1
    assert typists.who("v1") is None
    assert typists.seconds_left("v1") == 0


def test_whoever_sent_it_writes_no_more() -> None:
    typists = Typists()
    typists.writes("v1")
    typists.stops("v1")
    typists.stops("v2")
    assert typists.who("v1") is None


def test_nobody_is_remembered_for_longer_than_they_are_shown() -> None:
    clock = Clock()
    typists = Typists(clock)
    for number in range(100):
        typists.writes(f"v{number}")
        clock.now += SECONDS
    assert len(typists._until) == 1
