"""Publishing: what is on disk is checked, kept under its hash, and serves every new conversation from then on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from bot.content_diff import Difference, differences
from bot.dialogue.content import Content, load_content
from bot.errors import DriplineError
from bot.flows.check import check_pack
from bot.flows.findings import Finding, did_you_mean
from bot.phrases import FOLDER, Phrases, load_phrases
from bot.store import publications, trainings
from bot.store.content import read_files
from bot.store.publications import Publication
from bot.store.session import Database
from bot.store.trainings import Training
from bot.training import ROOT, fingerprint, known_intents, served_fingerprint
from bot.yaml_source import Position


class NotPublished(DriplineError):
    """Nothing was published: {problem}"""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is on disk beside what serves. `live` is None as long as nothing was ever published."""

    files: Mapping[str, str]
    content: Content
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
    """Raises ContentErrors when what is on disk cannot even be loaded, PhraseErrors for phrases that clash."""
    files = read_files(folder)
    content, phrases = load_content(files), load_phrases(files)
    with database.reading() as connection:
        live = publications.latest(connection)
        live_files = publications.files_of(connection, live.version) if live else {}
    asked = {question.attribute for question in content.catalogue}
    found = check_pack(content.pack, content.company.languages, content.declared(), asked=asked)
    findings = (*found, *_about_phrases(content, phrases, files, known_intents(root)))
    return Draft(files, content, phrases, findings, live, live_files)


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
    version = draft.content.version
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
        problem = f"{len(draft.errors)} mistakes must be mended first. 'dripline check' shows them."
        raise NotPublished(problem=problem)
    if draft.warnings and not accept:
        problem = f"there are {len(draft.warnings)} warnings. Mend them, or publish with --accept."
        raise NotPublished(problem=problem)
    if draft.live and draft.live.version == draft.content.version:
        raise NotPublished(problem=f"number {draft.live.number} is the same, to the letter.")
    _require(author, reason)


def _require(author: str, reason: str) -> None:
    if not author.strip() or not reason.strip():
        raise NotPublished(problem="say who publishes (--author) and why (--reason).")


def _about_phrases(
    content: Content, phrases: Phrases, files: Mapping[str, str], known: frozenset[str]
) -> list[Finding]:
    """Phrases that start nothing, and flows that nobody can start in words."""
    triggers = {trigger.intent: trigger for flow in content.pack.flows.values() for trigger in flow.triggers}
    where = Position(next((name for name in sorted(files) if name.startswith(FOLDER)), FOLDER), 1, 1)
    found = [
        Finding(
            where,
            "warning",
            "phrases-without-flow",
            f"the phrases of '{intent}' start nothing: no flow has it as nlu_trigger.",
            did_you_mean(intent, triggers),
        )
        for intent in sorted(phrases.intents - known - set(triggers))
    ]
    found += [
        Finding(
            trigger.where,
            "warning",
            "trigger-without-phrases",
            f"nobody can say '{intent}' yet: there are no phrases for it.",
            f"Write some under {FOLDER}, for each language.",
        )
        for intent, trigger in sorted(triggers.items())
        if intent not in known and intent not in phrases.intents
    ]
    languages = content.company.languages
    found += [
        Finding(
            where,
            "warning",
            "phrases-missing-language",
            f"'{intent}' has no phrases in '{language}'.",
            "Write some: who says it in that language is not understood.",
        )
        for intent in sorted(phrases.intents - known)
        for language in languages
        if language not in phrases.trained[intent]
    ]
    return found
