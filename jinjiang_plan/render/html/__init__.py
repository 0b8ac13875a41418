"""A paper as a page: one file that needs no network and no script, on a screen, on a phone and on paper."""
