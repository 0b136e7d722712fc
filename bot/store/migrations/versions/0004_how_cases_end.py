"""how a case ended, and which topic it was about."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'


def upgrade() -> None:
    op.add_column('cases', sa.Column('outcome', sa.Text(), nullable=True))
    op.add_column('cases', sa.Column('about', sa.Text(), nullable=True))
