"""What the docs say, held against the program: every command is run, every name exists, every link leads somewhere."""
