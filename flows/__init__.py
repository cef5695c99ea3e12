"""When the work is done: Prefect flows, each a table of contents of foistats."""
