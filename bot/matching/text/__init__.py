"""Texts: tokens, sentences, spelling variants, look-alike letters."""

from __future__ import annotations
