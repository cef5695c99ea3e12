"""What passes between the rooms: plain records that import no room."""
