"""The command line of the made-up feature, which needs no Discord library."""

import click


@click.command()
def forecast() -> None:
    """Print tomorrow's weather."""
    click.echo("Fine.")


def check_sky() -> str:
    """Return how the sky is, as a check of `footnote doctor`."""
    return "blue"
