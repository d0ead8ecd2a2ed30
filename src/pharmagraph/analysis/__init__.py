"""Methods beyond SPARQL: figures compared, ownership chains, territories, and the saved questions answered."""
