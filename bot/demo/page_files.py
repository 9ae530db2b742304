"""Files of the demo's page: SimCord's, changed in a few places, and two of its own.

Its script shows the newest message and adds the menu of a message. Its style makes room for the
conversation.
"""

from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from simcord.preview import Preview

_STATIC: Final = files("bot.demo").joinpath("static")
_OWN_FILES: Final = {"/footnote.js": "app.js", "/footnote.css": "preview.css"}
"""The page's own files by address, each with the file of SimCord whose headers it gets."""
CHANGES: Final = {
    "/": (
        ("<title>SimCord Preview</title>", "<title>Footnote demo</title>"),
        ("<strong>SimCord</strong><small>Preview</small>", "<strong>Footnote</strong>"),
        ('aria-hidden="true">S</span>', 'aria-hidden="true">F</span>'),
        (
            "</head>",
            """<link rel="stylesheet" href="/footnote.css">
            <script type="module" src="/footnote.js"></script></head>""",
        ),
    ),
    "/commands.js": (
        # An option shows the name of the choice, and sends its value.
        ('String(value?.raw ?? "")', 'String(value?.label ?? value?.raw ?? "")'),
        (  # It suggests nothing for that name.
            "const current = String(f",
            "if (value?.label) return clearPopup();\nconst current = String(f",
        ),
    ),
}
"""Texts of SimCord's files by address, and the texts instead. Each occurs once in its file."""


def change_page_files(page: "Preview") -> None:
    """Make the page serve the changed files and its own."""
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
