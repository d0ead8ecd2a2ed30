"""From files to statements: one module per kind of input."""
