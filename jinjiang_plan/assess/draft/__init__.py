"""A plan out of a table: columns, sections, goals and due days read, kinds and units guessed, each with its ground."""
