"""Signing keys, the seating table and the rights on open tables, written by the owner after each migration."""

from django.conf import settings
from django.db import connection, transaction

from pocplan.access.models import SeatRule, SigningKey
from pocplan.access.open_tables import OPEN, UNUSED
from pocplan.access.operations import serving_roles
from pocplan.access.seating import rules
from pocplan.access.signing import halves


def provision() -> None:
    """Write keys and rules. Runs as the owner; raises where another role tries."""
    with transaction.atomic():
        for login, key, may_be_system in _keys():
            inner, outer = halves(bytes.fromhex(key))
            SigningKey.objects.update_or_create(
                role=login, defaults={"inner": inner, "outer": outer, "may_be_system": may_be_system}
            )
        _write_rules()
        _open_tables()


def _keys() -> list[tuple[str, str, bool]]:
    prefix = settings.POCPLAN_DB_PREFIX
    web = [(f"{prefix}_{name}", settings.POCPLAN_SEAT_KEY_WEB, False) for name in ("app", "mission", "humanitarian")]
    work = [(f"{prefix}_{name}", settings.POCPLAN_SEAT_KEY_WORKER, True) for name in ("worker", "owner")]
    return web + work


def _write_rules() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM access_seatrule")
    SeatRule.objects.bulk_create(SeatRule(**rule._asdict()) for rule in rules())


def _open_tables() -> None:
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in there & {*OPEN, *UNUSED}:
            cursor.execute(f"REVOKE ALL ON {table} FROM {serving_roles()}")
            if table in OPEN:
                cursor.execute(f"GRANT {OPEN[table][0]} ON {table} TO {serving_roles()}")
