"""Words that say what the number beside them is: a place, a thing, a person's number, a count, a key to a door.

Each class of words has the shape of what it names. A label names a whole list ("cells B12 and C14").
"""

from __future__ import annotations

# A code with a modifier glued to it is a code whatever stands before it: "claim 99213-25".
_NO_MODIFIER = r"(?!\d{5}-[0-9A-Z]{2}\b)"
_NUMBER = rf"{_NO_MODIFIER}[A-Z]{{0,4}}-?\d[\w-]*"
_LETTERED = r"[A-Z]{1,2}-?\d[0-9A-Za-z]{0,5}(?:\.\w{1,4})?(?![\w-])"
_SEPARATOR = r"(?:\ ?(?:,|/|&|:|\band\b|\bor\b|\bto\b)\ ?){1,2}"
_LETTERED_LIST = rf"{_LETTERED}(?:{_SEPARATOR}{_LETTERED})*"
_SIGN = r"(?:\ ?(?:\#s?|no\.?|num(?:ber)?s?\.?|nbr\.?|ids?\b)){1,2}:?"
_IS = r"\ (?:is\ |was\ |of\ )?"

# The first kind needs no sign, the second does ("#", "no.", "ID"), since codes follow those words too.
_NUMBERED = (
    r"mrn|acct|account|fax|phone|tel|telephone|cell|mobile|npi|tin|ein|upin|clia|dea|tax\ id|taxonomy|ndc|zip|"
    r"p\.?\ ?o\.?\ box|box|ext\.?|extension|lot|batch|serial|s/n|sn|tracking|confirmation|invoice|inv|subscriber|grp|icn|dcn|"
    r"tcn|badge|license|accession|specimen|chart|medical\ record|hicn|mbi|ssn|pin|passcode|pcn|bin|locker|meeting|conference|"
    r"ticket|purchase\ order|work\ order|service\ request|quote|job|trace|call|employee|sku|error\ code|auth|authorization|referral|precert|claim|case|ref|reference|model|\w+\ id"
)
_SIGNED = (
    r"record|patient|pt|encounter|visit|line|item|id|file|request|unit|number|order|rx|policy|group|grp|member|payer|"
    r"eob|era|check|chk|control|remit|office|direct|prior\ auth|po|catalog|cat|part|donor"
)
# Places and things: what stands behind is the name of one, with a dot or without.
_PLACES = (
    r"suite|ste|(?<!emergency\ )(?<!operating\ )(?<!recovery\ )(?<!delivery\ )room|rm|bldg|building|apt|apartment|floor|ward|bay|(?<!\d\ )(?<!per\ )unit|theat(?:re|er)|locker|seat|gate|"
    r"row|column|cells?|sheet|spot|parking\ level|exit|route|rte|flight|(?:inter)?state\ route|highway|hwy|interstate|motorway|freeway"
)
_THINGS = (
    r"model|part|sku|serial|version|ver|build|firmware|(?<!in\ )errors?|policy|lot|batch|coupon|quote|"
    r"iso|iec|ansi|rfc|public\ law|class\ of|transmittal|change\ request|chapter|(?<!c-)(?<!c\ )(?<!cesarean\ )(?<!frozen\ )section|verse|psalm|page|pg|paragraph|"
    r"edition|isbn|table|figure|fig\.|exhibit|printers?|laptops?"
)
# Codes that open doors, portals and shops, or say why something failed; none is billed.
_KEYS = (
    r"conf|conference|dial-in|meeting|door|gate|area|zip|postal|post|access|alarm|wi-?fi|security|pass|verification|confirmation|one-time|promo|promotion|"
    r"discount|coupon|error|status|reason|denial|rejection|reject|remark|adjustment|country|dialing|bar|qr|color|dress|"
    r"course|ceu|entry|lock|pin|tracking|login|activation|sort"
)
_COUNTED = (
    r"patients|people|persons|members|lives|claims|records|charts|visits|encounters|employees|copies|calls|accounts|"
    r"sq(?:uare)?\b|points|steps|volts|residents|students|providers|users|subscribers|customers|"
    r"families|households|beneficiaries|enrollees|veterans|workers|doctors|physicians|nurses|volunteers|"
    r"participants|files|emails|e-mails|faxes|pages|rows|entries|logins|downloads|"
    r"tickets|boxes|of\ (?:them|us|those|these|which|whom)|miles?|met(?:er|re)s|kilomet(?:er|re)s|feet|ft|yards|acres"
)
_DEVICES = r"printers?|laptops?|copiers?|phones?|smartphones?|routers?|cars?|jets?|school"
_FILES = r"pdf|docx?|xlsx?|csv|txt|rtf|jpe?g|png|gif|tiff?|zip|xml|html?|json|edi|837|835"

SHAPES: tuple[tuple[str, str], ...] = (
    ("person's number", rf"(?i:\b(?:{_NUMBERED}|{_SIGNED}){_SIGN}\s*){_NUMBER}"),
    ("person's number", rf"(?i:\b(?:{_NUMBERED}|{_PLACES}|bed)):\ ?{_NUMBER}"),
    ("person's number", rf"(?i:\b(?:{_NUMBERED}|{_PLACES}|bed){_IS})\d{{4,}}\b(?![.-]\w)"),
    # Behind the name of a person's number no hyphen makes a modifier: "pt ID 90834-22".
    (
        "person's number",
        r"(?i:\b(?:pt|patient|member|subscriber|mrn|acct|account)\ (?:id|no\.?|\#)[\ :]{1,2})[A-Z]{0,4}\d[\w-]*",
    ),
    ("person's number", r"(?i:\bpay[eo]rs?\ )(?!99[2-4])\d{5}\b(?![.-]\w)"),
    ("person's number", rf"(?i:\b(?:{_NUMBERED}){_IS})[A-Z]{{1,4}}-?\d{{2,}}\b(?!\.\w)"),
    ("place", rf"(?i:\b(?:{_PLACES}){_IS}){_LETTERED_LIST}"),
    ("place", r"(?i:\bbed\ )[A-Z]\d[0-9A-Z]\.\w{1,4}\b"),
    ("thing", rf"(?i:\b(?:{_THINGS})\ ){_LETTERED_LIST}"),
    ("thing", r"(?i:\b(?:serial|lot|batch|s/n|udi)\ (?:number\ |no\.?\ |\#\ ?)?)(?=[A-Z]{0,8}\d)[A-Z0-9]{6,8}\b(?!-)"),
    ("thing", rf"(?i:\b(?:{_THINGS})\ ){_NO_MODIFIER}\d{{3,}}\b(?![.-]\w)"),
    ("coverage policy", r"(?i:\b(?:lcds?|ncds?|articles?)\ )[AL]\d{5}\b"),
    ("carc", rf"(?i:\badjustments?\ )[A-Z]\d{{1,3}}\b(?!\.)(?:{_SEPARATOR}[A-Z]\d{{1,3}}\b(?!\.))*"),
    (
        "key",
        rf"(?i:\b(?:(?:{_KEYS})\ codes?|password){_IS})(?:{_NO_MODIFIER}[A-Z]{{0,4}}-?\d[\w-]*(?:\.\w+)?(?:{_SEPARATOR}[A-Z]{{1,2}}\d[\w.]*\b)*)",
    ),
    ("zip code", rf"(?i:\bzips?(?:\ codes?)?\b[\ :]*)\d{{5}}(?:{_SEPARATOR}\d{{5}})*\b(?!-\w)"),
    ("zip code", r"\b\d{5}(?=\ ?\((?i:zip)\b)"),
    (
        "zip code",
        (
            r"(?i:\b(?:(?:mov|relocat|liv|locat|resid|ship|mail)\w*\ (?:\w+\ ){0,2}(?:to|from|in|at|near|around)|"
            rf"serv(?:e|es|ed|ing))\ )(?!99[2-4])\d{{5}}(?:{_SEPARATOR}\d{{5}})*\b(?!-\w)"
        ),
    ),
    ("key", r"(?i:\b(?:population|enrollment)\b[^.;:\d\n]{0,40}\ (?:is|was|of|about)\ )\d{4,6}\b"),
    ("count", rf"\b\d{{3,6}}\ (?i:{_COUNTED})\b"),
    ("thing", rf"\b[A-Za-z]\d[\w.]{{1,5}}\ (?i:{_DEVICES})\b"),
    ("file", rf"(?<![\w.])[\w][\w.-]{{0,80}}\.(?i:{_FILES})\b"),
)
