"""Votes of a server's users on facts, one per user and fact."""

from facts.daily.turn import Ballot, VoteResult
from facts.model.entities import FactId, LibraryId
from storage.engine.connection import SqlConnection


def cast_vote(
    server: LibraryId, fact: FactId, person: int, liked: bool, connection: SqlConnection
) -> VoteResult | None:
    """Replace a user's vote; the same vote again removes it.

    Return the votes afterwards, or None if the server has no such fact.
    """
    exists = connection.execute(
        "SELECT 1 FROM fact WHERE id = ? AND library IN (0, ?)", (fact, server)
    ).fetchone()
    if not exists:
        return None
    taken_back = connection.execute(
        "DELETE FROM vote WHERE server = ? AND fact = ? AND person = ? AND liked = ?",
        (server, fact, person, liked),
    ).rowcount
    if not taken_back:
        connection.execute(
            """
            INSERT INTO vote (server, fact, person, liked) VALUES (?, ?, ?, ?)
            ON CONFLICT (server, fact, person) DO UPDATE SET liked = excluded.liked
            """,
            (server, fact, person, liked),
        )
    return VoteResult(get_ballot(server, fact, connection), is_counted=not taken_back)


def get_ballot(server: LibraryId, fact: FactId, connection: SqlConnection) -> Ballot:
    """Return a server's votes on a fact."""
    row = connection.execute(
        """
        SELECT coalesce(sum(liked), 0), coalesce(sum(NOT liked), 0)
        FROM vote WHERE server = ? AND fact = ?
        """,
        (server, fact),
    ).fetchone()
    return Ballot(*row)


def list_ballots(server: LibraryId, connection: SqlConnection) -> dict[FactId, Ballot]:
    """Return a server's votes, by fact."""
    rows = connection.execute(
        "SELECT fact, sum(liked), sum(NOT liked) FROM vote WHERE server = ? GROUP BY fact",
        (server,),
    )
    return {FactId(fact): Ballot(ups, downs) for fact, ups, downs in rows}
