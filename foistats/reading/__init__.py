"""From one received file to what was read of it."""
