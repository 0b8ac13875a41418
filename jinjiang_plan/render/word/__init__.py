"""A paper as a document for Word: styles, text, tables, pictures, contents."""
