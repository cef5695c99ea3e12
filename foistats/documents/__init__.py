"""Received files to grids of cells; the only room that knows file formats."""
