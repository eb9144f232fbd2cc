"""The words of every notice are constants: nothing of whom, what or where can stand in them (e-services 8.5)."""

import re

import pytest
from django.utils.translation import gettext, override

from ingang.connectors.sms.text import encode
from ingang.kernel.registry import current
from ingang.kernel.service import NoticeWords

NOTICES = list(current().notices.values())


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.code)
def test_no_notice_has_a_placeholder_an_address_or_a_number(notice: NoticeWords, language: str) -> None:
    with override(language):
        texts = gettext(notice.title), gettext(notice.subject), gettext(notice.body)

    for text in texts:
        assert not re.search(r"[%{}<>@]|https?:|www\.|\d", text)


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.code)
def test_every_notice_is_translated_and_fits_in_one_sms(notice: NoticeWords) -> None:
    with override("sv"):
        title, subject, body = gettext(notice.title), gettext(notice.subject), gettext(notice.body)

    assert title != notice.title
    assert subject != notice.subject
    assert body != notice.body
    assert len(encode(text=body, reference=0).parts) == 1
