"""The command `dripline`. One file a group of commands; each command's help has an example."""
