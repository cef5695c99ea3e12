"""A bucket behind an `s3://` address: objects by key, and puts that hold only if nobody was faster.

Through obstore, which has conditional puts; fsspec's interface has none (November 2026).
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

from foistats.errors import FoistatsError, WorkspaceError

T = TypeVar("T")
_AT_ONCE = 16
_PROBE = "conditional-put"
_NO_TAG = "00000000000000000000000000000000"


class BucketError(FoistatsError):
    """The bucket can't be used as it is asked; the message says what to do."""


class Overtaken(FoistatsError):
    """Somebody else put an object since this copy was pulled."""


class Stored(NamedTuple):
    """An object as it is listed: its tag changes whenever it is put."""

    tag: str
    size: int


class Bucket:
    """The objects below one address, such as `s3://foi/team`."""

    def __init__(self, address: str) -> None:
        """Open it; raises BucketError where the address is none, or what it takes isn't there."""
        self.address = address.rstrip("/")
        if not address.startswith("s3://") or not address.removeprefix("s3://").strip("/"):
            raise BucketError(f"{address!r} is no address of a bucket; write s3://BUCKET/PREFIX")
        try:
            import obstore
            from obstore.store import from_url
        except ImportError:
            raise BucketError(
                "a workspace in a bucket needs obstore, which isn't installed here: install"
                " foistats with its extra s3 (`uv sync --extra s3`)"
            ) from None
        self._obstore: Any = obstore
        try:
            self._store: Any = from_url(self.address)
        except Exception as reason:
            raise BucketError(f"{address} can't be opened: {_first_line(reason)}") from None

    def listed(self, prefix: str) -> dict[str, Stored]:
        """Every object below a prefix, by key."""
        found = self._asked(
            lambda: [one for some in self._obstore.list(self._store, prefix) for one in some],
            f"{self.address}/{prefix}",
        )
        return {one["path"]: Stored(_bare(one["e_tag"]), one["size"]) for one in found}

    def got(self, key: str) -> tuple[bytes, str] | None:
        """An object's bytes and tag; None where there is no such object."""

        def get() -> tuple[bytes, str] | None:
            try:
                result = self._obstore.get(self._store, key)
            except FileNotFoundError:
                return None
            return bytes(result.bytes()), _bare(result.meta["e_tag"])

        return self._asked(get, key)

    def put(self, key: str, content: bytes) -> str:
        """Put an object, whatever is there; gives its tag."""
        return self._asked(lambda: self._put(key, content, "overwrite"), key)

    def put_if(self, key: str, content: bytes, *, tag: str) -> str:
        """Put an object that still has this tag, or that isn't there if the tag is empty.

        Raises Overtaken otherwise; gives the new tag.
        """
        mode = {"e_tag": f'"{tag}"'} if tag else "create"
        exceptions = self._obstore.exceptions
        unlike = (exceptions.AlreadyExistsError, exceptions.PreconditionError)

        def put() -> str:
            try:
                return self._put(key, content, mode)
            except (*unlike, FileNotFoundError):
                pass
            # The answer to a put that went through may be lost, and the client then asks again.
            there = self.got(key)
            if there is not None and there[0] == content:
                return there[1]
            raise Overtaken(f"{self.address}/{key} was changed by somebody else")

        return self._asked(put, key)

    def delete(self, keys: Sequence[str]) -> None:
        """Delete some objects."""
        if keys:
            self._asked(lambda: self._obstore.delete(self._store, list(keys)), keys[0])

    def refuse_unconditional(self, beside: str) -> None:
        """Raise BucketError for a store that puts although the condition doesn't hold.

        Some servers take no notice of conditions (`rclone serve s3` 1.75, say): two machines could
        then both believe that theirs is the newest state.
        """
        key = f"{beside}/{_PROBE}"
        self.put(key, b"1")
        for tag, content in (("", b"2"), (_NO_TAG, b"3")):
            try:
                self.put_if(key, content, tag=tag)
            except Overtaken:
                continue
            raise BucketError(
                f"the server of {self.address} puts objects whatever the condition (If-Match,"
                " If-None-Match), so that two machines could overwrite each other; use one that"
                " has conditional puts. Nothing was pushed"
            )

    def _put(self, key: str, content: bytes, mode: Any) -> str:
        return _bare(self._obstore.put(self._store, key, content, mode=mode)["e_tag"])

    def _asked(self, call: Callable[[], T], what: str) -> T:
        exceptions = self._obstore.exceptions
        try:
            return call()
        except FoistatsError:
            raise
        except exceptions.InvalidPathError as reason:
            raise BucketError(
                f"{self.address} has an object whose name no file can have ({_first_line(reason)});"
                " name it otherwise"
            ) from None
        except (exceptions.BaseError, OSError, ValueError) as reason:
            raise BucketError(
                f"{self.address} can't be used at {what}: {_first_line(reason)}; look whether the"
                " bucket is there and AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION (and"
                " AWS_ENDPOINT_URL, if it isn't Amazon's) are set, then do it again"
            ) from None


def at_once(calls: Sequence[Callable[[], T]]) -> list[T]:
    """Do some calls, several at a time; the first that fails is raised, in order."""
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        futures = [threads.submit(call) for call in calls]
        try:
            return [future.result() for future in futures]
        finally:
            for future in futures:
                future.cancel()


def checked_key(key: str) -> str:
    """A key that can be a path below a folder.

    >>> checked_key("raw/../etc")
    Traceback (most recent call last):
    foistats.errors.WorkspaceError: 'raw/../etc' can't be a file of a workspace; name it otherwise
    """
    parts = key.split("/")
    if any(part in ("", ".", "..") for part in parts) or "\\" in key or "\0" in key:
        raise WorkspaceError(f"{key!r} can't be a file of a workspace; name it otherwise")
    return key


def is_folder_mark(key: str, stored: Stored) -> bool:
    """True for the empty object that consoles make for a folder."""
    return stored.size == 0 and "." not in key.rpartition("/")[2]


def by_key(listed: Mapping[str, Stored]) -> dict[str, Stored]:
    """The files among some objects; raises WorkspaceError for a key that can't be a path."""
    return {
        checked_key(key): stored
        for key, stored in sorted(listed.items())
        if not is_folder_mark(key, stored)
    }


def _bare(tag: str | None) -> str:
    """A tag without its quotes, which some servers leave out in lists."""
    return (tag or "").strip('"')


def _first_line(reason: BaseException) -> str:
    said = str(reason).strip().splitlines()
    return said[0][:300] if said else type(reason).__name__
