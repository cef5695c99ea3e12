"""Messages: as mail programs save them, and as Outlook does."""
