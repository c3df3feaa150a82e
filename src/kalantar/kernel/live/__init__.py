"""Live screens: a notice of what changed travels to every page that shows it; the page asks again."""
