"""What every connector's errors share.

ConnectorError
├── BankIDError    bankid/errors.py
├── OidcError      oidc/errors.py
├── MailError      mail/errors.py
└── SmsError       sms/errors.py
"""

from collections.abc import Mapping
from types import MappingProxyType


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for translation without translating it: connectors know no reader's language."""
    return sentence


class ConnectorError(Exception):
    """An outside system did not do what was asked.

    `code` is stable, for logs and tests; `sentence` is an English message id for the reader, and `values`
    fills its named placeholders. Values never hold personal data, since errors end up in logs.
    """

    code = "connector.error"
    sentence = gettext_noop("Something went wrong when we spoke to another service. Try again.")

    def __init__(self, **values: object) -> None:
        self.values: Mapping[str, object] = MappingProxyType(values)
        super().__init__(self.code)

    def __str__(self) -> str:
        return f"{self.code} {dict(self.values)}" if self.values else self.code
