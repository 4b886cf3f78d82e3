"""The embedded default: mail server, broker, sample questions and a supervisor, all on loopback, all real protocols."""
