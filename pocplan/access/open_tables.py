"""Tables outside the walls, each with the reason. A test fails on a table that is neither here nor guarded.

The walls' own tables (operations, owners, rooms, seats) are not open: they have row security of
their own, written out in access/sql/walls.sql.
"""

STRUCTURE = (
    "access_operation",
    "access_owner",
    "access_area",
    "access_compartment",
    "access_seatrule",
    "access_seat",
    "access_addressing",
    "access_signingkey",
    "access_counter",
    "journal_head",
)

ALL = "SELECT, INSERT, UPDATE, DELETE"
READ = "SELECT"

# table: (rights of the serving roles, why it may be open)
OPEN: dict[str, tuple[str, str]] = {
    "accounts_user": (ALL, "sign-in; holds no name, post or side"),
    "django_session": (ALL, "sign-in; sessions hold the chosen hat's id and nothing typed"),
    "pocplan_cache": (ALL, "sign-in limits; no guarded output is ever cached"),
    "accounts_invitation": ("SELECT, INSERT, UPDATE", "sign-in: that an invitation is to be sent to an account"),
    "account_emailaddress": (ALL, "sign-in"),
    "account_emailconfirmation": (ALL, "sign-in"),
    "mfa_authenticator": (ALL, "sign-in: TOTP secrets and passkeys"),
    "socialaccount_socialaccount": ("SELECT, INSERT, UPDATE", "sign-in: the id of an account at its organisation"),
    "access_apitoken": (ALL, "sign-in of programs: digests, and the id of a hat"),
    "django_content_type": (READ, "names of models, the same in every installation"),
    "auth_permission": (READ, "names of permissions, the same in every installation"),
    "auth_group": ("SELECT, INSERT", "groups made from posts, under names that lead to no post"),
    "auth_group_permissions": (READ, "empty; rights follow from posts"),
    "accounts_user_groups": (READ, "empty; rights follow from posts"),
    "accounts_user_user_permissions": (READ, "empty; rights follow from posts"),
    "missions_knownmission": (READ, "missions as the United Nations publishes them; loaded by import_missions"),
    "django_migrations": (READ, "names of migrations"),
    "django_celery_beat_periodictask": (ALL, "the clock of the worker; names of tasks"),
    "django_celery_beat_periodictasks": (ALL, "the clock of the worker"),
    "django_celery_beat_crontabschedule": (ALL, "the clock of the worker"),
    "django_celery_beat_intervalschedule": (ALL, "the clock of the worker"),
    "django_celery_beat_clockedschedule": (ALL, "the clock of the worker"),
    "django_celery_beat_solarschedule": (ALL, "the clock of the worker"),
}

# Made by libraries and used by nobody: no serving role has a right on them.
UNUSED = (
    "django_admin_log",
    "socialaccount_socialapp",
    "socialaccount_socialtoken",
    "guardian_userobjectpermission",
    "guardian_groupobjectpermission",
)
