"""Methods beyond SPARQL: figures, ownership, territories, and the saved questions answered."""
