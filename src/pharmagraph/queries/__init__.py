"""Questions to the store: what is known of an entity, and what an answer rests on."""
