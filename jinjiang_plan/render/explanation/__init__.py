"""A judgement in formulas with their numbers in; every formula is equal on both sides."""
