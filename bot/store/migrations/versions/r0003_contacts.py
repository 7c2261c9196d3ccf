"""Contacts over all channels, codes that prove a number, and why a follow-up waits or did not happen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _contacts()
    _codes()
    op.add_column("follow_ups", sa.Column("not_before", sa.DateTime(timezone=True), nullable=True))
    op.add_column("follow_ups", sa.Column("outcome", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("follow_ups", "outcome")
    op.drop_column("follow_ups", "not_before")
    op.drop_table("codes")
    op.drop_table("contacts")


def _contacts() -> None:
    op.create_table(
        "contacts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name="fk_contacts_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contacts"),
        sa.UniqueConstraint("reference", name="uq_contacts_reference"),
    )
    op.create_index("ix_contacts_recent", "contacts", ["person_id", "made_at"])


def _codes() -> None:
    op.create_table(
        "codes",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("visitor", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_codes"),
    )
    op.create_index("ix_codes_visitor", "codes", ["visitor"])
    op.create_index("ix_codes_number", "codes", ["number"])
    op.create_index("ix_codes_created_at", "codes", ["created_at"])
