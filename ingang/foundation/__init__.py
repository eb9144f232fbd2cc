"""What three or more services share as data. Ordered: each part may import only those below it."""
