"""Who sent a reply of several documents: what one of them says holds for those that say nothing."""

from foistats.reading.sender import as_one_reply
from foistats.records import ReadResponse


def of_one_sender(read: ReadResponse) -> ReadResponse:
    """The response without what was read of documents that came with another force's letter."""
    documents = tuple(as_one_reply(read.documents, read.response.force_ids))
    if all(one is other for one, other in zip(documents, read.documents, strict=True)):
        return read
    return ReadResponse(read.response, documents)
