"""Content and its versions: what is on disk now, and what conversations under way started with."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import structlog
from sqlalchemy import select

from bot.dialogue.content import Content, load_content, version_of
from bot.errors import ContentError, DriplineError
from bot.store.people import insert_or_skip
from bot.store.schema import content_versions
from bot.store.session import Database
from bot.yaml_source import Position, yaml_files

log = structlog.get_logger(__name__)


class UnknownContentVersion(DriplineError):
    """The content version '{version}' is not in the database. Restore the database from a backup that has it."""


def read_files(folder: Path) -> Mapping[str, str]:
    """The texts of all YAML files by their name under the folder. Raises ContentError for one that is not UTF-8."""
    found = {}
    for path in yaml_files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            found[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            problem = "the file is not UTF-8; save it as UTF-8"
            raise ContentError(where=Position(name, 1, 1), problem=problem) from error
    return found


class StoredContent:
    """The current version for new conversations, and every earlier one for those under way."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder
        self._loaded: dict[str, Content] = {}
        self._lock = threading.Lock()
        self._failed: str | None = None
        self.current: Content
        self.mistake: DriplineError | None = None

    def open(self) -> Content:
        """Load what is on disk. With a mistake in it the last good version keeps serving, and `mistake` says why not.

        Raises the mistake when there is no good version yet.
        """
        files = read_files(self._folder)
        try:
            self.current = load_content(files)
            self.mistake = self._failed = None
            self._keep(self.current.version, files)
        except DriplineError as error:
            log.error("content_has_a_mistake", folder=str(self._folder), mistake=str(error))
            self.mistake, self._failed = error, version_of(files)
            last = self._last_good()
            if last is None:
                raise
            self.current = last
        self._loaded[self.current.version] = self.current
        return self.current

    def reload_if_changed(self) -> bool:
        """Look at the folder again. True when a new version serves from now on; a mistake changes nothing."""
        files = read_files(self._folder)
        if version_of(files) in (self.current.version, self._failed):
            return False
        before = self.current.version
        return self.open().version != before

    def version(self, version: str) -> Content:
        """See bot.next_step.ContentShelf. Raises UnknownContentVersion."""
        if found := self._loaded.get(version):
            return found
        with self._lock:
            if version not in self._loaded:
                self._loaded[version] = load_content(self._stored(version))
            return self._loaded[version]

    def _stored(self, version: str) -> Mapping[str, str]:
        with self._database.reading() as connection:
            files = connection.execute(
                select(content_versions.c.files).where(content_versions.c.id == version)
            ).scalar()
        if files is None:
            raise UnknownContentVersion(version=version)
        return dict(files)

    def _keep(self, version: str, files: Mapping[str, str]) -> None:
        with self._database.transaction() as connection:
            connection.execute(
                insert_or_skip(connection, content_versions).values(
                    id=version, files=dict(files), created_at=datetime.now(UTC)
                )
            )

    def _last_good(self) -> Content | None:
        with self._database.reading() as connection:
            version = connection.execute(
                select(content_versions.c.id).order_by(content_versions.c.created_at.desc()).limit(1)
            ).scalar()
        return self.version(version) if version else None
