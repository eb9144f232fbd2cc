"""The contracts' types as FHIR has them."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ingang.foundation.records.dates import moment
from ingang.services.journal.sources.rivta.values import concept, day, instant, interval, number, partial, quantity


def element(inner: str) -> etree._Element:
    return etree.fromstring(f'<x xmlns="urn:riv:x:1">{inner}</x>')


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("", {}),
        ("<originalText>Hosta</originalText>", {"text": "Hosta"}),
        (
            "<code>J45.9</code><codeSystem>1.2.752.116.1.1.1.1.3</codeSystem><displayName>Astma</displayName>",
            {
                "coding": [{"system": "https://www.icd10.se/", "code": "J45.9", "display": "Astma"}],
                "text": "Astma",
            },
        ),
        (
            "<code>1</code><codeSystem>1.2.3</codeSystem>",
            {"coding": [{"system": "urn:oid:1.2.3", "code": "1"}], "text": "1"},
        ),
        (
            "<code>1</code><codeSystem>http://x</codeSystem>",
            {"coding": [{"system": "http://x", "code": "1"}], "text": "1"},
        ),
        ("<code>1</code><codeSystem>lokalt</codeSystem>", {"coding": [{"code": "1"}], "text": "1"}),
        ("<displayName>Utan kod</displayName>", {"text": "Utan kod"}),
    ],
)
def test_a_coded_value_says_its_words(inner: str, shown: dict[str, Any]) -> None:
    assert concept(element(inner)) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("20260102", "2026-01-02"),
        ("202601", "2026-01"),
        ("2026", "2026"),
        ("20260231", ""),
        ("202613", ""),
        ("2026-1-2", ""),
        ("٢٠٢٦", ""),
        ("", ""),
    ],
)
def test_a_day_is_no_more_exact_than_it_is_written(written: str, shown: str) -> None:
    assert day(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2026", "2026"),
        ("202601", "2026-01"),
        ("2026010214", "2026-01-02"),
        ("202601021430", "2026-01-02T13:30:00+00:00"),
        ("20260102143015", "2026-01-02T13:30:15+00:00"),
        ("x", ""),
    ],
)
def test_a_partial_time(written: str, shown: str) -> None:
    assert partial(element(f"<value>{written}</value>")) == shown


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("118", 118),
        ("4.5", Decimal("4.5")),
        ("4,50", Decimal("4.50")),
        ("-1", -1),
        ("0", 0),
        ("1e3", Decimal(1000)),
        *((word, None) for word in ("NaN", "INF", "1e400", "1_000", "٣", "<5", "hög", "", "9" * 400)),
    ],
)
def test_a_number_is_one_that_can_be_counted_with(written: str, value: object) -> None:
    assert number(written) == value


def test_nothing_measured_is_no_quantity_but_zero_is() -> None:
    assert quantity(element("<value>x</value><unit>g</unit>")) == {}
    assert quantity(element("<value>0</value><unit>g</unit>")) == {"value": 0, "unit": "g"}


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<low>1</low><high>2</high>", {"low": {"value": 1}, "high": {"value": 2}}),
        ("<high>2</high><unit>g</unit>", {"high": {"value": 2, "unit": "g"}}),
        ("<unit>g</unit>", {}),
    ],
)
def test_an_interval_may_be_open(inner: str, shown: dict[str, Any]) -> None:
    assert interval(element(inner)) == shown


@given(st.datetimes().map(lambda clock: clock.strftime("%Y%m%d%H%M%S").zfill(14)))
def test_every_moment_that_is_told_can_be_sorted_by(written: str) -> None:
    shown = instant(written)

    assert shown == "" or moment(written=shown) is not None
