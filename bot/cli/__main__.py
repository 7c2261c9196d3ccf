"""`python -m bot.cli` is the command `dripline`."""

from bot.cli.commands import main

main()
