"""What the benches share; none of these is a bench."""
