"""The work itself: from replies as received to checked tables. Knows nothing of Prefect."""
