"""A migration operation for rows that live on but keep what was frozen in them."""

from typing import Any

from pocplan.access.operations import _OneWay


class KeepFixed(_OneWay):
    """A trigger, for every role, that refuses to change these columns of a row once it is written."""

    def __init__(self, model: str, columns: tuple[str, ...]) -> None:
        self.model, self.columns = model, columns

    def describe(self) -> str:
        return f"Keep the frozen columns of {self.model}"

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table = to_state.apps.get_model(app_label, self.model)._meta.db_table
        changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in self.columns)
        schema_editor.execute(
            f"CREATE TRIGGER keep_fixed BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed})"
            " EXECUTE FUNCTION access.refuse_change()"
        )
        schema_editor.execute(
            f"CREATE TRIGGER keep_row BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION access.refuse_change()"
        )
