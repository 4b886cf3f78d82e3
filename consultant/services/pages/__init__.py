"""Page views: frozen values that a template prints. Each asks the rights table and reads in few statements."""
