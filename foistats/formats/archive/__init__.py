"""Zip files: each file inside is a document of its own."""
