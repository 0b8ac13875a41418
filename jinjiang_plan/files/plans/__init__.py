"""Plan folders: finding, reading, building, and amending them."""
