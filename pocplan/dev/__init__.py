"""Everything that sets pocplan up, starts it and tests it. Nothing here is imported by the product."""
