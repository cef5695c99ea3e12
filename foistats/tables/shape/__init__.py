"""Where the headings, labels and figures of a table are, and what each line means."""
