"""The host of the site for the young, as a setting."""

import pytest

from ingang.project.settings.environment import BadSetting, host


@pytest.mark.parametrize(
    ("value", "is_good"),
    [
        ("", True),
        ("ung.example.se", True),
        ("UNG.localhost:3102", True),
        ("https://ung.example.se", False),
        ("ung.example.se/", False),
        ("*.example.se", False),
        (".example.se", False),
        ("ung", False),
        ("-a.se", False),
        ("www.example.se", False),
        ("www.example.se:8000", False),
    ],
)
def test_a_setting_that_is_no_other_host_stops_the_process(
    value: str, is_good: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INGANG_YOUTH_HOST", value)

    try:
        found = host("YOUTH_HOST", hosts=["www.example.se"])
    except BadSetting:
        assert not is_good
    else:
        assert (found, is_good) == (value.lower(), True)
