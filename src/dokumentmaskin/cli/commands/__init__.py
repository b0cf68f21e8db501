"""The commands, loaded when they are used: `cli.catalogue` says which module has which."""
