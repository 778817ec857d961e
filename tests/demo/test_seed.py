"""The demo is told through the verbs, comes out the same again, and leaks nothing of the cluster's."""

import psycopg2

from pocplan.dev import testing


def fingerprint(name: str) -> list[str]:
    connection = psycopg2.connect(testing.superuser_dsn(name))
    with connection.cursor() as cursor:
        cursor.execute("SELECT id::text FROM strategies_strategy UNION ALL SELECT id::text FROM strategies_comment")
        rows = sorted(row[0] for row in cursor.fetchall())
    connection.close()
    return rows


def test_the_same_seed_tells_the_same_story() -> None:
    prints = []
    for _ in range(2):
        name = testing.clone(testing.schema())
        testing.manage(name, "seed_demo", "--stage", "answers", "--seed", "7")
        prints.append(fingerprint(name))
        testing.drop(name)
    assert prints[0] == prints[1]
    assert len(prints[0]) > 5
