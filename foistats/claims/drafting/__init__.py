"""Plain sentences that the tables bear, and notes to editors."""
