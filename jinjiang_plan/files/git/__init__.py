"""Git: the repository, its revisions, and the base that plans and ledgers are compared with."""
