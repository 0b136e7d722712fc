"""What happened, in numbers and without persons."""
