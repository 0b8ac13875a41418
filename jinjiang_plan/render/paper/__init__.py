"""A paper: what a briefing or a page says, in both languages, whatever it is written on."""
