"""What was published serves everywhere, stays as it was, and conversations under way stay on theirs."""

from __future__ import annotations

import shutil
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.evaluation.models import Clash, Evaluation
from bot.jobs.trainings import Trainings
from bot.phrases import Phrases
from bot.publishing import NotPublished, Published, draft, publish, rollback
from bot.store import publications, trainings
from bot.store.content import StoredContent
from bot.store.publications import AlteredVersion, PublishedMeanwhile, UnknownPublication
from bot.store.session import Database
from bot.training import fingerprint, served_fingerprint
from tests.product import ANA, CONTENT, Product

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ASKS = "How nice, a trip. Where are you off to?"
PHRASES = "phrases:\n  travel_pass:\n    en: [I am off to the sea]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Content of its own, to edit."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content", ignore=shutil.ignore_patterns("phrases")))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with everything that a model is made of, and a model that serves."""
    here = tmp_path / "root"
    for name in ("config.yml", "data/nlu.yml", "engine/requirements.lock"):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text("{}", encoding="utf-8")
    shutil.copy(CONTENT.parent / "domain.yml", here / "domain.yml")
    models = here / "var" / "models"
    models.mkdir(parents=True)
    (models / f"dripline-{fingerprint(here, Phrases())}.tar.gz").touch()
    (models / "serving.tar.gz").symlink_to(f"dripline-{fingerprint(here, Phrases())}.tar.gz")
    return here


def edit(folder: Path, old: str, new: str, file: str = "flows/travel_pass.yml") -> None:
    path = folder / file
    written = path.read_text(encoding="utf-8")
    assert old in written
    path.write_text(written.replace(old, new), encoding="utf-8")


def published(database: Database, folder: Path, root: Path, reason: str = "because") -> Published:
    made = draft(database, folder, root)
    return publish(database, made, "Ana", reason, accept=True, root=root, now=NOW)


def test_as_long_as_nothing_was_published_the_disk_serves_as_it_changes(
    database: Database, folder: Path
) -> None:
    shelf = StoredContent(database, folder)
    before = shelf.open().version
    edit(folder, ASKS, "Off to where?")
    assert shelf.reload_if_changed()
    assert shelf.current.version != before
    assert shelf.publication is None


def test_what_was_published_serves_in_every_process_and_the_disk_no_longer_does(
    database: Database, folder: Path, root: Path
) -> None:
    here, elsewhere = StoredContent(database, folder), StoredContent(database, folder)
    here.open()
    elsewhere.open()
    edit(folder, ASKS, "Off to where?")
    one = published(database, folder, root).publication
    for shelf in (here, elsewhere):
        shelf.reload_if_changed()
        assert shelf.current.version == one.version
        assert shelf.publication == one
    edit(folder, "Off to where?", "Somewhere nice?")
    assert not here.reload_if_changed()
    assert StoredContent(database, folder).open().version == one.version


def test_a_conversation_under_way_stays_on_its_version(database_url: str, folder: Path, root: Path) -> None:
    product = Product(database_url, content=folder)
    product.say("travel pass")
    edit(folder, "And for how many days?", "How long for?")
    published(product.database, folder, root)
    assert product.services.shelf.reload_if_changed()
    assert "And for how many days?" in product.say("Europe").text
    product.say("bye")
    product.say("travel pass")
    assert "How long for?" in product.say("Europe").text
    versions = {row.content_version for row in product.rows(_conversations())}
    assert len(versions) == 2
    product.close()


def _conversations() -> object:
    from bot.store.schema import conversations

    return conversations


def test_a_published_version_cannot_be_changed(database: Database, folder: Path, root: Path) -> None:
    published(database, folder, root)
    for statement in (
        "UPDATE publications SET reason = 'another'",
        "UPDATE content_versions SET files = '{}'",
    ):
        with pytest.raises(DBAPIError, match="cannot be changed"), database.transaction() as connection:
            connection.execute(text(statement))


def test_a_version_that_is_not_what_was_stored_does_not_serve(
    database: Database, folder: Path, root: Path
) -> None:
    one = published(database, folder, root).publication
    with database.transaction() as connection:
        connection.execute(text("DELETE FROM publications"))
        connection.execute(text("DELETE FROM trainings"))
        connection.execute(text("DELETE FROM content_versions"))
        publications.keep_version(connection, one.version, {"company.yml": "another"}, NOW)
        with pytest.raises(AlteredVersion):
            publications.files_of(connection, one.version)


def test_author_time_reason_and_accepted_warnings_are_kept(
    database: Database, folder: Path, root: Path
) -> None:
    edit(folder, "travel_pass, confidence", "somewhere_else, confidence")
    made = draft(database, folder, root)
    assert "no-phrases" in {one.code for one in made.warnings}
    with pytest.raises(NotPublished, match="--accept"):
        publish(database, made, "Ana", "because", root=root, now=NOW)
    publish(database, made, "Ana", "because", accept=True, root=root, now=NOW)
    with database.reading() as connection:
        kept = publications.latest(connection)
    assert kept is not None
    assert (kept.number, kept.author, kept.reason, kept.published_at) == (1, "Ana", "because", NOW)
    assert any(line.startswith("no-phrases flows/travel_pass.yml") for line in kept.accepted)


def test_nobody_and_no_reason_publish_nothing(database: Database, folder: Path, root: Path) -> None:
    made = draft(database, folder, root)
    for author, reason in (("", "because"), ("Ana", " ")):
        with pytest.raises(NotPublished, match="say who"):
            publish(database, made, author, reason, accept=True, root=root)


def test_what_serves_is_not_published_again(database: Database, folder: Path, root: Path) -> None:
    published(database, folder, root)
    with pytest.raises(NotPublished, match="the same"):
        published(database, folder, root)


def test_of_two_who_publish_at_once_one_is_told(database: Database, folder: Path, root: Path) -> None:
    drafts = [draft(database, folder, root)]
    edit(folder, ASKS, "Off to where?")
    drafts.append(draft(database, folder, root))
    outcomes: list[object] = []
    gate = threading.Barrier(2)

    def go(index: int) -> None:
        gate.wait()
        try:
            outcomes.append(publish(database, drafts[index], "Ana", "because", accept=True, root=root))
        except PublishedMeanwhile as error:
            outcomes.append(error)

    threads = [threading.Thread(target=go, args=(index,)) for index in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(one).__name__ for one in outcomes) == ["Published", "PublishedMeanwhile"]
    with database.reading() as connection:
        assert len(publications.all_publications(connection)) == 1


def test_rolling_back_publishes_the_earlier_version_as_a_new_number(
    database: Database, folder: Path, root: Path
) -> None:
    first = published(database, folder, root).publication
    edit(folder, ASKS, "Off to where?")
    published(database, folder, root)
    back = rollback(database, 1, "Bo", "wrong words", root).publication
    assert (back.number, back.kind, back.version) == (3, "rollback", first.version)
    with pytest.raises(NotPublished, match="serves already"):
        rollback(database, 1, "Bo", "again", root)
    with pytest.raises(UnknownPublication):
        rollback(database, 9, "Bo", "again", root)


def test_a_version_that_this_code_cannot_load_leaves_the_one_before_serving(
    database: Database, folder: Path, root: Path
) -> None:
    good = published(database, folder, root).publication
    shelf = StoredContent(database, folder)
    shelf.open()
    with database.transaction() as connection:
        from bot.dialogue.content import version_of

        broken = {"company.yml": "company: nothing"}
        publications.keep_version(connection, version_of(broken), broken, NOW)
        publications.add(connection, 1, version_of(broken), "publish", "Bo", "by hand", (), NOW)
    assert not shelf.reload_if_changed()
    assert shelf.current.version == good.version
    assert shelf.mistake is not None


# --- trainings


class Models:
    """bot.jobs.trainings.ModelMaker without an engine."""

    def __init__(self, root: Path, *, is_good: bool = True, problem: Exception | None = None) -> None:
        self.root, self.is_good, self.problem = root, is_good, problem
        self.served: list[Path] = []
        self.made: list[Phrases] = []

    def make(self, phrases: Phrases, say: object) -> Path:
        if self.problem:
            raise self.problem
        self.made.append(phrases)
        return self.root / "new.tar.gz"

    def compare(self, old: Path, new: Path, phrases: Phrases) -> Evaluation:
        clash = Clash("cancel my pass", "cancel_service", "travel_pass", "I am off to the sea")
        return Evaluation(10, 8, 9 if self.is_good else 7, () if self.is_good else (clash,), ())

    def serving(self) -> Path | None:
        return self.root / "old.tar.gz"

    def serve(self, model: Path) -> bool:
        self.served.append(model)
        return True


def with_phrases(database: Database, folder: Path, root: Path) -> Published:
    (folder / "phrases").mkdir(exist_ok=True)
    (folder / "phrases" / "sea.yml").write_text(PHRASES, encoding="utf-8")
    return published(database, folder, root)


def over(database: Database, models: Models) -> trainings.Training:
    due = Trainings(database, models, lambda: NOW)
    assert due.do_due() == 1
    assert due._working is not None
    due._working.join(20)
    assert due.do_due() == 0
    with database.reading() as connection:
        found = trainings.newest(connection)
    assert found is not None
    return found


def test_words_that_change_nothing_for_the_model_ask_for_no_training(
    database: Database, folder: Path, root: Path
) -> None:
    assert served_fingerprint(root) == fingerprint(root, Phrases())
    edit(folder, ASKS, "Off to where?")
    assert published(database, folder, root).training is None


def test_new_phrases_are_trained_and_serve_when_no_worse(
    database: Database, folder: Path, root: Path
) -> None:
    asked_for = with_phrases(database, folder, root).training
    assert asked_for is not None and asked_for.status == "waiting"
    models = Models(root)
    found = over(database, models)
    assert found.status == "serves"
    assert models.made[0].intents == {"travel_pass"}
    assert models.served == [root / "new.tar.gz"]


def test_a_worse_model_does_not_serve_and_the_report_says_which_phrases_clash(
    database: Database, folder: Path, root: Path
) -> None:
    with_phrases(database, folder, root)
    models = Models(root, is_good=False)
    found = over(database, models)
    assert found.status == "kept_old" and models.served == []
    assert found.report is not None
    assert "it is like your 'I am off to the sea'" in str(Evaluation.from_json(found.report).clashes[0])


def test_a_training_that_fails_says_why_and_is_tried_again_by_the_next_publication(
    database: Database, folder: Path, root: Path
) -> None:
    with_phrases(database, folder, root)
    found = over(database, Models(root, problem=ValueError("no disk")))
    assert (found.status, found.progress) == ("failed", "ValueError: no disk")
    edit(folder, ASKS, "Off to where?")
    again = published(database, folder, root).training
    assert again is not None and again.status == "waiting"


def test_two_workers_never_train_the_same_and_a_dead_ones_training_is_taken_over(
    database: Database, folder: Path, root: Path
) -> None:
    with_phrases(database, folder, root)
    with database.transaction() as connection:
        claimed = trainings.claim(connection, "one", NOW)
        assert claimed is not None
        assert trainings.claim(connection, "two", NOW) is None
        later = NOW + trainings.LEASE + timedelta(seconds=1)
        assert trainings.claim(connection, "two", later) is not None
        trainings.finish(connection, claimed, "one", "serves", "late", None, later)
        still = trainings.newest(connection)
    assert still is not None and still.status == "running"


def test_the_customer_is_answered_while_a_model_is_trained(sqlite_url: str, folder: Path, root: Path) -> None:
    product = Product(sqlite_url, content=folder)
    with_phrases(product.database, folder, root)
    gate = threading.Event()

    class Slow(Models):
        def make(self, phrases: Phrases, say: object) -> Path:
            gate.wait(20)
            return super().make(phrases, say)

    due = Trainings(product.database, Slow(root), product.clock)
    assert due.do_due() == 1
    assert product.say("hello", ANA).replies
    gate.set()
    assert due._working is not None
    due._working.join(20)
    product.close()
