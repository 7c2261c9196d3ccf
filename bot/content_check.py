"""All content of a company, checked as one: what does not load, what contradicts itself, and what could be better.

`check_files` is what the command line, publishing and the editor show. It never raises for what content says.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from bot.channels.twilio.template_check import check_templates
from bot.dialogue.content import Content, load_content
from bot.errors import ContentError, DriplineError
from bot.flows.check import FactShape, QuestionShape, check_pack
from bot.flows.errors import ContentErrors as FlowErrors
from bot.flows.findings import Finding, Level
from bot.flows.load import load_pack
from bot.phrase_check import about_phrases
from bot.phrases import PhraseErrors, load_phrases
from bot.questions.attributes import load_attributes
from bot.questions.catalogue import load_questions
from bot.questions.errors import QuestionErrors
from bot.statement_check import about_statements
from bot.yaml_source import LocatedDict, Position, read_yaml

COMPANY_FILE = "company.yml"


def check_files(files: Mapping[str, str], intents: Collection[str] | None = None) -> list[Finding]:
    """In the order of the files. `intents` are those with training phrases of their own, besides the content's;
    None leaves that unchecked.
    """
    try:
        content, phrases = load_content(files), load_phrases(files)
    except DriplineError as error:
        return in_order(_mistakes(files)) or [_unplaced(error)]
    known = None if intents is None else {*intents, *phrases.intents}
    about = [] if intents is None else about_phrases(content, phrases, intents)
    templates = check_templates(files, content.pack.flows, content.company.languages)
    statements = about_statements(content.catalogue)
    return in_order([*check_content(content, known), *about, *statements, *templates])


def check_content(content: Content, intents: Collection[str] | None = None) -> list[Finding]:
    """What the checks say of content that loads; `intents` as those that customers can say."""
    questions = tuple(
        QuestionShape(one.name, one.attribute, content.conditions.get(one.name), one.where)
        for one in content.catalogue
    )
    return check_pack(
        content.pack,
        content.company.languages,
        content.declared(),
        asked={one.attribute for one in questions},
        facts=dict(_facts(content)),
        questions=questions,
        intents=intents,
        welcome=content.company.welcome_flow,
    )


def in_order(findings: list[Finding]) -> list[Finding]:
    return sorted(dict.fromkeys(findings), key=lambda f: (f.where.file, f.where.line, f.where.column))


def is_publishable(findings: Collection[Finding], *, accept_warnings: bool = False) -> bool:
    """Errors never; warnings only when somebody accepts them; notes are advice."""
    stopping: set[Level] = {"error"} if accept_warnings else {"error", "warning"}
    return not any(finding.level in stopping for finding in findings)


def _facts(content: Content) -> Iterator[tuple[str, FactShape]]:
    for name, attribute in content.attributes.items():
        yield name, FactShape(attribute.type, tuple(attribute.options), attribute.where)
    for question in content.catalogue:
        values = tuple(option.value for option in question.options)
        yield question.attribute, FactShape(question.type, values, question.where)


def _mistakes(files: Mapping[str, str]) -> list[Finding]:
    """What cannot be loaded, from every kind of file: no kind waits for another to be right."""
    languages = _languages(files)
    found: list[Finding] = []
    _gather(found, lambda: load_pack(files))
    _gather(found, lambda: load_phrases(files))
    catalogue = _gather(found, lambda: load_questions(files, languages)) if languages else None
    asked = {question.attribute for question in catalogue or ()}
    if languages and catalogue is not None:
        _gather(found, lambda: load_attributes(files, languages, asked))
    return found


def _gather(found: list[Finding], load: Callable[[], Any]) -> Any:
    try:
        return load()
    except FlowErrors as error:
        found += error.findings
    except (QuestionErrors, PhraseErrors) as error:
        found += [_placed(mistake) for mistake in error.mistakes]
    except ContentError as error:
        found.append(_placed(error))
    except DriplineError as error:
        found.append(_unplaced(error))
    return None


def _placed(error: ContentError) -> Finding:
    where = error.details.get("where")
    if not isinstance(where, Position):
        return _unplaced(error)
    return Finding(where, "error", "content", f"{str(error.details['problem']).rstrip('.')}.")


def _unplaced(error: DriplineError) -> Finding:
    where = error.details.get("where")
    place = where if isinstance(where, Position) else Position(COMPANY_FILE, 1, 1)
    return Finding(place, "error", "content", str(error.details.get("problem", error)))


def _languages(files: Mapping[str, str]) -> tuple[str, ...]:
    """Those of the company; none when its file cannot be read, which loading everything then says."""
    try:
        data = read_yaml(files.get(COMPANY_FILE, ""), COMPANY_FILE)
    except ContentError:
        return ()
    company = data.get("company") if isinstance(data, LocatedDict) else None
    listed = company.get("languages") if isinstance(company, LocatedDict) else None
    return tuple(str(one) for one in listed) if isinstance(listed, list) else ()
