"""The door: what a file carries that its page doesn't show, found before anything is read."""
