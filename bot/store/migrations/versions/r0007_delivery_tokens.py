"""A message is known by the token of its delivery too: Twilio repeats it with every try."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("messages", sa.Column("delivery_token", sa.Text(), nullable=True))
    op.create_index(
        "uq_messages_delivery_token",
        "messages",
        ["delivery_token"],
        unique=True,
        sqlite_where=sa.text("delivery_token IS NOT NULL"),
        postgresql_where=sa.text("delivery_token IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("uq_messages_delivery_token", "messages")
    op.drop_column("messages", "delivery_token")
