"""What was made from what: digests decide what is redone, and a line tells what was done."""
