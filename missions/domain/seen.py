"""Which references a file used already: on disk, so that a million of them take no memory."""

import json
import sqlite3

BETWEEN = "\x1f"  # a control character, which no reference has


class Seen:
    """Remembers the first row of each reference, by a digest of what it said."""

    def __init__(self) -> None:
        self._store = sqlite3.connect("")  # a passing file of its own
        self._store.execute("CREATE TABLE seen (reference TEXT PRIMARY KEY, digest TEXT) WITHOUT ROWID")
        self._store.execute("CREATE TABLE refused (reference TEXT PRIMARY KEY) WITHOUT ROWID")

    def refuse(self, references: list[str]) -> None:
        """Remember rows that are not taken, and yet stand in the file."""
        self._store.executemany("INSERT OR IGNORE INTO refused VALUES (?)", [(one,) for one in references])

    def packed(self) -> str:
        """Every reference of the file, in one text."""
        every = (
            "SELECT group_concat(reference, ?) FROM (SELECT reference FROM seen UNION SELECT reference FROM refused)"
        )
        found = self._store.execute(every, [BETWEEN]).fetchone()
        return found[0] or ""

    def look(self, rows: list[tuple[str, str]]) -> list[str]:
        """For each row the digest of the first one with its reference above it, or nothing."""
        former = self._of([reference for reference, _digest in rows])
        found = []
        for reference, digest in rows:
            found.append(former.get(reference, ""))
            former.setdefault(reference, digest)
        self._store.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?)", rows)
        return found

    def _of(self, references: list[str]) -> dict[str, str]:
        question = "SELECT reference, digest FROM seen WHERE reference IN (SELECT value FROM json_each(?))"
        return dict(self._store.execute(question, [json.dumps(references)]).fetchall())
