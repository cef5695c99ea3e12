"""Headers of a message that mail programs don't show: machinery, or somebody's words."""

import re
from collections.abc import Callable, Iterable

from foistats.formats.accounting.machine_forms import is_machine_written
from foistats.formats.accounting.weighing import Account
from foistats.records import Finding

# Mail programs show these, with the names of files.
_SHOWN = frozenset(
    (
        *("from", "to", "cc", "subject", "date", "reply-to", "sender", "resent-from"),
        *("resent-to", "resent-cc", "resent-date", "content-disposition"),
    )
)
# Servers and programs write these, and read them.
_OF_MACHINES = re.compile(
    r"received(?:-spf)?|return-path|(?:resent-)?message-id|in-reply-to|references|mime-version"
    r"|content-(?:type|transfer-encoding|id|location|language|length|md5|base|class)|thread-index"
    r"|arc-\S+|dkim-\S+|domainkey-\S+|authentication-results\S*|delivered-to|envelope-to"
    r"|list-\S+|precedence|importance|priority|sensitivity|user-agent|auto-submitted|accept-language"
    r"|feedback-id|errors-to|autocrypt|disposition-notification-to|return-receipt-to|status|lines"
    r"|x-(?:ms|microsoft|exchange|forefront|google|gm|received|spam|virus|mimecast|proofpoint"
    r"|barracuda|originating|originalarrivaltime|mailer|priority|msmail|mimeole|auto|amavis|sender"
    r"|antiabuse|source|authenticated|get|clx|ham|tm|mozilla|uidl?|account|universally|apple|yahoo"
    r"|ymail|sg|ses|mailgun|mc|pm|report|csa|delivered|original|forwarded|cmae|brightmail|eopattr"
    r"|incoming|outgoing|ironport|symantec|messagelabs|mailscanner|policy|tnef|has|ld|ec0d|oem"
    r"|provags|ui|gmx|cloudmark|vade|env|viruschecked|nai|fid|attachment|starscan|thread|libvirus"
    r"|assp|greylist|rcpt|envelope|beenthere|list|loop|bulk|campaign|accept|face|image|pgp|content)"
    r"(?:-?\S*)?",
    re.IGNORECASE,
)


def header_findings(
    headers: Iterable[tuple[str, str]], is_shown: Callable[[str], bool]
) -> list[Finding]:
    """What headers say that mail programs don't show and no server wrote for another."""
    account = Account("mail", is_shown)
    for name, value in headers:
        if name.lower() in _SHOWN or _OF_MACHINES.fullmatch(name) or is_machine_written(value):
            continue
        account.aside(value, where="headers that mail programs don't show")
    return account.findings()
