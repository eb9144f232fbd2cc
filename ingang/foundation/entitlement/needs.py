"""The needs by which somebody is included, in words: never a sex, and never read from a number (corrections 3.7)."""

from collections.abc import Mapping
from dataclasses import dataclass

from ingang.kernel.words import marked


@dataclass(frozen=True, kw_only=True)
class NeedWords:
    """What staff call those who have the need, and what the resident reads of herself."""

    title: str
    sentence: str


NEEDS: Mapping[str, NeedWords] = {
    "cervix": NeedWords(
        title=marked("Persons with a cervix"),
        sentence=marked("You have a cervix. Cell samples are for everybody who has one, whatever your legal sex."),
    ),
    "prostate": NeedWords(
        title=marked("Persons with a prostate"),
        sentence=marked("You have a prostate. Checks of it are for everybody who has one, whatever your legal sex."),
    ),
    "pregnancy": NeedWords(
        title=marked("Persons who are pregnant"),
        sentence=marked("You are pregnant, or have been until recently."),
    ),
}
