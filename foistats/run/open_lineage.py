"""What a run made from what, as OpenLineage events for catalogues of data.

A run has two events, START and one of COMPLETE, FAIL and ABORT, and so has each request that it
built: a run of its own whose parent is the first. What goes in is every document and declaration of
a request, what comes out its tables. Both events are written when the run has ended: importing
OpenLineage's client costs half a second, which a run that does nothing does not pay.

They go to `.foistats/lineage.jsonl`, or where the client's own settings say (`OPENLINEAGE_*`,
`openlineage.yml`). Source: openlineage.io/spec, version 2-0-2, and its naming of local files.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from foistats.durable import append_line
from foistats.errors import FoistatsError
from foistats.intake.declarations import root_of
from foistats.ledger.digests import content_digest
from foistats.release.generations import current_folder, rows_in
from foistats.release.pointer import current_name
from foistats.release.rows import rows_of
from foistats.workspace import Workspace
from schemas.fields import Field
from schemas.tables import TABLES

if TYPE_CHECKING:
    from openlineage.client.event_v2 import InputDataset, OutputDataset, RunEvent, RunState
    from openlineage.client.generated.base import DatasetFacet
    from openlineage.client.transport import Transport

    from foistats.run.handed_on import BuiltRequest

_NAMESPACE = "foistats"
_FILES = "file"
_KEPT = "the tables of an earlier run are kept"
_UNUSABLE = "the request can't be used; its table of problems says why"


def emit_run(
    workspace: Workspace,
    line: Mapping[str, Any],
    built: "Sequence[BuiltRequest]",
    *,
    refusal: str = "",
    aborted: bool = False,
) -> str:
    """Write the events of a run that has ended; a sentence where that could not be done.

    `line` is what the record of runs says of it and `built` what it built. Nothing about lineage
    ever makes a run fail: the tables are there by then.
    """
    if os.environ.get("OPENLINEAGE_DISABLED", "").strip().lower() == "true":
        return ""
    try:
        client = _client(workspace)
        try:
            for event in _events(workspace, line, built, refusal, aborted=aborted):
                client.emit(event)
        finally:
            client.close(timeout=10.0)
    except Exception as fault:
        return f"OpenLineage events could not be written: {type(fault).__name__}: {fault}"
    return ""


def load_client() -> None:
    """Import the client, which costs half a second, while something else is waited for."""
    with suppress(Exception):  # what is wrong with it is said when it is used
        from openlineage.client import OpenLineageClient, event_v2, facet_v2  # noqa: F401


def _client(workspace: Workspace) -> Any:
    """The official client: with its own settings where there are any, else with our file."""
    from openlineage.client import OpenLineageClient, set_producer

    set_producer(_producer())
    # The client reads its settings whatever transport it is given, so it can be asked for them.
    ours = OpenLineageClient(transport=_file(workspace))
    set_by_user = (ours.config.transport or {}).get("type") or os.environ.get("OPENLINEAGE_URL")
    return OpenLineageClient() if set_by_user else ours


def _file(workspace: Workspace) -> "Transport":
    from openlineage.client.serde import Serde
    from openlineage.client.transport.file import FileConfig, FileTransport

    path = workspace.lineage_file

    class WholeLines(FileTransport):
        """The client's file transport, less its way to leave half a line when it is killed."""

        def emit(self, event: Any) -> None:
            append_line(path, Serde.to_json(event).encode("utf-8", "backslashreplace") + b"\n")

    return WholeLines(FileConfig(log_file_path=str(path), append=True))


def _events(
    workspace: Workspace,
    line: Mapping[str, Any],
    built: "Sequence[BuiltRequest]",
    refusal: str,
    *,
    aborted: bool,
) -> "Iterator[RunEvent]":
    from openlineage.client.event_v2 import Run, RunState

    namespace = os.environ.get("OPENLINEAGE_NAMESPACE") or _NAMESPACE
    job = _job(namespace, f"{_NAMESPACE}.run", "A run of foistats over one request or more.")
    run = Run(_run_id(line, ""), _run_facets(refusal))
    started, ended = str(line["started_at"]), datetime.now(UTC).isoformat(timespec="seconds")
    yield _event(RunState.START, started, Run(run.runId, _run_facets()), job)
    for one in built:
        name = f"{_NAMESPACE}.run.{one.request_id}"
        request = _job(namespace, name, "The replies to one request turned into checked tables.")
        parent = _parent(namespace, run.runId)
        run_id = _run_id(line, one.request_id)
        yield _event(RunState.START, started, Run(run_id, parent | _run_facets()), request)
        why = "" if one.usable else _UNUSABLE
        if one.not_current is not None:
            why = f"{_KEPT}: {one.not_current.sentence}"
        yield _event(
            RunState.FAIL if why else RunState.COMPLETE,
            ended,
            Run(run_id, parent | _run_facets(why)),
            request,
            inputs=_inputs(workspace, one.request_id),
            outputs=[] if why else _outputs(workspace, one.request_id),
        )
    how = RunState.ABORT if aborted else RunState.FAIL if refusal else RunState.COMPLETE
    yield _event(how, ended, run, job)


def _event(
    state: "RunState",
    at: str,
    run: Any,
    job: Any,
    *,
    inputs: "list[InputDataset] | None" = None,
    outputs: "list[OutputDataset] | None" = None,
) -> "RunEvent":
    from openlineage.client.event_v2 import RunEvent

    return RunEvent(
        eventTime=at,
        producer=_producer(),
        run=run,
        job=job,
        eventType=state,
        inputs=inputs or [],
        outputs=outputs or [],
    )


def _producer() -> str:
    return f"pkg:pypi/foistats@{version('foistats')}"


def _run_id(line: Mapping[str, Any], request_id: str) -> str:
    """The id of a run, or of its part for one request, as the UUID that OpenLineage asks for.

    A flow run of Prefect has one already.
    """
    from openlineage.client.uuid import generate_static_uuid

    if not request_id:
        with suppress(ValueError):
            return str(UUID(str(line["run"])))
    started = datetime.fromisoformat(str(line["started_at"]))
    return str(generate_static_uuid(started, f"{line['run']} {request_id}".encode()))


def _job(namespace: str, name: str, said: str) -> Any:
    from openlineage.client.event_v2 import Job
    from openlineage.client.facet_v2 import documentation_job, job_type_job

    facets = {
        "documentation": documentation_job.DocumentationJobFacet(description=said),
        "jobType": job_type_job.JobTypeJobFacet("BATCH", "FOISTATS", "JOB"),
    }
    return Job(namespace, name, facets)


def _run_facets(refusal: str = "") -> dict[str, Any]:
    from openlineage.client.facet_v2 import error_message_run, processing_engine_run

    engine = processing_engine_run.ProcessingEngineRunFacet(version("foistats"), "foistats")
    facets: dict[str, Any] = {"processing_engine": engine}
    if refusal:
        facets["errorMessage"] = error_message_run.ErrorMessageRunFacet(refusal, "Python")
    return facets


def _parent(namespace: str, run_id: str) -> dict[str, Any]:
    from openlineage.client.facet_v2 import parent_run

    job = parent_run.Job(namespace, f"{_NAMESPACE}.run")
    return {"parent": parent_run.ParentRunFacet(parent_run.Run(run_id), job)}


def _inputs(workspace: Workspace, request_id: str) -> "list[InputDataset]":
    """Every document that the tables name and every declaration, each with its digest."""
    raw = workspace.request_folder(request_id)
    documents = workspace.documents_folder(request_id)
    found = {
        path: content_digest(path)
        for path in sorted(raw.iterdir(), key=lambda path: path.name)
        if path.is_file() and not path.name.startswith(".")
    }
    layouts = raw / "layouts"
    if layouts.is_dir():
        found |= {path: content_digest(path) for path in sorted(layouts.iterdir())}
    with suppress(FoistatsError):
        rows = rows_of(current_folder(workspace, request_id), "documents", ["document", "sha256"])
        digests = {row["document"]: row["sha256"] for row in rows}
        roots = frozenset(workspace.document_paths(request_id))
        for name in digests:
            received = root_of(name, roots) or name
            found[documents / received] = digests.get(received, "")
    return [_input(path, digest) for path, digest in found.items()]


def _input(path: Path, digest: str) -> "InputDataset":
    from openlineage.client.event_v2 import InputDataset
    from openlineage.client.facet_v2 import dataset_version_dataset

    facets: dict[str, DatasetFacet] = {}
    if digest:
        kept = dataset_version_dataset.DatasetVersionDatasetFacet(f"sha256:{digest}")
        facets["version"] = kept
    return InputDataset(_FILES, str(path.absolute()), facets=facets)


def _outputs(workspace: Workspace, request_id: str) -> "list[OutputDataset]":
    """The tables that there are now, with their columns; none where none was ever written."""
    from openlineage.client.event_v2 import OutputDataset
    from openlineage.client.facet_v2 import (
        dataset_version_dataset,
        documentation_dataset,
        output_statistics_output_dataset,
        schema_dataset,
    )

    try:
        folder, rows = current_folder(workspace, request_id), rows_in(workspace, request_id)
    except FoistatsError:
        return []
    generation = current_name(workspace, request_id)
    found = []
    for table in TABLES:
        columns = [
            schema_dataset.SchemaDatasetFacetFields(
                field.name, field.kind.value, _described(field), number
            )
            for number, field in enumerate(table.fields, 1)
        ]
        name = f"{table.name}.parquet"
        facets: dict[str, DatasetFacet] = {
            "schema": schema_dataset.SchemaDatasetFacet(columns),
            "version": dataset_version_dataset.DatasetVersionDatasetFacet(generation),
            "documentation": documentation_dataset.DocumentationDatasetFacet(table.row),
        }
        statistics = output_statistics_output_dataset.OutputStatisticsOutputDatasetFacet(
            rowCount=rows[table.name], size=(folder / name).stat().st_size, fileCount=1
        )
        # `current` is where a reader finds them, run after run; the version says which they were.
        path = workspace.current_pointer(request_id) / name
        found.append(
            OutputDataset(
                _FILES,
                str(path.absolute()),
                facets=facets,
                outputFacets={"outputStatistics": statistics},
            )
        )
    return found


def _described(field: Field) -> str:
    return f"{field.description} Unit: {field.unit}." if field.unit else field.description
