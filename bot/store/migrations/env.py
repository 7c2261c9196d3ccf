"""Alembic's entry: it runs inside the transaction that bot.store.migrate has opened and locked."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
