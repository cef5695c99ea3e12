"""What each part of an office file is for: told by how it is linked, its content type or its root.

A name says nothing: `xl/theme/theme2.xml` may hold comments, and `a.bin` a worksheet.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a part is for, as far as it matters to what can be hidden in it."""

    MAIN = "main"
    SHEET = "sheet"
    OTHER_SHEET = "other_sheet"
    STRINGS = "strings"
    STYLES = "styles"
    THEME = "theme"
    STORY = "story"
    SETTINGS = "settings"
    GLOSSARY = "glossary"
    TABLE = "table"
    PIVOT_TABLE = "pivot_table"
    PIVOT_CACHE = "pivot_cache"
    PIVOT_RECORDS = "pivot_records"
    EXTERNAL_LINK = "external_link"
    CONNECTIONS = "connections"
    COMMENTS = "comments"
    THREADS = "threads"
    PEOPLE = "people"
    CHART = "chart"
    DRAWING = "drawing"
    VML = "vml"
    EMBEDDED = "embedded"
    MODEL = "model"
    REVISIONS = "revisions"
    CUSTOM_XML = "custom_xml"
    RECIPIENTS = "recipients"
    MACROS = "macros"
    CORE = "core_properties"
    EXTENDED = "extended_properties"
    CUSTOM = "custom_properties"
    PICTURE = "picture"
    # Settings and machinery: nothing in them was ever written by a person.
    HARMLESS = "harmless"


# Last words of relationship types, of content types, and names of root elements, in lower case.
_WORDS: dict[Role, str] = {
    Role.MAIN: "officedocument",
    Role.SHEET: "worksheet",
    Role.OTHER_SHEET: (
        "chartsheet dialogsheet macrosheet xlmacrosheet xlintlmacrosheet intlmacrosheet"
    ),
    Role.STRINGS: "sharedstrings sst",
    Role.STYLES: "styles stylesheet",
    Role.THEME: "theme themeoverride",
    Role.STORY: "header footer footnotes endnotes hdr ftr",
    Role.SETTINGS: "settings",
    Role.GLOSSARY: "glossarydocument glossary",
    Role.TABLE: "table",
    Role.PIVOT_TABLE: "pivottable pivottabledefinition",
    Role.PIVOT_CACHE: "pivotcachedefinition",
    Role.PIVOT_RECORDS: "pivotcacherecords",
    Role.EXTERNAL_LINK: "externallink",
    Role.CONNECTIONS: "connections",
    Role.COMMENTS: "comments",
    Role.THREADS: "threadedcomment threadedcomments",
    Role.PEOPLE: "person people personlist",
    Role.CHART: "chart chartex chartspace",
    Role.DRAWING: "drawing chartusershapes chartshapes wsdr usershapes diagramdrawing",
    Role.VML: "vmldrawing",
    Role.EMBEDDED: (
        "oleobject package control activexcontrolbinary activex afchunk subdocument"
        " msword ms-excel ms-powerpoint pdf rtf"
    ),
    Role.MODEL: "powerpivotdata model+data",
    Role.REVISIONS: "revisionlog revisions revisionheaders headers",
    Role.CUSTOM_XML: "customxml datamashup",
    Role.RECIPIENTS: "recipientdata mailmergesource mailmergeheadersource mailmergerecipientdata",
    Role.MACROS: "vbaproject vbadata worddvbadata wordvbadata vbaprojectsignature",
    Role.CORE: "core-properties coreproperties",
    Role.EXTENDED: "extended-properties",
    Role.CUSTOM: "custom-properties",
    Role.PICTURE: "image hdphoto media audio video wdp picture cellimage cellimages",
    Role.HARMLESS: (
        "styleswitheffects calcchain printersettings thumbnail"
        " queryable querytable tablesinglecells slicer slicers"
        " slicercache slicercachedefinition timeline timelines timelinecache"
        " timelinecachedefinition ctrlprop formcontrolpr controlproperties sheetmetadata metadata"
        " rdrichvalue rdrichvaluestructure rdrichvaluetypes rdrichvaluewebimage rdarray"
        " rdsupportingpropertybag rdsupportingpropertybagstructure richstyles richvaluerel"
        " featurepropertybag namedsheetview namedsheetviews volatiledependencies voltypes xmlmaps"
        " customproperty customxmlprops customxmlproperties chartstyle chartcolorstyle style"
        " chartcolorstyles webextension webextensions webextensiontaskpanes taskpanes origin"
        " signature digital-signature-origin digital-signature digital-signature-xmlsignature"
        " certificate classificationlabels labelinfo extensibility customui customization"
        " attachedtemplate attachedtoolbars externallinkpath externallinklongpath xlpathmissing"
        " diagramdata diagramlayout diagramquickstyle diagramcolors diagramstyle numbering"
        " fonttable font websettings keymapcustomizations commentsextended commentsids"
        " commentsextensible documenttasks tasks usernames users userinfo"
        " obfuscatedfont inkxml ink model3d workbookmetadata"
    ),
}
_ROLES = {word: role for role, words in _WORDS.items() for word in words.split()}
# A part that embeds a whole document is of the type of a document's main part.
_DOCUMENTS = (
    "spreadsheetml.sheet", "spreadsheetml.template", "wordprocessingml.document",
    "wordprocessingml.template", "presentationml.presentation", "presentationml.slideshow",
    "sheet.macroenabled.12", "sheet.binary.macroenabled.12", "document.macroenabled.12",
    "presentation.macroenabled.12",
)  # fmt: skip


def role_of_link(kind: str) -> Role | None:
    """The role that a relationship's type gives its target.

    >>> role_of_link("http://purl.oclc.org/ooxml/officeDocument/relationships/comments").value
    'comments'
    """
    return _ROLES.get(kind.rstrip("/").rpartition("/")[2].lower())


def role_of_type(content_type: str) -> Role | None:
    """The role that a content type gives a part.

    >>> role_of_type("application/vnd.ms-excel.threadedcomments+xml").value
    'threads'
    """
    kind = content_type.lower().partition(";")[0].strip()
    bare = kind.removesuffix("+xml")
    if kind.startswith(("image/", "audio/", "video/")):
        return Role.PICTURE
    if bare.endswith(".main"):
        return Role.MAIN
    if bare.endswith(_DOCUMENTS):
        return Role.EMBEDDED
    if kind.endswith("model+data"):
        return Role.MODEL
    last = bare.rpartition("/")[2]
    return _ROLES.get(last.rpartition(".")[2]) or _ROLES.get(last.removeprefix("vnd."))


def role_of_root(name: str) -> Role | None:
    """The role that an XML part's outermost element shows."""
    return _ROLES.get(name.lower())
