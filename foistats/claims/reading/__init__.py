"""What a draft's sentences say of their numbers, found by grammar and without any figure."""
