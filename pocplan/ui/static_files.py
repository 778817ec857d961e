"""How static files are named when they are served."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

_ANY_SCRIPT, _IMPORTS = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns


class Hashed(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Each file has its content's hash in its name; so have the modules that our own scripts import."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("js/*.js", _IMPORTS))
