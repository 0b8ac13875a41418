"""Bytes on the disk: locks, whole-or-nothing writes, and output folders."""
