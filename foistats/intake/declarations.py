"""All that persons declared of one request's documents, read once, and what of it can't be used."""

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import NamedTuple, TypeVar

from foistats.errors import WorkspaceError
from foistats.intake import aliases, breaks, corrections, headings, marks, statements
from foistats.intake.entries import Invalid, wrong_days
from foistats.model.values import Count
from foistats.records import (
    NOTHING_DECLARED,
    Declared,
    HeadingMeaning,
    Note,
    Problem,
    Request,
)
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode

FILES = (
    corrections.FILE, statements.FILE, marks.FILE, aliases.FILE, headings.FILE, breaks.FILE,
)  # fmt: skip

T = TypeVar("T")


class DeclarationInvalid(WorkspaceError):
    """A document of which something is declared that can't be used: it must not be read."""


@dataclass(frozen=True, slots=True)
class Declarations:
    """What is declared, by the received file it is about.

    `marks`, `aliases` and `headings` (by `fold` of their words) hold for all of them.

    `held` are the files of which nothing may be read, with the sentence why: what can't be used
    may be about them. Under the empty text is what holds up every file of the request. Of the
    `problems` those are `unreadable` that are mistakes in a file by itself.
    """

    of: Mapping[str, Declared] = field(default_factory=dict)
    marks: Mapping[str, Count] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    headings: Mapping[str, HeadingMeaning] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    held: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    unreadable: tuple[Problem, ...] = ()

    def about(self, document: str) -> Declared:
        """What is declared of one received file; raises DeclarationInvalid where it is held up."""
        why = self.held.get("") or self.held.get(document)
        if why:
            raise DeclarationInvalid(why)
        return self.of.get(document, NOTHING_DECLARED)


class _Item(NamedTuple):
    """One thing declared: in which file, of which document, under which field of `Declared`."""

    file: str
    document: str
    kind: str
    thing: object


def read_declarations(
    workspace: Workspace,
    request: Request,
    *,
    documents: Collection[str],
    instead: Mapping[str, bytes] | None = None,
) -> Declarations:
    """Read the files of one request. `documents` are the received files that responses name.

    `instead` has the content that some of the files would have, for trying an answer out.
    """
    contents = _contents(workspace, request.request_id, instead or {})
    layouts = _layouts_of_nothing(workspace, request.request_id, documents)
    if not contents:
        return Declarations(problems=tuple(layouts))
    names = {file: f"raw/{request.request_id}/{file}" for file in FILES}
    invalid: list[Invalid] = []
    items: list[_Item] = []
    corrected = corrections.read_corrections(
        contents.get(corrections.FILE, b""), name=names[corrections.FILE]
    )
    stated = statements.read_statements(
        contents.get(statements.FILE, b""), name=names[statements.FILE]
    )
    marked = marks.read_marks(
        contents.get(marks.FILE, b""), name=names[marks.FILE], known=request.marks
    )
    aliased = aliases.read_aliases(contents.get(aliases.FILE, b""), name=names[aliases.FILE])
    headed = headings.read_headings(
        contents.get(headings.FILE, b""), name=names[headings.FILE], categories=request.categories
    )
    broken = breaks.read_breaks(
        contents.get(breaks.FILE, b""), name=names[breaks.FILE], request=request
    )
    for part in (corrected, stated, marked, aliased, headed, broken):
        invalid += part.invalid
    for file, content in contents.items():
        if file.endswith(".toml"):
            invalid += wrong_days(content, name=names[file], first=request.sent_on)
    items += [_Item(corrections.FILE, d, "corrections", one) for d, one in corrected.given]
    items += [_Item(statements.FILE, d, "statements", one) for d, one in stated.statements]
    items += [_Item(statements.FILE, d, "periods", one) for d, one in stated.periods]
    items += [_Item(statements.FILE, d, "units", one) for d, one in stated.units]
    items += [_Item(statements.FILE, d, "senders", one) for d, one in stated.senders]
    items += [_Item(marks.FILE, d, "marks", one) for d, one in marked.given.items() if d]
    unknown = [
        Invalid(_unknown_document(names[file], document, documents), document)
        for file, document in dict.fromkeys((item.file, item.document) for item in items)
        if not root_of(document, documents)
    ]
    unknown += [
        Invalid(_unknown_document(names[statements.FILE], note.document, documents), "")
        for note in stated.notes
        if note.document
        and not root_of(note.document, documents)
        and note.code is not ProblemCode.DOCUMENT_UNLISTED
    ]
    return Declarations(
        of=_by_file(items, documents),
        marks=marked.given.get("", {}),
        aliases=aliased.given,
        headings=headed.given,
        notes=stated.notes,
        held=_held([*invalid, *unknown], documents),
        problems=tuple(dict.fromkeys([*(one.problem for one in (*invalid, *unknown)), *layouts])),
        unreadable=tuple(dict.fromkeys(one.problem for one in invalid)),
    )


def _layouts_of_nothing(
    workspace: Workspace, request_id: str, documents: Collection[str]
) -> list[Problem]:
    """Layouts under the name of no document that a response names: nothing is read with them."""
    folder = workspace.request_folder(request_id) / "layouts"
    paths = sorted(folder.rglob("*.toml")) if folder.is_dir() else []
    names = [path.relative_to(folder).as_posix() for path in paths]
    return [
        _unknown_document(f"raw/{request_id}/layouts/{name}", document, documents)._replace(
            expected="layouts/NAME.toml, where NAME is a document that responses.csv names",
            remedy="give the layout the whole name of its document, such as reply.xlsx.toml, or"
            " delete it",
        )
        for name in names
        if not root_of(document := name.removesuffix(".toml"), documents)
    ]


def aliases_of(workspace: Workspace, request_id: str) -> Mapping[str, tuple[str, ...]]:
    """The aliases of one request that can be used; what can't is told by `read_declarations`."""
    content = _contents(workspace, request_id, {}).get(aliases.FILE, b"")
    return aliases.read_aliases(content, name=aliases.FILE).given if content else {}


def _contents(
    workspace: Workspace, request_id: str, instead: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The content of each file of declarations that there is."""
    found = {file: content for file, content in instead.items() if file in FILES}
    for file in FILES:
        path = workspace.declared_file(request_id, file)
        if file in found:
            continue
        if os.path.lexists(path) and not path.is_file():
            raise WorkspaceError(
                f"raw/{request_id}/{file} is a folder, a pipe or a link to nothing where a file"
                " belongs: nobody can say what it declares; move it away"
            )
        if path.is_file():
            try:
                found[file] = path.read_bytes()
            except OSError as reason:
                raise WorkspaceError(
                    f"raw/{request_id}/{file} can't be opened: {reason.strerror}; make it readable"
                ) from reason
    return found


def root_of(document: str, documents: Collection[str]) -> str:
    """The received file that a document is or lies in; empty where it is none of them.

    >>> root_of("reply.eml/a.xlsx", ["reply.eml"]), root_of("replies.eml", ["reply.eml"])
    ('reply.eml', '')
    """
    parts = document.split("/")
    paths = ("/".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((path for path in paths if path in documents), "")


def _by_file(items: Iterable[_Item], documents: Collection[str]) -> dict[str, Declared]:
    grouped: dict[str, dict[str, dict[str, list[object]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for item in items:
        if root := root_of(item.document, documents):
            part = item.document[len(root) + 1 :]
            grouped[root][item.kind][part].append(item.thing)
    found = {}
    for root, kinds in grouped.items():
        marks_of = {part: of[0] for part, of in kinds.pop("marks", {}).items()}
        lists = {
            kind: {part: tuple(of) for part, of in parts.items()} for kind, parts in kinds.items()
        }
        found[root] = replace(NOTHING_DECLARED, marks=marks_of, **lists)  # type: ignore[arg-type]
    return found


def _unknown_document(file: str, document: str, documents: Collection[str]) -> Problem:
    near = _near(document, documents)
    meant = f"; did you mean {near[0]!r}? It isn't read until this is settled" if near else ""
    return Problem(
        ProblemCode.DECLARATION_INVALID,
        file,
        document,
        f"{document!r}, which no response has",
        "a document that responses.csv names, or a file inside one",
        f"correct the document's name, or delete the entry{meant}",
    )


def _near(document: str, documents: Collection[str]) -> list[str]:
    """The documents that a wrong name may be meant for: another folder, case or letter."""
    names = {path.casefold().rpartition("/")[2]: path for path in sorted(documents, reverse=True)}
    parts = [part.casefold() for part in document.split("/")]
    near = get_close_matches(document.casefold().rpartition("/")[2], names, n=3, cutoff=0.8)
    return list(dict.fromkeys(names[name] for name in [*(p for p in parts if p in names), *near]))


def _held(invalid: Iterable[Invalid], documents: Collection[str]) -> dict[str, str]:
    """The files that each invalid declaration may be about."""
    held: dict[str, str] = {}
    for problem, document in invalid:
        at = f" at {problem.place}" if problem.place else ""
        why = f"{problem.document} can't be used{at}"
        if document is None:
            held.setdefault("", why)
        elif root := root_of(document, documents):
            held.setdefault(root, why)
        else:
            for path in _near(document, documents) if document else ():
                held.setdefault(path, why)
    return held
