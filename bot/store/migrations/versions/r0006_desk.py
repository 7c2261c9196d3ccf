"""The agents' desk: who has what, who clicked what, how it ended, and names that can be searched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.names import index_names

revision = "0006"
down_revision = "0007"
branch_labels = None
depends_on = None

_NEWEST_FIRST = (
    "name_pieces",
    "name_words",
    "search_names",
    "desk_presence",
    "wrap_ups",
    "desk_messages",
    "desk_items",
)
_AT_DESK = sa.text("owner <> 'bot' AND closed_at IS NULL")
_TAKEN = sa.text("staff_id IS NOT NULL")
_OPEN_CASE = sa.text("status = 'open'")


def upgrade() -> None:
    _desk()
    _names()
    _index_known_names()
    op.create_index(
        "ix_conversations_at_desk",
        "conversations",
        ["owner"],
        sqlite_where=_AT_DESK,
        postgresql_where=_AT_DESK,
    )
    op.create_index(
        "ix_cases_open", "cases", ["opened_at"], sqlite_where=_OPEN_CASE, postgresql_where=_OPEN_CASE
    )


def _index_known_names() -> None:
    """Names that were kept before they could be searched. Streamed: there may be very many."""
    connection = op.get_bind()
    known = connection.execute(
        sa.text(
            "SELECT person_id, value FROM facts WHERE attribute = 'name' AND superseded_at IS NULL"
        ).columns(person_id=sa.Text(), value=sa.JSON())
    )
    while named := known.fetchmany(5_000):
        index_names(connection, [(row.person_id, row.value) for row in named])


def downgrade() -> None:
    op.drop_index("ix_cases_open", "cases")
    op.drop_index("ix_conversations_at_desk", "conversations")
    for table in _NEWEST_FIRST:
        op.drop_table(table)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _of_conversation(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=f"fk_{table}_conversation_id",
            ondelete="CASCADE",
        ),
    ]


def _desk() -> None:
    op.create_table(
        "desk_items",
        sa.Column("id", sa.Text(), nullable=False),
        *_of_conversation("desk_items"),
        sa.Column("staff_id", sa.Text()),
        sa.Column("staff_name", sa.Text()),
        _moment("taken_at", nullable=True),
        _moment("snoozed_until", nullable=True),
        sa.Column("meant_for", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_desk_items"),
    )
    op.create_index("ix_desk_items_conversation_id", "desk_items", ["conversation_id"])
    op.create_index(
        "ix_desk_items_taken", "desk_items", ["staff_id"], sqlite_where=_TAKEN, postgresql_where=_TAKEN
    )
    op.create_table(
        "desk_messages",
        sa.Column("message_id", sa.Text(), nullable=False),
        *_of_conversation("desk_messages"),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Text(), nullable=False),
        sa.Column("staff_name", sa.Text(), nullable=False),
        sa.Column("flow", sa.Text()),
        sa.Column("step", sa.Text()),
        sa.Column("seconds", sa.Float()),
        _moment("created_at"),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name="fk_desk_messages_message_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("message_id", name="pk_desk_messages"),
        sa.UniqueConstraint("client_id", name="uq_desk_messages_client_id"),
    )
    op.create_index("ix_desk_messages_conversation_id", "desk_messages", ["conversation_id"])
    op.create_index("ix_desk_messages_flow", "desk_messages", ["flow", "step"])
    op.create_table(
        "wrap_ups",
        sa.Column("id", sa.Text(), nullable=False),
        *_of_conversation("wrap_ups"),
        sa.Column("staff_id", sa.Text(), nullable=False),
        sa.Column("staff_name", sa.Text(), nullable=False),
        sa.Column("disposition", sa.Text(), nullable=False),
        sa.Column("satisfaction", sa.Integer()),
        sa.Column("note", sa.Text(), nullable=False),
        _moment("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_wrap_ups"),
        sa.UniqueConstraint("conversation_id", name="uq_wrap_ups_conversation_id"),
    )
    op.create_table(
        "desk_presence",
        sa.Column("staff_id", sa.Text(), nullable=False),
        sa.Column("staff_name", sa.Text(), nullable=False),
        sa.Column("is_away", sa.Boolean(), nullable=False),
        _moment("seen_at"),
        sa.PrimaryKeyConstraint("staff_id", name="pk_desk_presence"),
    )


def _names() -> None:
    op.create_table(
        "search_names",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name="fk_search_names_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("word", "person_id", name="pk_search_names"),
    )
    op.create_index("ix_search_names_person_id", "search_names", ["person_id"])
    op.create_table(
        "name_words",
        sa.Column("word", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_name_words"),
    )
    op.create_table(
        "name_pieces",
        sa.Column("piece", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["word"], ["name_words.word"], name="fk_name_pieces_word", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("piece", "word", name="pk_name_pieces"),
    )
    op.create_index("ix_name_pieces_word", "name_pieces", ["word"])
