"""The door to making plans: entries typed, tables in and out, a second version of a table."""
