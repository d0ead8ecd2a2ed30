"""Pictures of the graph: what they show, where each mark stands, and the pages and figures made of them."""
