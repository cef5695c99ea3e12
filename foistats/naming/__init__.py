"""What a text as written means: a force, a period, an offence or a count; or a refusal."""
