from pathlib import Path

from bot.evaluation.volunteered import figures, mistakes

ROOT = Path(__file__).parents[3]
OWN = ROOT / "tests" / "understanding" / "own"
QUESTIONS = """
questions:
  pets:
    attribute: pets
    label: &said {en: Pets, es: Mascotas, pt: Bichos}
    type: choice
    ask: *said
    purpose: *said
    lawful_basis: consent
    retention: 24 months
    options:
      yes: {title: *said, statements: {en: [I have a (dog|cat)]}, benefit: &thanks {say: *said}}
      no: {title: *said, benefit: *thanks}
      declined: {benefit: *thanks}
"""


def test_a_fact_with_another_value_is_missed_and_wrongly_heard(tmp_path: Path) -> None:
    (tmp_path / "content" / "questions").mkdir(parents=True)
    (tmp_path / "content" / "questions" / "pets.yml").write_text(QUESTIONS, "utf-8")
    (tmp_path / "set" / "en").mkdir(parents=True)
    rows = (
        '- {says: "I have a dog", tells: {pets: "yes"}}\n- {says: "we have no dog", tells: {pets: "yes"}}\n'
    )
    (tmp_path / "set" / "en" / "volunteered.yml").write_text(rows, "utf-8")
    found = {one.name: one.value for one in figures(tmp_path / "set", tmp_path / "content")}
    assert found == {"precision of volunteered facts": 0.5, "recall of volunteered facts": 0.5}
    assert len(mistakes(tmp_path / "set", tmp_path / "content")) == 1


def test_what_is_tuned_on_is_heard() -> None:
    content = ROOT / "content"
    for figure in figures(OWN, content):
        assert figure.is_reached, f"{figure}: {mistakes(OWN, content)}"
