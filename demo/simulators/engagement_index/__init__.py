"""The national engagement index, simulated over what the simulated record systems hold."""
