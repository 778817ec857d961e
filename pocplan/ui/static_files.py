"""How static files are named when they are served."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Hashed(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Each file has its content's hash in its name, the modules that scripts import included."""

    support_js_module_import_aggregation = True
