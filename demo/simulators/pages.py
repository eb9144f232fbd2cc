"""The plain pages of the simulators: no scripts, nothing from elsewhere, plainly not the real thing."""

from html import escape

from aiohttp import web

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.125rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 42rem; padding: 1rem; }
.warning { border: 2px solid; border-radius: .5rem; font-weight: bold; padding: .5rem 1rem; }
.text { border-inline-start: .25rem solid; margin: 1rem 0; padding: .5rem 1rem; white-space: pre-wrap; }
button, input { font: inherit; min-height: 2.75rem; padding: .25rem 1rem; }
input { box-sizing: border-box; width: 100%; }
form, details { margin: .75rem 0; }
summary { padding: .5rem 0; }
ul.choices { list-style: none; padding: 0; }
ul.choices li { border-top: 1px solid; padding: .75rem 0; }
a { color: inherit; }
p { margin: .5rem 0; }
h1, h2, p, .text { overflow-wrap: anywhere; }
"""


def page(*, title: str, body: str, warning: str, status: int = 200) -> web.Response:
    """A whole page. `body` is markup with escaped values; `title` and `warning` are plain text."""
    text = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} - {escape(warning)}</title><style>{_STYLE}</style></head><body>"
        f'<header><p class="warning">{escape(warning)}</p></header>'
        f"<main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )
    return web.Response(
        text=text,
        content_type="text/html",
        status=status,
        headers={
            "Cache-Control": "no-store",
            "Content-Security-Policy": (
                "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
            ),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
        },
    )


def form(*, action: str, button: str, hidden: dict[str, str], inside: str = "") -> str:
    """A form with one button."""
    fields = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in hidden.items()
    )
    return f'<form method="post" action="{escape(action)}">{fields}{inside}<button>{escape(button)}</button></form>'


def choices(items: list[str]) -> str:
    """A list of things to choose between; the items are markup."""
    return f'<ul class="choices">{"".join(f"<li>{item}</li>" for item in items)}</ul>'
