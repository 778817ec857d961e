"""The cache table of the sign-in limits: in PostgreSQL, so that signing in survives the loss of Redis."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE pocplan_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL,
                                        expires timestamptz NOT NULL);
            CREATE INDEX pocplan_cache_expires ON pocplan_cache (expires);
            """,
            "DROP TABLE pocplan_cache",
        )
    ]
