"""The command that answers a question as a mention of the bot does."""

import click

from bot.cli.main import database_option, json_option, read_server_option, run_with_library
from bot.cli.output import ask_shapes
from bot.cli.output.json_shapes import dump_json
from bot.cli.output.renderer import print_answer
from bot.cli.question_answer import describe_miss, read_answer
from facts.model.entities import LibraryId
from facts.model.errors import NotFoundError
from facts.text.normalize import replace_surrogates


@click.command()
@click.argument("question", type=replace_surrogates)
@read_server_option
@json_option
@database_option
def ask(question: str, library: LibraryId, as_json: bool) -> None:
    """Answer a question in your own words, as a mention of the bot does.

    Put -- before a QUESTION that starts with a hyphen.
    """
    try:
        answer = run_with_library(library, lambda seen: read_answer(seen, question))
    except NotFoundError as miss:
        if as_json:
            click.echo(dump_json(ask_shapes.json_of(describe_miss(miss))))
        raise
    print_answer(answer, ask_shapes.json_of, ask_shapes.blocks_of, as_json=as_json)
