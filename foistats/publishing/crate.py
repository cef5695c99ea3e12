"""What a packed release holds and how it came about, as RO-Crate 1.1 metadata with terms of PROV.

Sources: "RO-Crate Metadata Specification 1.1" (researchobject.org), W3C "PROV-O", and RFC 6920 for
the names of files that are known by their digest alone. The same release gives the same bytes.
"""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from foistats.publishing.metadata import LICENCE
from schemas.tables import CHANGES, COVERAGE, DOCUMENTS, OBSERVATIONS, PROBLEMS, TABLES, TOTALS

METADATA = "ro-crate-metadata.json"
_PROFILE = "https://w3id.org/ro/crate/1.1"
_CONTEXT = [
    f"{_PROFILE}/context",
    {
        "prov": "http://www.w3.org/ns/prov#",
        "sha256": "https://w3id.org/ro/terms/workflow-run#sha256",
    },
]
_KINDS = {
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
    "json": "application/json",
    "md": "text/markdown",
    "html": "text/html",
    "py": "text/x-python",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "pdf": "application/pdf",
}
# What is read from the replies, and what is worked out from that.
_READ = (OBSERVATIONS, COVERAGE, DOCUMENTS, PROBLEMS)
_WORKED_OUT = (TOTALS, CHANGES)
Entity = dict[str, Any]


class Packed(NamedTuple):
    """One file of the crate: its path there, its size and digest."""

    path: str
    size: int
    sha256: str


def crate_metadata(
    manifest: Mapping[str, Any],
    *,
    release: Sequence[Packed],
    raw: Mapping[str, Packed],
    approval: Mapping[str, str] | None,
    withdrawal: Mapping[str, str] | None,
) -> bytes:
    """The metadata file. `raw` has the packed files by their names in the manifest."""
    about = manifest["release"]
    sources = {
        name: _id(raw[name].path) if name in raw else named_by_digest(digest)
        for name, digest in manifest["raw"].items()
        if len(digest) == 64
    }
    packed = sorted({*release, *raw.values()})
    described = {
        "@context": _CONTEXT,
        "@graph": [
            {
                "@id": METADATA,
                "@type": "CreativeWork",
                "about": _ref("./"),
                "conformsTo": _ref(_PROFILE),
            },
            _root(about, packed, withdrawal),
            *(_file(one, about) for one in packed),
            *_left_out(manifest["raw"], raw),
            *_activities(manifest, release, sources, approval),
            *_others(manifest, approval),
        ],
    }
    return json.dumps(described, indent=1, ensure_ascii=False).encode() + b"\n"


def named_by_digest(sha256: str) -> str:
    """The name of a file by what it holds, as RFC 6920 writes it.

    >>> named_by_digest("00" * 32)
    'ni:///sha-256;AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
    """
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def _root(
    about: Mapping[str, Any], packed: Sequence[Packed], withdrawal: Mapping[str, str] | None
) -> Entity:
    gone = (
        f" It was withdrawn on {withdrawal['on']} by {withdrawal['by']}: {withdrawal['because']}"
        if withdrawal
        else ""
    )
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{about['title']}, release {about['version']}",
        "description": "Figures from the replies of police forces to one Freedom of Information"
        f" request, with the cells that they come from.{gone}",
        "identifier": f"{about['request_id']}/{about['version']}",
        "version": str(about["version"]),
        "datePublished": about["made_on"],
        "license": _ref(LICENCE["path"]),
        "creator": _ref("#maker"),
        "mentions": [_ref("#reading"), _ref("#adding-up"), _ref("#releasing")],
        "hasPart": [_ref(_id(one.path)) for one in packed],
    }


def _file(packed: Packed, about: Mapping[str, Any]) -> Entity:
    name = packed.path.rpartition("/")[2]
    described: Entity = {
        "@id": _id(packed.path),
        "@type": ["File", "prov:Entity"],
        "name": name,
        "contentSize": str(packed.size),
        "sha256": packed.sha256,
    }
    kind = _KINDS.get(name.rpartition(".")[2].lower())
    if kind:
        described["encodingFormat"] = kind
    for table in TABLES:
        if packed.path == f"release/{table.name}.parquet":
            described |= {"description": f"{table.row} One row each."}
            described |= _came_about(table.name)
        elif packed.path in (f"release/{table.name}.csv", f"release/{about['request_id']}.xlsx",
                          f"release/{about['request_id']}.ods"):  # fmt: skip
            derived = described.setdefault("prov:wasDerivedFrom", [])
            derived.append(_ref(f"release/{table.name}.parquet"))
    if packed.path.startswith("release/") and "prov:wasGeneratedBy" not in described:
        described["prov:wasGeneratedBy"] = _ref("#releasing")
    return described


def _came_about(table: str) -> Entity:
    """What a table was worked out from; what is read from the replies says so as an activity."""
    if table in {one.name for one in _WORKED_OUT}:
        from_ = [_ref(f"release/{OBSERVATIONS.name}.parquet")]
        return {"prov:wasGeneratedBy": _ref("#adding-up"), "prov:wasDerivedFrom": from_}
    return {"prov:wasGeneratedBy": _ref("#reading")}


def _left_out(sources: Mapping[str, str], packed: Mapping[str, Packed]) -> Iterator[Entity]:
    """What the release was made from and does not lie in the crate, by digest."""
    by_digest: dict[str, list[str]] = {}
    for name, digest in sorted(sources.items()):
        if name not in packed and len(digest) == 64:
            by_digest.setdefault(digest, []).append(name)
    for digest, names in by_digest.items():
        yield {
            "@id": named_by_digest(digest),
            "@type": ["CreativeWork", "prov:Entity"],
            "name": names[0] if len(names) == 1 else names,
            "description": "It does not lie in this crate and is known by its digest.",
            "sha256": digest,
        }


def _activities(
    manifest: Mapping[str, Any],
    release: Sequence[Packed],
    sources: Mapping[str, str],
    approval: Mapping[str, str] | None,
) -> Iterator[Entity]:
    tables = [f"release/{table.name}.parquet" for table in _READ]
    sums = [f"release/{table.name}.parquet" for table in _WORKED_OUT]
    others = [_id(one.path) for one in release if one.path not in (*tables, *sums)]
    used = [*dict.fromkeys(sources.values()), "#code-lists"]
    yield _activity("#reading", "The forces' replies were read", used=used, made=tables)
    yield _activity(
        "#adding-up",
        "Figures of areas were worked out from the counts read",
        used=[f"release/{OBSERVATIONS.name}.parquet", "#code-lists"],
        made=sums,
    )
    made = _activity("#releasing", "The release was made", used=[*tables, *sums], made=others)
    made["agent"] = made["prov:wasAssociatedWith"] = _ref("#maker")
    made["endTime"] = manifest["release"]["made_on"]
    yield made
    if approval is not None:
        yield {
            "@id": "#approving",
            "@type": ["AcceptAction", "prov:Activity"],
            "name": "The release was approved by a second person",
            "agent": _ref("#approver"),
            "object": _ref("./"),
            "endTime": approval["on"],
            "prov:wasAssociatedWith": _ref("#approver"),
        }


def _activity(name: str, said: str, *, used: Sequence[str], made: Sequence[str]) -> Entity:
    return {
        "@id": name,
        "@type": ["CreateAction", "prov:Activity"],
        "name": said,
        "instrument": _ref("#foistats"),
        "object": [_ref(one) for one in used],
        "result": [_ref(one) for one in made],
        "prov:used": [_ref(one) for one in used],
    }


def _others(manifest: Mapping[str, Any], approval: Mapping[str, str] | None) -> Iterator[Entity]:
    program, about = manifest["program"], manifest["release"]
    commit = {"identifier": program["commit"]} if program["commit"] else {}
    yield {
        "@id": "#foistats",
        "@type": ["SoftwareApplication", "prov:SoftwareAgent"],
        "name": "foistats",
        "softwareVersion": program["foistats"],
        **commit,
        "softwareRequirements": [
            f"Python {program['python']}",
            *(f"{name} {version}" for name, version in sorted(program["with"].items()) if version),
        ],
    }
    yield {
        "@id": "#code-lists",
        "@type": ["CreativeWork", "prov:Entity"],
        "name": "foistats' lists of forces, regions and offences",
        "version": program["code_lists"],
    }
    yield {"@id": "#maker", "@type": ["Person", "prov:Person"], "name": about["by"]}
    if approval is not None:
        yield {"@id": "#approver", "@type": ["Person", "prov:Person"], "name": approval["by"]}
    yield {
        "@id": LICENCE["path"],
        "@type": "CreativeWork",
        "name": LICENCE["title"],
        "identifier": LICENCE["name"],
    }


def _id(path: str) -> str:
    """A path as a crate names it."""
    return quote(path, safe="/-._~!$&'()*+,;=@")


def _ref(name: str) -> Entity:
    return {"@id": name}
