"""What each command does, the same for a socket and for HTTP. All of it is synchronous."""
