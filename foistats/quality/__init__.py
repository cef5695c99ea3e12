"""Whether tables may go out."""
