"""Publishing: what is on disk is checked, kept under its hash, and serves every new conversation from then on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from bot.content_check import check_files
from bot.content_diff import Difference, differences
from bot.dialogue.content import load_content, version_of
from bot.errors import DriplineError
from bot.flows.findings import Finding
from bot.phrases import PhraseErrors, Phrases, load_phrases
from bot.store import publications, trainings
from bot.store.content import read_files
from bot.store.publications import Publication
from bot.store.session import Database
from bot.store.trainings import Training
from bot.training import ROOT, fingerprint, known_intents, served_fingerprint


class NotPublished(DriplineError):
    """Nothing was published: {problem}"""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is on disk beside what serves, with what 'dripline check' finds in it.

    `live` is None as long as nothing was ever published.
    """

    files: Mapping[str, str]
    version: str
    phrases: Phrases
    findings: tuple[Finding, ...]
    live: Publication | None
    live_files: Mapping[str, str]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.level == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.level == "warning")

    @property
    def changes(self) -> tuple[Difference, ...]:
        return differences(self.live_files, self.files)


@dataclass(frozen=True, slots=True)
class Published:
    """`training` is the one that new trigger phrases need, None when the model that serves knows them."""

    publication: Publication
    training: Training | None


def draft(database: Database, folder: Path, root: Path = ROOT) -> Draft:
    """Raises ContentError for a file that is not UTF-8; every other mistake is among the findings."""
    files = read_files(folder)
    with database.reading() as connection:
        live = publications.latest(connection)
        live_files = publications.files_of(connection, live.version) if live else {}
    findings = tuple(check_files(files, known_intents(root)))
    return Draft(files, version_of(files), _phrases(files), findings, live, live_files)


def publish(
    database: Database,
    draft: Draft,
    author: str,
    reason: str,
    *,
    accept: bool = False,
    root: Path = ROOT,
    now: datetime | None = None,
) -> Published:
    """All or nothing. Raises NotPublished, and PublishedMeanwhile when the draft was made before another's publication.

    `accept`: its warnings are said yes to, and kept with it.
    """
    _refuse(draft, author, reason, accept)
    now = now or datetime.now(UTC)
    version = draft.version
    accepted = [f"{one.code} {one.where}" for one in draft.warnings]
    with database.transaction() as connection:
        publications.keep_version(connection, version, draft.files, now)
        after = draft.live.number if draft.live else 0
        added = publications.add(connection, after, version, "publish", author, reason, accepted, now)
        return Published(added, _train_if_needed(connection, draft.phrases, version, root, now))


def rollback(
    database: Database, number: int, author: str, reason: str, root: Path = ROOT, now: datetime | None = None
) -> Published:
    """What was published as that number serves again, as a new number. Raises UnknownPublication, NotPublished."""
    now = now or datetime.now(UTC)
    with database.reading() as connection:
        live, wanted = publications.latest(connection), publications.publication(connection, number)
        files = publications.files_of(connection, wanted.version)
    if live is None or live.version == wanted.version:
        raise NotPublished(problem=f"number {number} is what serves already.")
    _require(author, reason)
    load_content(files)
    phrases = load_phrases(files)
    with database.transaction() as connection:
        added = publications.add(
            connection, live.number, wanted.version, "rollback", author, reason, wanted.accepted, now
        )
        return Published(added, _train_if_needed(connection, phrases, wanted.version, root, now))


def _train_if_needed(
    connection: Connection, phrases: Phrases, version: str, root: Path, now: datetime
) -> Training | None:
    """Where no model serves yet, the first start trains it."""
    wanted, served = fingerprint(root, phrases), served_fingerprint(root)
    if served is None or wanted == served:
        return None
    return trainings.request(connection, wanted, version, now)


def _refuse(draft: Draft, author: str, reason: str, accept: bool) -> None:
    if draft.errors:
        problem = f"mistakes must be mended first: {len(draft.errors)}. 'dripline check' shows them."
        raise NotPublished(problem=problem)
    if draft.warnings and not accept:
        problem = f"warnings: {len(draft.warnings)}. Mend them, or publish with --accept."
        raise NotPublished(problem=problem)
    if draft.live and draft.live.version == draft.version:
        raise NotPublished(problem=f"number {draft.live.number} is the same, to the letter.")
    _require(author, reason)


def _require(author: str, reason: str) -> None:
    if not author.strip() or not reason.strip():
        raise NotPublished(problem="say who publishes (--author) and why (--reason).")


def _phrases(files: Mapping[str, str]) -> Phrases:
    """None at all where they have mistakes, which are findings of the draft."""
    try:
        return load_phrases(files)
    except PhraseErrors:
        return Phrases()
