"""What a run made from what, held against OpenLineage's published schemas."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

pytest.importorskip("jsonschema", reason="jsonschema comes with Prefect, which is not installed")

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from foistats.run import stages
from foistats.run.handed_on import BuiltRequest
from foistats.run.open_lineage import emit_run
from foistats.run.record import Due, Order, recorded
from foistats.workspace import Workspace
from schemas.tables import TABLES
from tests.unit.intake.folders import folder

SCHEMAS = [
    json.loads(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "openlineage").glob("*.json"))
]
REGISTRY: Registry[Any] = Registry().with_resources(
    (schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS
)
REPLY = b"Force,2017/18,2018/19\nDorset Police,226,212\n"


@pytest.fixture(autouse=True)
def _without_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the client's, wherever the tests are run."""
    for name in os.environ:
        if name.startswith("OPENLINEAGE"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)


def built(due: Due) -> list[BuiltRequest]:
    return stages.build(due.root, due.request_ids, run=due.run)


def events(root: Path) -> list[dict[str, Any]]:
    text = (root / ".foistats" / "lineage.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def held_against_schemas(event: dict[str, Any]) -> int:
    """Raise where an event is none; give how many facets were held against their own schemas."""
    checker = FormatChecker()
    Draft202012Validator({"$ref": event["schemaURL"]}, registry=REGISTRY,
                         format_checker=checker).validate(event)  # fmt: skip
    parts = [event["run"], event["job"], *event["inputs"], *event["outputs"]]
    facets = [
        (name, facet)
        for part in parts
        for kind in ("facets", "inputFacets", "outputFacets")
        for name, facet in part.get(kind, {}).items()
    ]
    for name, facet in facets:
        # A file of a facet's schema has a property of the facet's name, which it must stand under.
        url = facet["_schemaURL"].partition("#")[0]
        Draft202012Validator({"$ref": url}, registry=REGISTRY,
                             format_checker=checker).validate({name: facet})  # fmt: skip
    return len(facets)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace after one run over two requests, one of which can't be used."""
    root = tmp_path_factory.mktemp("lineage")
    line = "dorset-1,dorset,2019-07-01,answered,,dorset.csv,,"
    folder(root, line, documents={"dorset.csv": REPLY})
    (root / "raw" / "s").mkdir()
    (root / "raw" / "s" / "request.toml").write_text("title = 1", encoding="utf-8")
    recorded(Order(str(root), run="0192f1a0-0000-7000-8000-000000000001"), built)
    return root


def test_every_event_and_every_facet_keeps_its_published_schema(run: Path) -> None:
    checked = [held_against_schemas(event) for event in events(run)]
    assert len(checked) == 6
    assert all(checked)


def test_the_schemas_reject_an_event_without_a_job_and_a_facet_without_its_value(run: Path) -> None:
    event = events(run)[2]
    with pytest.raises(Exception, match="'name' is a required property"):
        held_against_schemas(event | {"job": {"namespace": "foistats"}})
    version = event["inputs"][0]["facets"]["version"]
    del version["datasetVersion"]
    with pytest.raises(Exception, match="'datasetVersion' is a required property"):
        held_against_schemas(event)


def test_a_run_starts_and_ends_and_each_request_is_a_run_below_it(run: Path) -> None:
    told = [(one["job"]["name"], one["eventType"]) for one in events(run)]
    assert told == [
        ("foistats.run", "START"),
        ("foistats.run.r", "START"),
        ("foistats.run.r", "COMPLETE"),
        ("foistats.run.s", "START"),
        ("foistats.run.s", "FAIL"),
        ("foistats.run", "COMPLETE"),
    ]
    first, *_, last = events(run)
    assert first["run"]["runId"] == last["run"]["runId"] == "0192f1a0-0000-7000-8000-000000000001"
    for one in events(run)[1:-1]:
        assert one["run"]["facets"]["parent"]["run"]["runId"] == first["run"]["runId"]
        assert one["run"]["facets"]["parent"]["job"]["name"] == "foistats.run"
    started, ended = events(run)[1:3]
    assert started["run"]["runId"] == ended["run"]["runId"] != first["run"]["runId"]
    UUID(started["run"]["runId"])


def test_what_goes_in_is_every_document_and_declaration_by_its_digest(run: Path) -> None:
    [ended] = [one for one in events(run)[1:3] if one["inputs"]]
    given = {
        Path(one["name"]).name: one["facets"]["version"]["datasetVersion"]
        for one in ended["inputs"]
    }
    assert given["dorset.csv"] == f"sha256:{hashlib.sha256(REPLY).hexdigest()}"
    request = (run / "raw" / "r" / "request.toml").read_bytes()
    assert given["request.toml"] == f"sha256:{hashlib.sha256(request).hexdigest()}"
    assert given.keys() == {"dorset.csv", "receipts.csv", "request.toml", "responses.csv"}
    assert {one["namespace"] for one in ended["inputs"]} == {"file"}


def test_what_comes_out_is_every_table_with_its_columns_and_rows(run: Path) -> None:
    import pyarrow.parquet as pq

    outputs = events(run)[2]["outputs"]
    assert [Path(one["name"]).stem for one in outputs] == [table.name for table in TABLES]
    for one in outputs:
        # The tables are read where the event says they are, by another library.
        there = pq.ParquetFile(one["name"])
        named = [field["name"] for field in one["facets"]["schema"]["fields"]]
        assert named == there.schema_arrow.names
        assert one["outputFacets"]["outputStatistics"]["rowCount"] == there.metadata.num_rows


def test_a_second_run_with_nothing_to_do_writes_no_event(run: Path) -> None:
    before = events(run)
    recorded(Order(str(run), request_ids=("r",)), built)
    assert events(run) == before


@pytest.mark.parametrize(
    ("reason", "state"), [(OSError(28, "No space left"), "FAIL"), (KeyboardInterrupt(), "ABORT")]
)
def test_a_run_that_ends_badly_says_so(tmp_path: Path, reason: BaseException, state: str) -> None:
    folder(tmp_path)

    def fails(_: Due) -> list[BuiltRequest]:
        raise reason

    with pytest.raises(type(reason)):
        recorded(Order(str(tmp_path)), fails)
    ended = events(tmp_path)[-1]
    assert held_against_schemas(ended)
    assert ended["eventType"] == state
    assert ended["run"]["facets"]["errorMessage"]["message"]


LINE = {"run": "0d28c438add8", "started_at": "2019-07-01T12:00:00+00:00"}


def test_the_clients_own_settings_say_where_events_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = folder(tmp_path)
    elsewhere = tmp_path / "elsewhere.jsonl"
    settings = {"type": "file", "log_file_path": str(elsewhere), "append": True}
    monkeypatch.setenv("OPENLINEAGE__TRANSPORT", json.dumps(settings))
    monkeypatch.setenv("OPENLINEAGE_NAMESPACE", "our-newsroom")
    assert not emit_run(workspace, LINE, ())
    told = [json.loads(line) for line in elsewhere.read_text("utf-8").splitlines()]
    assert [one["job"]["namespace"] for one in told] == ["our-newsroom", "our-newsroom"]
    assert not workspace.lineage_file.exists()


def test_the_client_can_be_turned_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = folder(tmp_path)
    monkeypatch.setenv("OPENLINEAGE_DISABLED", "true")
    assert not emit_run(workspace, LINE, ())
    assert not workspace.lineage_file.exists()


def test_what_a_killed_run_left_of_a_line_spoils_no_other(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    workspace.lineage_file.parent.mkdir()
    workspace.lineage_file.write_text('{"half of', encoding="utf-8")
    assert not emit_run(workspace, LINE, ())
    first, *whole = workspace.lineage_file.read_text("utf-8").splitlines()
    assert first == '{"half of'
    assert [json.loads(line)["eventType"] for line in whole] == ["START", "COMPLETE"]


def test_events_that_cannot_be_written_are_told_in_the_record_and_stop_no_run(
    tmp_path: Path,
) -> None:
    workspace = folder(tmp_path)
    workspace.lineage_file.mkdir(parents=True)
    [there] = recorded(Order(str(tmp_path)), built)
    assert there.usable
    [line] = workspace.runs_file.read_text("utf-8").splitlines()
    assert json.loads(line)["lineage"].startswith("OpenLineage events could not be written: IsADir")
    assert Workspace(tmp_path).current_pointer("r").exists()
