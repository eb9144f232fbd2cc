"""The check digit of Swedish numbers: modulus 10 with the weights 2 and 1 (Luhn; Skatteverket SKV 704)."""


def check_digit(text: str, /) -> str:
    """Return the digit that belongs after `text`.

    A letter counts as its ASCII value, as the specification of the national reserve number says (A is 65).
    """
    total = sum(_digit_sum(_number(sign) * (2 - place % 2)) for place, sign in enumerate(reversed(text)))
    return str(-total % 10)


def has_right_check_digit(text: str, /) -> bool:
    """True when the last character is the check digit of those before it."""
    return check_digit(text[:-1]) == text[-1]


def _number(sign: str) -> int:
    return int(sign) if sign.isdigit() else ord(sign)


def _digit_sum(number: int) -> int:
    return sum(int(digit) for digit in str(number))
