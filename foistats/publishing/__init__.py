"""Releases: tables frozen under a version, which a stranger can verify, compare and rebuild."""
