"""The public site: its pages as papers, its feeds, its data, each file with the place where it stands."""
