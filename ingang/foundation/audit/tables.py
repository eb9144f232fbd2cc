"""What Django's models can not say of the append-only tables: partitions, the transaction column, and refusals."""

from datetime import datetime

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = ("audit_auditevent", "audit_shownperson", "audit_seal")
MONTHS_AHEAD = 3

# Rows arrive nearly in the order of tx, so a block range index finds a window at a tenth of a tree's cost to writers.
EVENTS = """
CREATE SEQUENCE audit_auditevent_id_seq;
CREATE TABLE audit_auditevent (
    id bigint NOT NULL DEFAULT nextval('audit_auditevent_id_seq'),
    at timestamptz NOT NULL,
    event varchar(80) NOT NULL,
    outcome varchar(10) NOT NULL,
    person uuid,
    persons jsonb NOT NULL,
    kinds jsonb NOT NULL,
    purpose varchar(30) NOT NULL,
    ground varchar(30) NOT NULL,
    actor_kind varchar(20) NOT NULL,
    actor varchar(80) NOT NULL,
    actor_name varchar(120) NOT NULL,
    actor_role varchar(120) NOT NULL,
    acting_for uuid,
    assignment varchar(40) NOT NULL,
    unit varchar(40) NOT NULL,
    care_giver varchar(40) NOT NULL,
    way varchar(20) NOT NULL,
    address varchar(45) NOT NULL,
    request_id varchar(40) NOT NULL,
    details jsonb NOT NULL,
    tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
ALTER SEQUENCE audit_auditevent_id_seq OWNED BY audit_auditevent.id;
CREATE INDEX audit_person_at ON audit_auditevent (person, at DESC);
CREATE INDEX audit_unit_at ON audit_auditevent (unit, at DESC);
CREATE INDEX audit_tx ON audit_auditevent USING brin ((tx::text::bigint)) WITH (pages_per_range=32, autosummarize=on);
CREATE TABLE audit_auditevent_default PARTITION OF audit_auditevent DEFAULT;
"""

REFUSAL = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""

# A statement's trigger is not inherited: whoever names a partition meets only that partition's own.
TRIGGER = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()
"""

# The worker serves as a role that may not create tables: it calls this, which runs with the owner's rights.
ADD_PARTITION = """
CREATE FUNCTION audit_add_partition(month date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    starts timestamptz := date_trunc('month', month)::timestamp AT TIME ZONE 'UTC';
    ends timestamptz := (date_trunc('month', month) + interval '1 month')::timestamp AT TIME ZONE 'UTC';
    name text := 'audit_auditevent_' || to_char(month, 'YYYYMM');
BEGIN
    IF to_regclass(name) IS NOT NULL
       OR EXISTS (SELECT 1 FROM audit_auditevent_default WHERE at >= starts AND at < ends) THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE %I PARTITION OF audit_auditevent FOR VALUES FROM (%L) TO (%L)', name, starts, ends);
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I'
        ' FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()', name);
    RETURN true;
END $$;
"""

ADD_COMING = """
SELECT audit_add_partition((date_trunc('month', %s::timestamptz AT TIME ZONE 'UTC') + n * interval '1 month')::date)
FROM generate_series(0, %s) AS n
"""

SQLITE_TRIGGER = """
CREATE TRIGGER {table}_{what} BEFORE {what} ON {table}
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only: {what} on {table} is refused'); END
"""


def create_events(connection: BaseDatabaseWrapper) -> None:
    """Make the partitioned table of events (PostgreSQL), with a partition that takes what no month takes."""
    with connection.cursor() as cursor:
        cursor.execute(EVENTS)


def refuse_changes(connection: BaseDatabaseWrapper) -> None:
    """Let the database itself refuse to change or remove rows of the append-only tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for table in APPEND_ONLY:
                for what in ("UPDATE", "DELETE"):
                    cursor.execute(SQLITE_TRIGGER.format(table=table, what=what))
        else:
            cursor.execute(REFUSAL)
            for table in (*APPEND_ONLY, "audit_auditevent_default"):
                cursor.execute(TRIGGER.format(table=table))
            cursor.execute(ADD_PARTITION)


def add_partitions(connection: BaseDatabaseWrapper, *, now: datetime) -> int:
    """Make the partitions of this month and the coming ones; give back how many were new. None on SQLite.

    A month of which the default partition holds rows already stays there: nothing is lost by a late job.
    """
    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(ADD_COMING, [now, MONTHS_AHEAD])
        return sum(made for (made,) in cursor.fetchall())
