"""The data dictionary says what `schemas/` says, and no run takes it away."""

from pathlib import Path

from schemas.dictionary import dictionary
from schemas.problem_codes import ProblemCode
from schemas.tables import GATE, TABLES
from tests.unit.publishing.test_release import a_workspace

ROOT = Path(__file__).resolve().parents[2]


def test_the_file_in_the_repository_is_the_dictionary() -> None:
    written = (ROOT / "processed" / "README.md").read_text(encoding="utf-8")
    assert written == dictionary(), "run `python -m schemas.dictionary > processed/README.md`"


def test_it_has_every_column_of_every_table_and_every_value() -> None:
    sections = dictionary().split("\n## ")[1:]
    assert len(sections) == len(TABLES) + 1
    for table, section in zip((*TABLES, GATE), sections, strict=True):
        assert section.startswith(f"`{table.name}`")
        rows = [line for line in section.splitlines() if line.startswith("| `")]
        assert [row.split("`")[1] for row in rows] == list(table.columns)
        # A bar within a text would be another column.
        assert {row.replace("\\|", "").count("|") for row in rows} == {4}
        for field in table.fields:
            assert all(f"`{value}`" in section for value in field.allowed if value)
        assert all(rule.sentence in section for rule in table.rules)
    assert all(f"`{code}`: " in sections[TABLES.index(TABLES[-1])] for code in ProblemCode)


def test_no_run_takes_it_away(tmp_path: Path) -> None:
    (tmp_path / "processed").mkdir()
    path = tmp_path / "processed" / "README.md"
    path.write_text("dictionary", encoding="utf-8")
    a_workspace(tmp_path)
    assert path.read_text(encoding="utf-8") == "dictionary"
    assert {one.name for one in path.parent.iterdir()} == {"README.md", "thefts"}
