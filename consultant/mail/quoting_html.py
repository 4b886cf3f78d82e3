"""Where quoted history begins in HTML, by the marks that mail programs leave."""

import re

from consultant.mail.html_tokens import Tag, read_html

_IDS = re.compile(
    r"(?:divRplyFwdMsg|x_divRplyFwdMsg|appendonsend|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION|replySplit"
    r"|ms-outlook-mobile-reference-message|yahoo_quoted\w*|yahooMailQuotedContent|reply-intro|isReplyContent|isForwardContent|lineBreakAtBeginningOfMessage-quote)",
    re.IGNORECASE,
)
_CLASSES = re.compile(
    r"(?:^|[\s_])(?:gmail_quote|gmail_quote_container|gmail_extra|gmail_attr|yahoo_quoted|moz-cite-prefix|moz-forward-container"
    r"|protonmail_quote|zmail_extra|tutanota_quote|WordSection1-quote|OutlookMessageHeader|ms-outlook-mobile-reference-message"
    r"|zimbra-quote|gmx_quote|x_gmail_quote|hwm_quote|front-blockquote|freshdesk_quote|lotus_notes_quote|quoted-text)(?:$|\s)",
    re.IGNORECASE,
)
# Outlook draws a thin line above the header block of what is quoted.
_OUTLOOK_RULE = re.compile(
    r"border:\s*none\s*;\s*border-top:\s*solid\s*(?:#E1E1E1|#B5C4DF|windowtext)\s*[\d.]+pt\s*;\s*padding:\s*3(?:\.0)?(?:pt|mm|in)?\s*0",
    re.IGNORECASE,
)
_OUTLOOK_RULE_SWAPPED = re.compile(
    r"border-(?:top|width)[^\"]*(?:#E1E1E1|#B5C4DF|rgb\(225, ?225, ?225\)|rgb\(181, ?196, ?223\))", re.IGNORECASE
)
_FROM = re.compile(r"\s*(?:From|Von|De|Van|Da|Fra|Från|Od|От|Từ|发件人|寄件者|差出人)\s*[:：]", re.IGNORECASE)
_FORWARD_CLASSES = re.compile(r"moz-forward-container|gmail_forward", re.IGNORECASE)
_FORWARD_WORDS = re.compile(
    r"[-_]{5,}\s*(?:Forwarded message|Weitergeleitete Nachricht|Message transféré|Mensaje reenviado|Mensagem encaminhada|Doorgestuurd bericht"
    r"|Messaggio inoltrato|Videresendt|Vidarebefordrat|Przekazana|Пересылаемое|Thư đã chuyển tiếp|转发|転送)",
    re.IGNORECASE,
)


def cut_history(html: str) -> str | None:
    """Return the HTML before the first mark of quoted history, or None when there is no mark or words follow the history.

    Words behind it are an answer below or between, which the text must decide. A forward has no history.
    """
    tokens = list(read_html(html))
    for index, token in enumerate(tokens):
        if not isinstance(token, Tag) or token.closing or not token.attributes or not _is_mark(token, tokens, index):
            continue
        if _FORWARD_CLASSES.search(token.attributes) or _FORWARD_WORDS.search(_words(tokens[index : index + 12])):
            return None
        if token.name in {"div", "blockquote", "table", "span", "p"} and _words_behind(tokens, index):
            return None
        return html[: token.start]
    return None


def _is_mark(tag: Tag, tokens: list[Tag | str], index: int) -> bool:
    identity, classes, style = tag.get("id"), tag.get("class"), tag.get("style")
    if identity and _IDS.fullmatch(identity.removeprefix("x_")):
        return True
    if classes and _CLASSES.search(classes):
        return True
    if tag.name == "blockquote":
        return tag.get("type").lower() == "cite"
    if style and (_OUTLOOK_RULE.search(style) or _OUTLOOK_RULE_SWAPPED.search(style)):
        # The same line may be drawn for other reasons; behind it must stand the sender of the quoted mail.
        return bool(_FROM.match(_words(tokens[index : index + 25])))
    return False


def _words(tokens: list[Tag | str]) -> str:
    return "".join(token for token in tokens if isinstance(token, str)).strip()


def _words_behind(tokens: list[Tag | str], index: int) -> bool:
    """Whether own words follow the end of a marked element; Outlook's marks have their history behind them, not inside."""
    mark = tokens[index]
    if not isinstance(mark, Tag):
        return False
    if (
        _IDS.fullmatch(mark.get("id").removeprefix("x_"))
        or "moz-cite-prefix" in mark.get("class")
        or mark.get("style").lower().startswith("border")
    ):
        return False
    depth = 0
    for position in range(index, len(tokens)):
        token = tokens[position]
        if isinstance(token, Tag) and token.name == mark.name:
            depth += -1 if token.closing else 1
            if depth == 0:
                behind = tokens[position + 1 :]
                quoted_again = any(
                    isinstance(one, Tag)
                    and not one.closing
                    and one.attributes
                    and _is_mark(one, tokens, position + 1 + offset)
                    for offset, one in enumerate(behind[:40])
                )
                return bool(_words(behind).replace("\u00a0", "").replace("&nbsp;", "").strip()) and not quoted_again
    return False
