"""What a request asks for, in words, and what a description is, held against it."""
