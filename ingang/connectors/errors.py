"""What every connector's errors share.

ConnectorError
├── BankIDError    bankid/errors.py
├── ClamdError     clamd/errors.py
├── FhirError      fhir/errors.py
├── OidcError      oidc/errors.py
├── MailError      mail/errors.py
├── PushError      push/errors.py
├── SmsError       sms/errors.py
├── RivtaError     rivta/errors.py
└── PopulationRegisterError    population_register/errors.py
"""

from ingang.kernel.errors import IngangError
from ingang.kernel.words import marked


class ConnectorError(IngangError):
    """An outside system did not do what was asked. Its values never hold personal data: errors end up in logs."""

    code = "connector.error"
    sentence = marked("Something went wrong when we spoke to another service. Try again.")
