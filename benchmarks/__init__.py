"""What we promise about speed, measured side by side in one run: read the ratios, not the single figures."""
