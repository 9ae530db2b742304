"""The rows of a card, and the entries of a list."""

import pytest
from discord import ui

from bot.queries.custom_id import Effect
from bot.queries.library_queries import FactQuery
from bot.queries.query import RenderContext, UserId
from bot.ui.controls import Control, Option, button
from bot.ui.layout import Item, add_buttons, button_rows, card, entries, menu_row, text
from facts.model.entities import FactId
from tests.support.card_strategies import check

CONTEXT = RenderContext(UserId(1), private=False)
QUERY = FactQuery(FactId(1))


def make_buttons(number: int) -> list[Control]:
    return [button("Go", (Effect.OPEN, QUERY), CONTEXT) for _ in range(number)]


def make_menu() -> list[Item]:
    return menu_row("Choose…", Effect.OPEN, CONTEXT, [Option("One", QUERY)])


def test_a_card_with_two_menus_or_three_rows_of_buttons_is_an_error() -> None:
    check(card(text("Fine."), *make_menu(), *button_rows(*make_buttons(10))), private=False)
    with pytest.raises(ValueError, match="2 menus"):
        card(*make_menu(), *make_menu())
    with pytest.raises(ValueError, match="3 rows of buttons"):
        card(*button_rows(*make_buttons(10)), *button_rows(*make_buttons(1)))


@pytest.mark.parametrize(
    ("number", "rows"), [(0, []), (1, [1]), (5, [5]), (6, [4, 2]), (9, [4, 5]), (10, [5, 5])]
)
def test_buttons_fill_one_row_and_then_two(number: int, rows: list[int]) -> None:
    made = button_rows(*make_buttons(number))
    assert [len(each.children) for each in made if isinstance(each, ui.ActionRow)] == rows


def test_a_menu_offers_each_query_once() -> None:
    options = [Option("One", QUERY), Option("The same", QUERY), Option("Two", FactQuery(FactId(2)))]
    view = card(*menu_row("Choose…", Effect.OPEN, CONTEXT, options))
    (menu,) = [each.item for each in view.walk_children() if isinstance(each, Control)]
    assert isinstance(menu, ui.Select)
    assert [each.label for each in menu.options] == ["One", "Two"]


def test_the_entries_of_a_list_have_an_empty_line_between_them() -> None:
    first, gap, second = entries(["One", "Two"])
    assert isinstance(gap, ui.Separator)
    assert not gap.visible
    assert [getattr(each, "content", None) for each in (first, second)] == ["One", "Two"]
    (nothing,) = entries([])
    assert getattr(nothing, "content", None) == "None."


def test_a_very_long_list_is_one_text() -> None:
    (all_entries,) = entries(map(str, range(30)))
    assert getattr(all_entries, "content", "").startswith("0\n\n1\n\n2")


def make_off(number: int) -> list[Control]:
    return [button("Off", (Effect.OPEN, QUERY), CONTEXT, disabled=True) for _ in range(number)]


@pytest.mark.parametrize(
    ("on", "off", "rows"),
    [
        (0, 0, [2]), (3, 0, [3, 2]), (5, 0, [5, 2]), (6, 0, [4, 4]), (8, 0, [5, 5]),
        (7, 2, [4, 5]), (9, 0, [4, 5]), (8, 2, [5, 5]),
    ],
)  # fmt: skip
def test_buttons_that_are_added_fit_or_stay_away(on: int, off: int, rows: list[int]) -> None:
    own = button_rows(*make_buttons(on), *make_off(off))
    view = add_buttons(card(text("Fine."), *make_menu(), *own), make_buttons(2))
    check(view, private=False)
    made = [each for each in view.walk_children() if isinstance(each, ui.ActionRow)]
    assert [len(each.children) for each in made[1:]] == rows


def test_a_card_with_too_many_components_gets_no_more() -> None:
    view = card(*(text("Fine.") for _ in range(38)))
    assert add_buttons(view, make_buttons(2)) is view
