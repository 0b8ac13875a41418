"""Tables in files that others made: told apart by what they hold, bounded before they are read."""
