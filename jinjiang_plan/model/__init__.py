"""Nouns: frozen data that knows no disk, no screen and no clock."""
