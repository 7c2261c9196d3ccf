"""Content and its versions: which one serves new conversations, and those that conversations under way started with.

What was published last serves. As long as nothing was ever published, what is on disk does, as it changes.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import structlog
from sqlalchemy import select

from bot.dialogue.content import Content, load_content, version_of
from bot.errors import ContentError, DriplineError
from bot.store import publications
from bot.store.publications import Publication
from bot.store.schema import content_versions
from bot.store.session import Database
from bot.yaml_source import Position, yaml_files

log = structlog.get_logger(__name__)

TESTS = "tests/"
"""Conversations that try the content (bot.simulate.scripts): beside it, not part of it."""


def read_files(folder: Path) -> Mapping[str, str]:
    """The texts of the content's YAML files by name under the folder. Raises ContentError for one not in UTF-8."""
    found = {}
    for path in yaml_files(folder):
        name = path.relative_to(folder).as_posix()
        if name.startswith(TESTS):
            continue
        try:
            found[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            problem = "the file is not UTF-8; save it as UTF-8"
            raise ContentError(where=Position(name, 1, 1), problem=problem) from error
    return found


class StoredContent:
    """The current version for new conversations, and every earlier one for those under way.

    `publication` is the one that serves, None when the disk does. With a mistake in it the last good version goes on
    serving, and `mistake` says why not the newest.
    """

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder
        self._loaded: dict[str, Content] = {}
        self._lock = threading.Lock()
        self._failed: str | None = None
        self._seen = 0
        self.current: Content
        self.publication: Publication | None = None
        self.mistake: DriplineError | None = None

    def open(self) -> Content:
        """Load what serves. Raises its mistake when there is no good version at all."""
        newest = self._newest()
        return self._open_published(newest) if newest else self._open_disk()

    def reload_if_changed(self) -> bool:
        """Look again. True when another version serves from now on; a mistake changes nothing."""
        newest = self._newest()
        if newest is None:
            files = read_files(self._folder)
            if version_of(files) in (self.current.version, self._failed):
                return False
        elif newest.number == self._seen:
            return False
        before = self.current.version
        return self.open().version != before

    def use(self, content: Content) -> None:
        """Let this very content serve, e.g. one that notes which steps are entered."""
        self.current = self._loaded[content.version] = content

    def version(self, version: str) -> Content:
        """See bot.next_step.ContentShelf. Raises UnknownContentVersion, AlteredVersion."""
        if found := self._loaded.get(version):
            return found
        with self._lock:
            if version not in self._loaded:
                with self._database.reading() as connection:
                    files = publications.files_of(connection, version)
                self._loaded[version] = load_content(files)
            return self._loaded[version]

    def _newest(self) -> Publication | None:
        with self._database.reading() as connection:
            return publications.latest(connection)

    def _open_published(self, newest: Publication) -> Content:
        """The newest that loads: a version may be older than what this code still understands."""
        self.mistake = None
        with self._database.reading() as connection:
            published = publications.all_publications(connection)
        for one in published:
            try:
                self.current, self.publication = self.version(one.version), one
            except DriplineError as error:
                log.error("published_content_has_a_mistake", number=one.number, mistake=str(error))
                self.mistake = self.mistake or error
                continue
            self._seen = newest.number
            log.info("content_serves", number=one.number, version=one.version)
            return self.current
        self._seen = newest.number
        assert self.mistake is not None
        raise self.mistake

    def _open_disk(self) -> Content:
        files = read_files(self._folder)
        try:
            self.current = load_content(files)
            self.mistake = self._failed = None
            with self._database.transaction() as connection:
                publications.keep_version(connection, self.current.version, files, datetime.now(UTC))
        except DriplineError as error:
            log.error("content_has_a_mistake", folder=str(self._folder), mistake=str(error))
            self.mistake, self._failed = error, version_of(files)
            last = self._last_good()
            if last is None:
                raise
            self.current = last
        self._loaded[self.current.version] = self.current
        return self.current

    def _last_good(self) -> Content | None:
        with self._database.reading() as connection:
            version = connection.execute(
                select(content_versions.c.id).order_by(content_versions.c.created_at.desc()).limit(1)
            ).scalar()
        return self.version(version) if version else None
