"""What the command line does without a window, one file a command: `execute(options) -> exit code`."""
