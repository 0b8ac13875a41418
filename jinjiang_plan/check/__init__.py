"""Rules: the plans, their ledgers and a base in, faults out; pure, without disk, screen or clock (CHECKS)."""
