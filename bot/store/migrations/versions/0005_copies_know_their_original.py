"""copies of relayed messages know which message they are a copy of."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'


def upgrade() -> None:
    op.add_column('messages', sa.Column('origin', sa.Text(), nullable=True))
