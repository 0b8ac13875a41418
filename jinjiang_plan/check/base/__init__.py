"""Comparison with the base: which entries match, and what was moved, eased, reworded, or rewritten."""
