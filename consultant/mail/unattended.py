"""Notes of a mailbox that says of itself that nobody reads it, in the languages of our askers; that needs nothing beside it."""

import re
from dataclasses import dataclass

_LONG = 900
"""Characters that no such note needs."""


@dataclass(frozen=True, slots=True)
class _Said:
    """One thing to say, in one language, in lower case: ``stems`` are looked for first, for that costs next to nothing."""

    stems: tuple[str, ...]
    said: re.Pattern[str]


def _said(stems: str, said: str) -> _Said:
    return _Said(tuple(stems.split("|")), re.compile(said))


# The mailbox, of itself.
_UNREAD = (
    _said(
        "mailbox|inbox|address|account|incoming|outgoing",
        r"\bthis is (?:a |an )?(?:no-?reply|unmonitored|unattended|send-only|outgoing|notification-only) (?:e-?mail )?(?:address|mailbox|account|inbox)|\b(?:this|the) (?:\w+ ){0,3}?(?:mailbox|inbox|e-?mail(?: (?:address|account|box))?|address|account) (?:is|was|has been|will be) (?:\w+ ){0,3}?(?:not (?:\w+ ){0,2}?(?:monitored|read|attended|checked|in use|active|staffed)(?! (?:outside|after|over|on|24|at|during))|unattended|unmonitored|no longer (?:\w+ )?(?:monitored|in use|used|active|valid|checked|read|available)|send[- ]only|discontinued|deactivated|shut down|deleted|removed|(?:only )?(?:for|used for) outgoing)"
        r"|\b(?:e-?mails?|mail|messages?|replies) (?:that (?:is|are) )?(?:sent |received )?(?:to|at|by) this (?:\w+ )?(?:address|mailbox|account|inbox|e-?mail)\b[^.\n]{0,30}\b(?:not|never|cannot|deleted|discarded)|\bincoming (?:e-?mails?|mail|messages) (?:is|are|will) (?:not|never)|\bthis (?:\w+ ){0,2}?(?:mailbox|inbox|account) is (?:only )?(?:monitored|checked|staffed)",
    ),
    _said("postfach|mailadresse|mail-adresse|diese adresse|mailkonto", r"\bdiese[sr]? (?:\S+ )?(?:postfach|(?:e-?mail-?)?(?:adresse|konto|postfach)|mailbox) (?:wird|ist|wurde) (?:\S+ ){0,3}?(?:nicht|abgeschaltet|deaktiviert|geschlossen|stillgelegt)|(?:antworten|e-?mails|mails|nachrichten) an diese (?:\S+ )?adresse (?:werden|können) (?:\S+ )?nicht|(?:postfach|adresse) (?:\S+ ){0,2}?(?:wird|ist) nicht (?:mehr )?(?:abgerufen|gelesen|überwacht|aktiv|gültig|betreut)"),
    _said("cette ", r"\bcette (?:boîte|adresse|messagerie)[^.\n]{0,40}? (?:n['’](?:est|étant)[^.\n]{0,20}?(?:pas|plus)|ne (?:sera|reçoit)[^.\n]{0,12}?(?:pas|plus)|(?:a été|est) (?:désactiv|ferm|supprim|non ))"),
    _said("est", r"\b(?:este|esta) (?:buzón|cuenta|dirección|correo|casilla|bandeja|e-?mail|caixa|endereço|conta)[^.\n]{0,40}? (?:(?:no|não|nao) (?:é|es|está|se|recibe|recebe|será)|ya no|já não|(?:ha sido|foi) (?:desactiv|desativ|cerrad|encerrad))"),
    _said("quest", r"\bquest[ao] (?:casella|indirizzo|account|e-?mail|mailbox)[^.\n]{0,40}? (?:non (?:è|viene|riceve|sarà)|è stat[ao] (?:disattiv|chius))"),
    _said("mailbox|postbus|mailadres|inbox|dit adres", r"\b(?:deze|dit) (?:mailbox|postbus|inbox|(?:e-?mail)?-?adres)[^.\n]{0,40}? (?:wordt|is) (?:\S+ ){0,2}?(?:niet|gesloten|opgeheven|buiten gebruik)"),
    _said("post|innboks|inkorg|kurv|indbakke|brevlåd|mail|kont|adress", r"\b(?:denne|dette|denna|detta|den här|det här) (?:postkass\w+|postlåd\w+|innkurv\w*|innboks\w*|indbakke\w*|inkorg\w*|brevlåd\w+|mailbo\w+|e-?post\w*|mail\w*|konto\w*|adress?e?\w*)[^.\n]{0,30}? ?(?:(?:blir|er|är|bliver) (?:\S+ )?(?:ikke|inte)|(?:läses|bevakas|övervakas|overvåkes|overvåges|leses|læses) (?:ikke|inte))"),
    _said("tätä|tähän", r"\btätä (?:postilaatikkoa|sähköposti\w*|osoitetta) ei |\btähän (?:viestiin|osoitteeseen|sähköposti\w+) ei "),
    _said("skrzynk|adres|schránk|adrés|postafiók|fiók|căsuț", r"\b(?:ta|ten|niniejsz\w+) (?:skrzynk\w+|adres\w*)[^.\n]{0,30}? nie jest|\bt(?:ato|áto|ento) (?:\S+ )?(?:schránk\w+|adres\w+|e-?mail\w*)[^.\n]{0,30}? (?:není|nie je|již|už)|\bez(?:t)? (?:a|az) (?:e-?mail|postafiók|cím|fiók)\w*[^.\n]{0,30}? nem |aceast[ăa] (?:căsuț|adres|cutie)\w*[^.\n]{0,40}? nu (?:este|mai)"),
    _said("ящик|адрес|скриньк", r"(?:этот|данный) (?:\S+ ){0,2}?(?:ящик|адрес)[^.\n]{0,30}? не |ця (?:поштова )?скринька[^.\n]{0,20}? не "),
    _said("bu e|bu posta|bu adres|bu hesap|αυτό το", r"\bbu (?:e-?posta|posta|adres|hesap)[^.\n]{0,40}?(?:takip edilm|okunm|kullanılm|izlenm|kontrol edilm|yanıtlanm)|αυτό το (?:e-?mail|γραμματοκιβώτιο|λογαριασμ\w+)[^.\n]{0,30}? δεν"),
    _said("邮箱|郵箱|信箱|勿|専用|전용|회신", r"(?:此|本|该|這個|这个)(?:邮箱|郵箱|信箱)[^。\n]{0,14}?(?:无人|無人|不再|停用|系统|系統|不接收|仅|僅|只用于)|请勿(?:直接)?回[复覆]|請勿(?:直接)?回[复覆復]|送信専用|配信専用|발신 ?전용|회신(?:하지 마|이 불가|되지 않)"),
)  # fmt: skip

_NUMBERED = re.compile(
    r"\b[a-tv-z]\d[0-9a-z]\.[0-9a-z]{1,4}\b|(?<!are a )\bpatients?\b|\b(?:claims?|modifiers?|units|denial|denied|op note|chart|diagnosis|icd|cpt|hcpcs|dos)\b|(?:so|then|and|but) (?:call|ring|text) me\b|\bcall me\b"
)
"""What only a person has to say: a code, a claim, or that he may be called."""


def is_unread_note(head: str) -> bool:
    """Tell whether the head of a text, in lower case, says that nobody reads what comes to its mailbox."""
    return _says(_UNREAD, head) and not _NUMBERED.search(head)


def _says(ways: tuple[_Said, ...], head: str) -> bool:
    if len(head) > _LONG:
        return False
    return any(any(stem in head for stem in one.stems) and one.said.search(head) for one in ways)
