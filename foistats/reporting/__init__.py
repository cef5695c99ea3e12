"""One page per request for people who would rather look than query."""
