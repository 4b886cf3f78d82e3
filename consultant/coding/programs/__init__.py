"""What programs ask and are answered, one JSON object each: the same on the command line and in the API."""
