"""The poller: one process that reads every mailbox and takes its mail in."""
