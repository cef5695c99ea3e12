"""Files that gzip packed (.csv.gz): the file inside is a document of its own."""
