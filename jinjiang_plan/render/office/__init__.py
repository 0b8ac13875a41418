"""What workbooks and documents share: the colours of a status, and a package whose bytes depend on no clock."""
