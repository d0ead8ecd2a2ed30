"""What leaves the program as data: tables, and answers in every format of the command line."""
