"""Tables of English and Welsh: the wordings by which a reply is understood, each with an example.

One file per subject. `means` is what the wording tells, `wording` a pattern over text in small
letters with plain dashes, quotes and blanks, `example` a text that only this line recognises.
A wording may name another list of its file in braces, as in `{thing}`; that list has `means` thing.
"""
