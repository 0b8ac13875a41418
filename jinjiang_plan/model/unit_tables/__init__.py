"""The table of units as data, a module for each part of it: amounts of money, measures, and what is counted."""
