"""A comment in Markdown as the page of a code host shows it."""

from __future__ import annotations

import markdown  # type: ignore[import-untyped]

_PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #fff; color: #1f2328; font: 14px/1.5 system-ui, "DejaVu Sans", sans-serif; }}
article {{ margin: 16px; border: 1px solid #d1d9e0; border-radius: 6px; }}
header {{ padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; color: #59636e; }}
main {{ padding: 8px 16px; }}
table {{ border-collapse: collapse; margin-bottom: 16px; }} details {{ margin-bottom: 10px; }}
th, td {{ border: 1px solid #d1d9e0; padding: 4px 12px; text-align: left; }}
code {{ background: #eff1f3; padding: 1px 5px; border-radius: 5px; }}
code {{ font: 12px ui-monospace, "DejaVu Sans Mono", monospace; }}
pre {{ background: #f6f8fa; padding: 12px; border-radius: 6px; overflow: auto; }}
pre code {{ background: none; padding: 0; }}
h2, h3 {{ font-size: 1.25em; border-bottom: 1px solid #d1d9e0; padding-bottom: 4px; }}
</style><article><header><b>pipeline</b> commented</header><main>{comment}</main></article>"""


def comment_page(text: str) -> str:
    """The comment, below its header."""
    extensions = ["tables", "fenced_code", "md_in_html", "sane_lists"]
    return _PAGE.format(comment=markdown.markdown(text, extensions=extensions))
