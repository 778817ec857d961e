"""Starting what pocplan needs, and the environment that every process of it is given."""

import os
from dataclasses import dataclass

from pocplan.dev.places import CannotStart, State, server_account
from pocplan.dev.postgres import Binaries, Postgres, find_binaries
from pocplan.dev.redis_server import Redis
from pocplan.dev.roles import LOGINS, URLS, close_schema, drop_database, ensure_database, ensure_roles

PREFIX = "POCPLAN_DB_PREFIX"


def prefix() -> str:
    return os.environ.get(PREFIX) or "pocplan"


@dataclass(frozen=True)
class Servers:
    """PostgreSQL and Redis of one state folder; None where the environment names one from elsewhere."""

    state: State
    postgres: Postgres | None
    redis: Redis | None

    def start(self) -> None:
        """Start what is ours. Raises CannotStart with a sentence."""
        self.state.prepare()
        with self.state.locked("servers"):
            for server in (self.postgres, self.redis):
                if server:
                    server.start()

    def stop(self) -> None:
        for server in (self.redis, self.postgres):
            if server:
                server.stop()

    def are_alive(self) -> bool:
        return all(server.is_alive() for server in (self.postgres, self.redis) if server)

    def make_roles(self) -> None:
        if self.postgres:
            ensure_roles(self.postgres.superuser_dsn(), prefix=prefix(), passwords=passwords(self.state))

    def make_database(self, name: str) -> None:
        if self.postgres:
            ensure_database(self.postgres.superuser_dsn(), prefix=prefix(), name=name)
            close_schema(self.postgres.superuser_dsn(name), prefix=prefix())

    def drop_database(self, name: str) -> None:
        if self.postgres:
            drop_database(self.postgres.superuser_dsn(), name)

    def environment(self, database: str) -> dict[str, str]:
        """The variables that settings reads, for every role; POCPLAN_ROLE is the caller's to set."""
        return {**secrets_of(self.state), **self.addresses(database)}

    def addresses(self, database: str) -> dict[str, str]:
        found = {"REDIS_URL": self.redis.url} if self.redis else {}
        if self.postgres:
            found |= database_urls(self.state, self.postgres.port, database)
        return found


def passwords(state: State) -> dict[str, str]:
    secret = state.secrets()
    return {name: secret[f"password_{name}"] for name in LOGINS}


def database_urls(state: State, port: int, database: str) -> dict[str, str]:
    """One address for each login, all at the same database."""
    secret = passwords(state)
    return {URLS[name]: f"postgresql://{prefix()}_{name}:{secret[name]}@127.0.0.1:{port}/{database}" for name in LOGINS}


def secrets_of(state: State) -> dict[str, str]:
    """What settings needs beside addresses; what the environment says already stays."""
    secret = state.secrets()
    made = {
        "SECRET_KEY": secret["secret_key"],
        "POCPLAN_SEAT_KEY_WEB": secret["seat_key_web"],
        "POCPLAN_SEAT_KEY_WORKER": secret["seat_key_worker"],
    }
    return {
        "POCPLAN_STATE": str(state.root),
        "TMPDIR": str(state.root / "tmp"),
        **{name: os.environ.get(name) or value for name, value in made.items()},
    }


def configured() -> bool:
    """Whether the environment names a database. Raises CannotStart where it names only some logins."""
    named = [variable for variable in URLS.values() if os.environ.get(variable)]
    if not named:
        return False
    missing = [variable for variable in URLS.values() if variable not in named]
    if missing:
        raise CannotStart(f"{named[0]} is set, so set {', '.join(missing)} too (docs/operations.md), or none of them.")
    return True


def lasting(state: State) -> Servers:
    """For the demo: configured addresses, else the system's PostgreSQL and Redis, else the embedded ones.

    POCPLAN_PG=system|embedded narrows the choice of PostgreSQL.
    """
    state.prepare()
    return Servers(
        state,
        None if configured() else Postgres(state, _same_as_before(state), throwaway=False),
        None if os.environ.get("REDIS_URL") else Redis(state),
    )


def _same_as_before(state: State) -> Binaries:
    """Data made by one major version is opened by that version only."""
    kept = [int(folder.name.removeprefix("pg-")) for folder in state.known_server_folders(server_account())]
    wished = os.environ.get("POCPLAN_PG", "")
    choices = (wished, "embedded") if kept else (wished,)
    for choice in choices:
        found = find_binaries(choice)
        if not kept or found.major in kept:
            return found
    raise CannotStart(
        f"The data in {state.root} was made by PostgreSQL {kept[-1]}, which is not found any more;"
        " set POCPLAN_PG_BIN to it, or start afresh with make demo-reset."
    )


def throwaway(state: State) -> Servers:
    """For tests: POCPLAN_TEST_PG_BIN, or POCPLAN_TEST_PG=embedded|system, else as for the demo."""
    state.prepare()
    binaries = find_binaries(os.environ.get("POCPLAN_TEST_PG", ""), os.environ.get("POCPLAN_TEST_PG_BIN", ""))
    return Servers(state, Postgres(state, binaries, throwaway=True), Redis(state))


# What each kind of process is given; the rest of our variables is kept from it.
NEEDS = {
    "web": {"DATABASE_URL", "DATABASE_MISSION_URL", "DATABASE_HUMANITARIAN_URL", "POCPLAN_SEAT_KEY_WEB"},
    "worker": {"DATABASE_WORKER_URL", "POCPLAN_SEAT_KEY_WORKER"},
    "beat": {"DATABASE_WORKER_URL", "POCPLAN_SEAT_KEY_WORKER"},
    "owner": {"DATABASE_OWNER_URL", "POCPLAN_SEAT_KEY_WEB", "POCPLAN_SEAT_KEY_WORKER"},
    "auditor": {"DATABASE_AUDITOR_URL"},
}
SECRET = {*URLS.values(), "POCPLAN_SEAT_KEY_WEB", "POCPLAN_SEAT_KEY_WORKER", "DATABASE_SUPERUSER_URL"}


def only_for(role: str, environment: dict[str, str]) -> dict[str, str]:
    """The environment without the logins and keys of other roles."""
    return {name: value for name, value in environment.items() if name not in SECRET or name in NEEDS[role]}
