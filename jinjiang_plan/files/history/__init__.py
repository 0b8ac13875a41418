"""What git holds: revisions, the base that the plans are compared with, and what stood there."""
