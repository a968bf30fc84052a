"""The narratives file format (TOML): schema, conversion, writer."""

from __future__ import annotations
