"""A workspace that lies in a bucket: pulled to a folder, pushed with one pointer at the end."""
