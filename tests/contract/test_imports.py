"""A customer file goes in row by row: the good ones are kept, the bad ones come back with the reason."""

from __future__ import annotations

import csv
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.messages import Address
from bot.store.facts import current_facts, fact_history, save_fact
from bot.store.import_file import ImportRefused
from bot.store.imports import ImportReport, import_customers, load_map
from bot.store.merges import merge
from bot.store.people import ensure_person, identifiers_of, person_reference
from bot.store.schema import facts, identifiers, persons
from bot.store.session import Database
from tests.contract.people_builders import NOW, fact, later

MAP = """
region: BR
identifiers: {external: id, phone: tel, email: mail}
language: lang
facts:
  plan: {column: plan, type: choice}
  gb: {column: gb, type: number, retention: 12 months}
"""
HEADER = "id,tel,mail,lang,plan,gb\n"
ANA = "1001,11 98765-4321,ana@example.com,pt-BR,gold,23.5\n"
BRUNO = "1002,,bruno@example.com,,silver,4\n"


class Importing:
    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.file, self.map = database, folder / "customers.csv", folder / "my.map.yml"
        self.map.write_text(MAP)

    def run(self, text: str | bytes, minutes: float = 0, **settings: Any) -> ImportReport:
        self.file.write_bytes(text.encode() if isinstance(text, str) else text)
        now = later(minutes)
        return import_customers(self.database, self.file, load_map(self.map), now=now, **settings)

    def facts(self, reference: str) -> dict[str, Any]:
        with self.database.reading() as connection:
            person = person_reference(connection, reference)
            return {f.attribute: f.value for f in current_facts(connection, person, later(60))}


@pytest.fixture
def importing(database: Database, tmp_path: Path) -> Importing:
    return Importing(database, tmp_path)


def _counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.rows, report.created, report.changed, report.unchanged, report.rejected


def test_rows_become_customers(importing: Importing) -> None:
    assert _counts(importing.run(HEADER + ANA + BRUNO)) == (2, 2, 0, 0, 0)
    assert (
        importing.facts("external:1001")
        == importing.facts("phone:+551187654321")
        == {"plan": "gold", "gb": 23.5}
    )
    with importing.database.reading() as connection:
        ana = person_reference(connection, "email:ana@example.com")
        assert {i.evidence for i in identifiers_of(connection, ana)} == {"import of customers.csv"}
        assert all(i.verified_at is None for i in identifiers_of(connection, ana))
        (plan,) = (f for f in current_facts(connection, ana, NOW) if f.attribute == "gb")
        assert (plan.source, plan.recorded_at, plan.expires_at) == ("imported", NOW, NOW.replace(year=2027))
        languages = connection.execute(select(persons.c.language).order_by(persons.c.id)).scalars().all()
        assert set(languages) == {"pt", None}


def test_the_same_file_again_changes_nothing(importing: Importing) -> None:
    importing.run(HEADER + ANA + BRUNO)
    assert _counts(importing.run(HEADER + ANA + BRUNO, 5)) == (2, 0, 0, 2, 0)
    with importing.database.reading() as connection:
        for table, rows in ((persons, 2), (identifiers, 5), (facts, 4)):
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() == rows


def test_a_changed_cell_supersedes_and_keeps_the_old_value(importing: Importing) -> None:
    importing.run(HEADER + ANA + BRUNO)
    assert _counts(importing.run(HEADER + ANA.replace("gold", "basic") + BRUNO, 5)) == (2, 0, 1, 1, 0)
    with importing.database.reading() as connection:
        ana = person_reference(connection, "external:1001")
        history = [(f.value, f.superseded_at) for f in fact_history(connection, ana, "plan")]
        assert history == [("gold", later(5)), ("basic", None)]


def test_a_new_identifier_and_a_first_language_are_added(importing: Importing) -> None:
    importing.run(HEADER + BRUNO)
    assert _counts(importing.run(HEADER + "1002,21 98765-0000,bruno@example.com,es,silver,4\n")) == (
        1,
        0,
        1,
        0,
        0,
    )
    with importing.database.reading() as connection:
        bruno = person_reference(connection, "phone:+5521987650000")
        assert person_reference(connection, "external:1002") == bruno
        assert connection.execute(select(persons.c.language)).scalar_one() == "es"


def test_a_cell_that_became_empty_leaves_what_was_known(importing: Importing) -> None:
    importing.run(HEADER + ANA)
    assert importing.run(HEADER + "1001,,,,,\n").unchanged == 1
    assert importing.facts("external:1001") == {"plan": "gold", "gb": 23.5}


def test_a_value_that_expired_is_learnt_again(importing: Importing) -> None:
    importing.run(HEADER + ANA)
    assert importing.run(HEADER + ANA, 60 * 24 * 366).changed == 1


def test_what_a_customer_said_stands_until_the_file_says_something_new(importing: Importing) -> None:
    importing.run(HEADER + ANA)
    with importing.database.transaction() as connection:
        save_fact(
            connection,
            person_reference(connection, "external:1001"),
            fact("plan", "silver", "volunteered", 1),
        )
    assert importing.run(HEADER + ANA, 2).unchanged == 1
    assert importing.facts("external:1001")["plan"] == "silver"
    assert importing.run(HEADER + ANA.replace("gold", "basic"), 3).changed == 1
    assert importing.facts("external:1001")["plan"] == "basic"


def test_who_wrote_before_the_import_becomes_the_customer_of_the_row(importing: Importing) -> None:
    with importing.database.transaction() as connection:
        known = ensure_person(connection, Address("phone", "+5511987654321", is_verified=True), NOW)
    assert importing.run(HEADER + ANA).changed == 1
    with importing.database.reading() as connection:
        assert person_reference(connection, "external:1001") == known.person_id


def test_bad_rows_are_told_with_line_column_and_reason_and_the_good_ones_go_in(importing: Importing) -> None:
    report = importing.run(
        HEADER
        + ANA
        + "1002,,not an address,,,\n"
        + "\n"
        + ",,,,,\n"
        + "1003,12,,,,\n"
        + "1004,,,,gold,many\n"
        + "1005,,,,gold\n"
        + '1006,,,,"several\nlines",4\n'
        + "1007,,,,gold,x\n"
    )
    assert _counts(report) == (8, 2, 0, 0, 6)
    assert [(r.line, r.column) for r in report.rejections] == [
        (3, "mail"),
        (5, "id"),
        (6, "tel"),
        (7, "gb"),
        (8, ""),
        (11, "gb"),
    ]
    assert str(report.rejections[3]) == "line 7, column gb: 'many' is not a number written like 1,234.5"
    assert str(report.rejections[4]) == "line 8: the row has 5 cells and the header 6"
    assert importing.facts("external:1006")["plan"] == "several\nlines"


def test_rejected_rows_can_be_mended_in_their_file_and_imported(importing: Importing) -> None:
    report = importing.run(HEADER + ANA + "1004,,d@example.com,es,gold,many\n1005,,,,gold\n")
    rejects = importing.file.with_name("customers.rejects.csv")
    assert report.rejects_file == rejects
    with rejects.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    assert rows[0]["mail"] == "d@example.com" and rows[0]["gb"] == "many"
    assert (rows[0]["rejected_line"], rows[0]["rejected_column"]) == ("3", "gb")
    assert "not a number" in rows[0]["rejected_reason"]
    assert rows[1]["id"] == "1005" and "5 cells" in rows[1]["rejected_reason"]
    mended = rejects.read_text(encoding="utf-8-sig").replace(",many,", ",7,")
    assert _counts(importing.run(mended)) == (2, 2, 0, 0, 0)
    assert importing.facts("external:1004")["gb"] == 7


def test_there_is_no_rejects_file_without_rejects(importing: Importing) -> None:
    report = importing.run(HEADER + ANA)
    assert report.rejects_file is None
    assert not importing.file.with_name("customers.rejects.csv").exists()


def test_a_customer_has_one_row_in_a_file(importing: Importing) -> None:
    report = importing.run(HEADER + ANA + BRUNO + ANA + "1003,,bruno@example.com,,,\n" + BRUNO)
    assert _counts(report) == (5, 2, 0, 0, 3)
    assert [(r.line, r.column) for r in report.rejections] == [(4, "id"), (5, "mail"), (6, "id")]
    assert report.rejections[1].reason == "'bruno@example.com' is in line 3 too; a customer has one row"


def test_an_identifier_of_another_customer_is_refused(importing: Importing) -> None:
    importing.run(HEADER + ANA + BRUNO)
    report = importing.run(HEADER + "1003,,ana@example.com,,,\n1002,11 98765-4321,,,,\n")
    assert [str(r) for r in report.rejections] == [
        "line 2, column mail: 'ana@example.com' belongs to another customer (external 1001)",
        "line 3, column tel: '+5511987654321' belongs to another customer (external 1001)",
    ]


def test_two_rows_of_customers_merged_since_do_not_overwrite_each_other(importing: Importing) -> None:
    importing.run(HEADER + ANA + BRUNO)
    with importing.database.transaction() as connection:
        pair = [person_reference(connection, f"external:{key}") for key in (1001, 1002)]
        merge(connection, pair[0], pair[1], "one person", NOW)
    report = importing.run(HEADER + ANA + BRUNO.replace("silver", "basic"))
    assert report.rejected == 1
    assert "external 1002 was merged" in report.rejections[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + HEADER + ANA,
        (HEADER + ANA).replace(",", ";"),
        (HEADER + ANA).replace(",", "\t"),
        (HEADER + ANA).replace("\n", "\r\n"),
        (HEADER + ANA).rstrip("\n"),
        '"id","tel","mail","lang","plan","gb"\n"1001","11 98765-4321","ana@example.com","pt","gold","23.5"\n',
        " id ,tel,mail,lang,plan,gb,a column nobody named\n" + ANA.replace("23.5", "23.5,x"),
    ],
    ids=["byte order mark", "semicolon", "tab", "crlf", "no last newline", "quoted", "more columns"],
)
def test_files_come_in_many_dresses(importing: Importing, text: str) -> None:
    assert _counts(importing.run(text)) == (1, 1, 0, 0, 0)
    assert importing.facts("external:1001") == {"plan": "gold", "gb": 23.5}


def test_an_encoding_is_read_as_the_map_says(importing: Importing) -> None:
    importing.map.write_text(MAP + "encoding: latin-1\n")
    importing.run((HEADER + ANA.replace("gold", "básico")).encode("latin-1"))
    assert importing.facts("external:1001")["plan"] == "básico"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ((HEADER + BRUNO + ANA.replace("gold", "básico")).encode("latin-1"), "line 3 is not utf-8"),
        ((HEADER + ANA).encode("utf-16"), "line 1 is not utf-8"),
        (b"", "it is empty"),
        ("id,tel,email,lang,plan,gb\n", "no column 'mail', which my.map.yml names; perhaps 'email'"),
        ("a,b\n1,2\n", "its columns are a, b"),
        ("id,tel,mail,lang,plan,gb,gb\n", "2 columns 'gb'"),
    ],
)
def test_a_file_that_cannot_be_read_as_the_map_says_is_refused_whole(
    importing: Importing, text: str | bytes, says: str
) -> None:
    with pytest.raises(ImportRefused, match=re.escape(says)):
        importing.run(text)
    with importing.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(persons)).scalar_one() == 0


def test_a_file_that_is_not_there_is_told(importing: Importing) -> None:
    with pytest.raises(ImportRefused, match="No such file"):
        import_customers(importing.database, importing.file, load_map(importing.map))


def test_a_stray_quotation_mark_costs_its_row_and_not_the_file(importing: Importing) -> None:
    report = importing.run(HEADER + '1001,,,,"gold"x,1\n' + BRUNO)
    assert (report.created, report.rejected) == (1, 1)
    assert "quotation mark" in report.rejections[0].reason


def test_progress_ends_at_the_last_line(importing: Importing) -> None:
    told: list[tuple[int, int]] = []
    rows = "".join(f"{number},,,,gold,1\n" for number in range(1_200))
    assert importing.run(HEADER + rows, progress=lambda *at: told.append(at)).created == 1_200
    assert told == sorted(told) and len(told) == 3
    assert told[-1] == (1_201, 1_201)


def test_an_import_that_was_stopped_is_finished_by_running_it_again(importing: Importing) -> None:
    rows = HEADER + "".join(f"{number},,,,gold,1\n" for number in range(1_200))

    def stop(done: int, _: int) -> None:
        if done > 600:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        importing.run(rows, progress=stop)
    assert _counts(importing.run(rows)) == (1_200, 200, 0, 1_000, 0)


@pytest.mark.parametrize(
    "value", ["{{ 7*7 }}", "'; DROP TABLE persons; --", "=1+1", "مرحبا 👋", "\\N", "a\\tb", '""']
)
def test_a_value_is_kept_as_text_whatever_it_looks_like(importing: Importing, value: str) -> None:
    text = value.replace('"', '""')
    importing.run(HEADER + f'1001,,,,"{text}",1\n')
    assert importing.facts("external:1001")["plan"] == value


def test_the_example_in_the_docs_is_true(database: Database, tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")
    for name, language in (("customers.csv", "csv"), ("customers.map.yml", "yaml")):
        block = re.search(rf"`{name}`:\n\n```{language}\n(.*?)```", page, re.DOTALL)
        assert block is not None
        (tmp_path / name).write_text(block[1], encoding="utf-8")
    report = import_customers(database, tmp_path / "customers.csv", load_map(tmp_path / "customers.map.yml"))
    assert (report.created, report.rejected) == (2, 0)
    with database.reading() as connection:
        ana = person_reference(connection, "phone:+5511987654321")
        assert {f.attribute: f.value for f in current_facts(connection, ana, later(0))} == {
            "plan": "gold",
            "data_used_gb": 23.5,
            "travels": True,
            "customer_since": "2021-03-05",
            "tier": "most_valuable",
        }
        bruno = person_reference(connection, "email:bruno@example.com")
        assert {f.attribute: f.value for f in current_facts(connection, bruno, later(0))}["tier"] == "other"


def test_the_demo_company_s_customers_can_be_imported(database: Database, tmp_path: Path) -> None:
    content = Path(__file__).parents[2] / "content"
    columns, rejects = load_map(content / "customers.map.yml", "BR"), tmp_path / "rejects.csv"
    report = import_customers(database, content / "customers.csv", columns, rejects_file=rejects)
    assert report.created == report.rows > 20, [str(r) for r in report.rejections]


def test_customers_who_write_while_they_are_imported_are_one_person_each(importing: Importing) -> None:
    numbers = [f"+55119876{number:05}" for number in range(300)]

    def write() -> None:
        for number in numbers:
            with importing.database.transaction() as connection:
                ensure_person(connection, Address("phone", number), NOW)

    with ThreadPoolExecutor(2) as pool:
        writing = pool.submit(write)
        rows = "".join(f"{key},{number},,,gold,1\n" for key, number in enumerate(numbers))
        report = importing.run(HEADER + rows)
        writing.result()
    assert report.created + report.changed == 300
    with importing.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(persons)).scalar_one() == 300


def test_several_options_in_a_cell_are_kept_as_a_list_and_a_mistake_is_told(importing: Importing) -> None:
    importing.map.write_text("identifiers: {external: id}\nfacts: {services: {column: has, type: choices}}\n")
    importing.file.write_text('id,has\n1,"Televisão; internet"\n2,tv;radio\n', "utf-8")
    options = {"services": {"internet": ("Internet",), "tv": ("Television", "Televisão")}}
    columns = load_map(importing.map, None, options)
    report = import_customers(importing.database, importing.file, columns)
    assert importing.facts("external:1") == {"services": ["internet", "tv"]}
    [rejection] = report.rejections
    assert str(rejection).startswith("line 3, column has: 'radio' is none of 'internet', 'tv' (Television")
    assert _counts(import_customers(importing.database, importing.file, columns)) == (2, 0, 0, 1, 1)
