"""What came in: the request, the list of responses, the files and their receipts."""
