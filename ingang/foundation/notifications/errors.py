"""What goes wrong with notices; always a mistake of the code.

UnknownNotice    no manifest has words for the code
"""


class UnknownNotice(LookupError):
    """No manifest has words for this notice. Nothing was written."""
