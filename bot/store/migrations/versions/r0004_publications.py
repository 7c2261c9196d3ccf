"""Published versions of the content, which nobody can change afterwards, and the trainings they asked for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0002"
branch_labels = None
depends_on = None

_FIXED = ("content_versions", "publications")
_MESSAGE = "what was published cannot be changed; publish a new version"


def upgrade() -> None:
    op.create_table(
        "publications",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content_version", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("accepted", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["content_version"], ["content_versions.id"], name="fk_publications_content_version"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_publications"),
    )
    op.create_table(
        "trainings",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("content_version", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_owner", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["content_version"], ["content_versions.id"], name="fk_trainings_content_version"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_trainings"),
        sa.UniqueConstraint("fingerprint", name="uq_trainings_fingerprint"),
    )
    for statement in _fixing(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in _FIXED:
        op.execute(f"DROP TRIGGER {table}_stay_as_they_are{'' if is_sqlite else f' ON {table}'}")
    if not is_sqlite:
        op.execute("DROP FUNCTION refuse_to_change_what_was_published")
    op.drop_table("trainings")
    op.drop_table("publications")


def _fixing(dialect: str) -> list[str]:
    """Triggers that refuse every UPDATE."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_stay_as_they_are BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
            for table in _FIXED
        ]
    refuse = f"BEGIN RAISE EXCEPTION '{_MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END"
    return [
        "CREATE FUNCTION refuse_to_change_what_was_published() RETURNS trigger LANGUAGE plpgsql "
        f"AS $$ {refuse} $$",
        *(
            f"CREATE TRIGGER {table}_stay_as_they_are BEFORE UPDATE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_to_change_what_was_published()"
            for table in _FIXED
        ),
    ]
