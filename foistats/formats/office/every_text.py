"""Every text of an Office package that its look doesn't give, weighed part by part."""

from collections.abc import Callable, Iterator

from foistats.formats.accounting.pictures import texts_in_picture
from foistats.formats.accounting.places import is_looked_at_elsewhere
from foistats.formats.accounting.weighing import Account
from foistats.formats.accounting.xml_texts import comments_in
from foistats.formats.office.package import TYPES, Parts, is_links
from foistats.formats.office.roles import Role
from foistats.records import Finding

_FORMAT = "ooxml"
# What cells and runs of text hold in these is looked at piece by piece.
_READ = frozenset((Role.MAIN, Role.STORY, Role.SHEET, Role.OTHER_SHEET))
# Parts of this size are sheets and texts, which no program writes comments into.
_MOST_BYTES = 16 * 1024**2
_PICTURES = (".jpg", ".jpeg", ".jpe", ".png")
_EXTERNAL = "links to addresses outside"
_LINKS_OF_PROGRAMS = ("attachedtemplate", "externallinkpath", "oleobject", "image")


def texts_beside(parts: Parts, is_shown: Callable[[str], bool]) -> Iterator[Finding]:
    """A finding for each kind of place with texts that the document itself doesn't show."""
    account = Account(_FORMAT, is_shown)
    for part in parts.names():
        roles = {role.value for role in parts.roles[part]} or {""}
        if part.lower().endswith(_PICTURES):
            for text in texts_in_picture(parts.raw(part)):
                account.property(text, where="properties of pictures")
        if all(is_looked_at_elsewhere(_FORMAT, role) for role in roles) or not parts.is_xml(part):
            continue
        role = min(role for role in roles if not is_looked_at_elsewhere(_FORMAT, role))
        if Role.VML in parts.roles[part]:
            # The old notation needn't be good XML.
            account.take_xml("vml", parts.raw(part))
            continue
        for comment in comments_in(parts.raw(part)) if parts.size(part) < _MOST_BYTES else ():
            account.aside(comment, where="comments in the XML")
        is_read = bool(parts.roles[part] & _READ)
        account.take_xml(role, parts.xml(part), with_cells=not is_read)
    lists = [name for name in parts.package.names if name == TYPES or is_links(name)]
    for part in lists:
        account.take_xml("package", parts.raw(part))
    for links in parts.links.values():
        for link in links:
            leads = link.kind.rpartition("/")[2].lower()
            if link.outside and leads not in _LINKS_OF_PROGRAMS:
                account.aside(link.target, where=_EXTERNAL)
    yield from account.findings()
