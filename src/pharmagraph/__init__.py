"""A knowledge graph of the actors and biotargets of pharmaceutical innovation."""
