"""`python -m bot.cli` is the command `dripline`."""

from bot.cli import main

main()
