"""Ledgers on disk: read fast, appended to durably, mended at their end."""
