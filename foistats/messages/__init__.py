"""Telling people: what is new after a run, by email or webhook, if foistats.toml says so."""
