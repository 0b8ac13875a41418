"""Holding the present plans against the base, term by term; imported only where there is one."""
