"""The answers on a draft as people and programs read them."""
