"""Read a request's replies in this process and build its tables: raw/ has no hostile file."""

from typing import TYPE_CHECKING

from foistats.aggregation.build import build_tables
from foistats.intake.asked import asked_of
from foistats.intake.stock import take_stock
from foistats.reading.file import read_reply
from foistats.records import ReadDocument, ReadResponse
from foistats.release.arrow import arrow_tables
from foistats.workspace import Workspace

if TYPE_CHECKING:
    import pyarrow as pa


def tables_of(workspace: Workspace, request_id: str) -> "dict[str, pa.Table]":
    """The tables of one request."""
    stock = take_stock(workspace, request_id)
    readings = []
    for response in stock.standing():
        asked = asked_of(stock.request, response.force_ids)
        documents = [
            ReadDocument(
                receipt.path,
                receipt.sha256,
                read_reply(workspace.document(request_id, receipt.path), asked),
            )
            for receipt in stock.readable(response)
        ]
        readings.append(ReadResponse(response, tuple(documents)))
    return arrow_tables(build_tables(stock, readings))
