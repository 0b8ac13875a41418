"""TOML as text: parsing, positions, recovery, and the faults and fixes of the text itself."""
