"""The SQL behind the pages: columns, never whole rows of the mapper, a fixed number of statements a page."""
