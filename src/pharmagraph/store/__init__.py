"""Where statements live: the port every store answers to, its adapters, and what reads RDF for them."""
