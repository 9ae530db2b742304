"""Errors of curation in Discord."""

from facts.model.errors import FootnoteError


class NotCurator(FootnoteError):
    """The user is no curator here. `roles` are the ids of the curator roles."""

    def __init__(self, roles: tuple[int, ...]) -> None:
        super().__init__(roles)
        self.roles = roles


class NotManager(FootnoteError):
    """The user needs Manage Server for this."""


class PermissionUnknown(FootnoteError):
    """Discord does not say whether the user may use the command."""


class OutsideServer(FootnoteError):
    """There is no server here, so there is no library of its own."""


class FormTooLong(FootnoteError):
    """The text does not fit into a form of Discord. `thing` is what it is, `id` its number."""

    def __init__(self, thing: str, id_: int) -> None:
        super().__init__(thing, id_)
        self.thing = thing
        self.id = id_


class OptionsUnclear(FootnoteError):
    """A command needs exactly one of some options."""

    def __init__(self, options: tuple[str, ...]) -> None:
        super().__init__(options)
        self.options = options
