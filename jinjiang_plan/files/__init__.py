"""Disk: the only place that knows TOML; reading with positions, the ledger's append, what commands write."""
