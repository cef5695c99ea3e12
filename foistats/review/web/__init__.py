"""The review in a browser of this machine: the questions of the terminal, one page each."""
