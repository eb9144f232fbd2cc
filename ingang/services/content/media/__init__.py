"""Pictures, films, sound and captions: what may come in, how it is kept, and what of it no text uses."""
