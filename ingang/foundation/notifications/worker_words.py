"""The words of every notice for the service worker, which shows them by their code alone."""

import json

from django.utils.translation import gettext, override

from ingang.kernel.registry import current

LANGUAGES = ("sv", "en")


def worker_words() -> str:
    """Language, code, and title and body, as JSON that may stand in a script."""
    told = {}
    for language in LANGUAGES:
        with override(language):
            told[language] = {
                code: [gettext(words.subject), gettext(words.body)] for code, words in current().notices.items()
            }
    return json.dumps(told, ensure_ascii=True).replace("<", "\\u003c")
