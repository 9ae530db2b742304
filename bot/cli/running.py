"""The command that runs the bot on Discord."""

import asyncio

import click

from bot.cli.program import OpenStore, database_option, database_path
from bot.client import Footnote
from bot.logs import log_to_stderr
from bot.running import run as run_bot
from bot.settings import Settings


@click.command()
@database_option
@click.pass_obj
def run(open_store: OpenStore) -> None:
    """Run the bot on Discord.

    It is set up by variables, in the environment or in a file .env: FOOTNOTE_TOKEN, and if wanted
    FOOTNOTE_DATABASE, FOOTNOTE_LOG_LEVEL, FOOTNOTE_DEVELOPMENT_SERVER.
    """
    settings = Settings.read()
    token = settings.token.get_secret_value()
    log_to_stderr(settings.log_level, token)

    database = database_path()

    async def running() -> None:
        async with open_store(database) as store:
            bot = Footnote(store, development_server=settings.development_server)
            await run_bot(bot, token)

    asyncio.run(running())
