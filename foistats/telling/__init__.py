"""What a run did, in words for a person, wherever they are shown."""
