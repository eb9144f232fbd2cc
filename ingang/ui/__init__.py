"""How everything looks: base pages, components, styles, small scripts, icons and brand packs."""
