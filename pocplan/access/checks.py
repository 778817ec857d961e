"""Start-up checks: a process that could see round the walls does not start (decisions.md 16, faults 28, 29)."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connections

_ROLE = """
SELECT r.rolsuper OR r.rolbypassrls OR r.rolcreaterole,
       EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p')),
       EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid)
FROM pg_roles r WHERE r.rolname = session_user
"""
# A table is bare without row security, without the walls that its readers are held by, and with one door more:
# what is permitted by one rule of several is permitted.
_BARE = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'compartment_id' AND NOT a.attisdropped
WHERE n.nspname = 'public' AND c.relkind = 'r'
  AND (NOT (c.relrowsecurity AND c.relforcerowsecurity)
       OR has_table_privilege(c.oid, 'SELECT') AND 4 > (
         SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive = (p.polname = 'may_read')
           AND p.polname IN ('may_read', 'wall_app', 'wall_mission', 'wall_humanitarian'))
       OR EXISTS (
         SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive
           AND p.polname NOT IN ('may_read', 'may_create', 'may_change', 'may_delete')
           AND p.polroles <> ARRAY[
             (SELECT f.proowner FROM pg_proc f WHERE f.oid = to_regprocedure('access.readable()'))]))
ORDER BY 1
"""
# The migrating role owns by design, and the throw-away server of the tests has it beside the others.
OWNS_BY_DESIGN = ("owner",)


@register(Tags.database)
def walls_stand(app_configs: Any, databases: Any, **kwargs: Any) -> list[Any]:
    """Runs with `manage.py check --database` and at the start of every serving process."""
    faults: list[Any] = []
    for alias in databases or ():
        faults += _faults_of(alias)
    return faults


def demand_walls() -> None:
    """For the start of web, worker, beat and shell. Raises SystemExit with a sentence."""
    faults = [fault for alias in settings.DATABASES for fault in _faults_of(alias)]
    if faults:
        raise SystemExit("\n".join(str(fault.msg) for fault in faults))


def _faults_of(alias: str) -> list[Any]:
    if settings.ROLE == "owner" or alias in OWNS_BY_DESIGN:
        return []
    with connections[alias].cursor() as cursor:
        cursor.execute(_ROLE)
        special, owns, belongs = cursor.fetchone()
        cursor.execute(_BARE)
        bare = [row[0] for row in cursor.fetchall()]
    found = []
    if special or owns or belongs:
        found.append(
            Error(
                f"The login of the connection '{alias}' owns tables, is a superuser, bypasses row security or belongs"
                " to another role. Give it its own login: docs/operations.md, 'Roles'.",
                id="access.E001",
            )
        )
    if bare:
        found.append(Error(f"Tables without row security: {', '.join(bare)}. Run the migrations.", id="access.E002"))
    return found
