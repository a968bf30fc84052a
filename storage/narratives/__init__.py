"""SQL of narratives, their audit log, uploads and phrase quality."""

from __future__ import annotations
