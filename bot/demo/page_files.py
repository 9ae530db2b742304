"""Files of the demo's page: SimCord's, changed in a few places, and two of its own.

The own script shows the newest message and adds the menu of a message. The own style makes room for
the conversation.
"""

from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from simcord.preview import Preview

_STATIC: Final = files("bot.demo").joinpath("static")
_OWN_FILES: Final = {"/footnote.js": "app.js", "/footnote.css": "preview.css"}
"""The addresses of own files. SimCord serves them with the headers of its file."""
CHANGES: Final = {
    "/": (
        ("<title>SimCord Preview</title>", "<title>Footnote demo</title>"),
        ("<strong>SimCord</strong><small>Preview</small>", "<strong>Footnote</strong>"),
        ('<span class="brand-mark" aria-hidden="true">S<', '<span class="brand-mark">F<'),
        (
            "</head>",
            """<link rel="stylesheet" href="/footnote.css">
            <script type="module" src="/footnote.js"></script></head>""",
        ),
    ),
    "/commands.js": (  # an option shows the name of the choice, and sends its value
        ('String(value?.raw ?? "")', 'String(value?.label ?? value?.raw ?? "")'),
        (
            "const current = String(f",
            "if (value?.label) return clearPopup();\nconst current = String(f",
        ),
    ),
}
"""Texts of SimCord's files by address, and the texts instead. Each occurs once in its file."""


def change_page_files(page: "Preview") -> None:
    """Make the page serve the changed files and the own ones."""
    server = page._server  # noqa: SLF001 (no public way; simcord is pinned)
    serve = server._static  # noqa: SLF001 (see above)

    async def serve_changed(request: Any) -> Any:  # noqa: ANN401 (the simulation's own)
        response = await serve(request)
        if request.path in _OWN_FILES:
            response.text = _STATIC.joinpath(request.path[1:]).read_text("utf-8")
        for old, new in CHANGES.get(request.path, ()):
            response.text = response.text.replace(old, new)
        return response

    server._static = serve_changed  # type: ignore[method-assign]  # noqa: SLF001 (see above)
    server._STATIC_FILES = {**server._STATIC_FILES, **_OWN_FILES}  # type: ignore[misc]  # noqa: SLF001 (see above)
