"""Receipts taken away as a person does who knows that every document was compared."""

from pathlib import Path


def forget_receipts(root: Path, request_id: str) -> None:
    """Take away receipts.csv and the note of it: the files are taken as they are now."""
    (root / "raw" / request_id / "receipts.csv").unlink()
    forget_receipts_note(root, request_id)


def forget_receipts_note(root: Path, request_id: str) -> None:
    """Take away only the note, so that a receipt that has gone isn't missed."""
    (root / ".foistats" / "receipts" / f"{request_id}.json").unlink(missing_ok=True)
