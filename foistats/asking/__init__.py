"""A request before it is sent: its folder, the letter, and the sheet that forces fill in."""
