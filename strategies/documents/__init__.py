"""The text machinery: Word files, canonical form, redlines, anchors. Pure functions; no database, no request."""
