"""The exception tree. The class decides the handling: page, retry, or record and show."""


class ConsultantError(Exception):
    """Base of all errors that the desk raises on purpose. The text is fit for a person and holds no patient data."""


class UserError(ConsultantError):
    """What was asked cannot be done; shown on a page (4xx) or as one line on the command line."""


class NotFound(UserError):
    """There is no such thing, or not for this person."""


class Forbidden(UserError):
    """The acting person's role does not allow this."""


class InvalidTransition(UserError):
    """The ticket's state does not allow this step."""


class StaleReply(UserError):
    """The answer was written before the newest message was seen."""


class ReasonWanted(UserError):
    """A stop stands against the answer, and nobody has said why it leaves all the same."""


class TemplateWrong(UserError):
    """An administrator's copy of a letter cannot be used; ``part`` (subject, text or html) and ``line`` say where."""

    def __init__(self, part: str, line: int, words: str) -> None:
        super().__init__(f"The {part}, line {line}: {words.rstrip('.')}.")
        self.part = part
        self.line = line


class FactWrong(UserError):
    """A fact of a case was typed in a way that cannot be; ``name`` says which fact, ``typed`` what stood in the field."""

    def __init__(self, name: str, typed: str, words: str) -> None:
        super().__init__(words)
        self.name = name
        self.typed = typed


class Conflict(UserError):
    """Somebody else changed the same thing meanwhile."""


class ConfigError(UserError):
    """A setting is missing or wrong; the text names the setting."""


class TransientError(ConsultantError):
    """Something outside did not answer; the same step may succeed later."""


class PermanentError(ConsultantError):
    """Trying again cannot help; recorded and shown to a person."""
