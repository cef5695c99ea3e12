"""What the guards of several formats share: each refuses, by bytes alone, what would harm a reader.

A guard takes about a millisecond for an ordinary file and runs before any parser. It knows nothing
of cells or words: what it can't see without parsing is left to the limits of the worker process
(documents/workers.py).
"""
