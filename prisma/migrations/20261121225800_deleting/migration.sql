-- AlterTable
ALTER TABLE "deletions" ADD COLUMN     "audited_at" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "keeping_settings" ADD COLUMN     "retention_ended_at" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "spent_calls" (
    "id" TEXT NOT NULL,
    "day" TIMESTAMP(3) NOT NULL,
    "minutes" DOUBLE PRECISION NOT NULL,
    "carrier_usd_per_minute" DOUBLE PRECISION,
    "used" JSONB NOT NULL,

    CONSTRAINT "spent_calls_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "storage_sums" (
    "id" BIGSERIAL NOT NULL,
    "day" TIMESTAMP(3) NOT NULL,
    "source" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "agent_id" TEXT,
    "count" BIGINT NOT NULL,
    "bytes" BIGINT NOT NULL,

    CONSTRAINT "storage_sums_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "spent_calls_day_idx" ON "spent_calls"("day");

-- One tombstone for each thing: entering it again changes nothing.
CREATE UNIQUE INDEX "tombstones_thing_key" ON "tombstones"("kind", "call_id", COALESCE("recording_sid", ''));

-- Deletions that are done and still owe the audit log an entry.
CREATE INDEX "deletions_unaudited_idx" ON "deletions"("id") WHERE "state" = 'done' AND "audited_at" IS NULL;

-- What is stored is summed up as it changes, so that nobody counts a million rows. Sums are only
-- ever added, so that writers never wait for each other, and the daily retention adds them together.
-- A recording's agent is its call's, so a recording goes before its call. The \x3b is a semicolon, as
-- some runners cut a script at every one they see.
CREATE FUNCTION "storage_sums_follow"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF TG_OP = ''INSERT'' THEN
    INSERT INTO "storage_sums" ("day", "source", "state", "agent_id", "count", "bytes")
    SELECT date_trunc(''day'', came."started_at"), came."source", came."state", calls."agent_id",
      count(*), COALESCE(sum(came."bytes"), 0)
    FROM came LEFT JOIN "calls" ON calls."id" = came."call_id"
    GROUP BY 1, 2, 3, 4\x3b
  ELSIF TG_OP = ''DELETE'' THEN
    INSERT INTO "storage_sums" ("day", "source", "state", "agent_id", "count", "bytes")
    SELECT date_trunc(''day'', went."started_at"), went."source", went."state", calls."agent_id",
      -count(*), -COALESCE(sum(went."bytes"), 0)
    FROM went LEFT JOIN "calls" ON calls."id" = went."call_id"
    GROUP BY 1, 2, 3, 4\x3b
  ELSE
    INSERT INTO "storage_sums" ("day", "source", "state", "agent_id", "count", "bytes")
    SELECT date_trunc(''day'', moved."started_at"), moved."source", moved."state", calls."agent_id",
      sum(moved."sign"), COALESCE(sum(moved."sign" * moved."bytes"), 0)
    FROM (
      SELECT "call_id", "started_at", "source", "state", "bytes", 1 AS "sign" FROM came
      UNION ALL
      SELECT "call_id", "started_at", "source", "state", "bytes", -1 AS "sign" FROM went
    ) moved LEFT JOIN "calls" ON calls."id" = moved."call_id"
    GROUP BY 1, 2, 3, 4
    HAVING sum(moved."sign") <> 0 OR COALESCE(sum(moved."sign" * moved."bytes"), 0) <> 0\x3b
  END IF\x3b
  RETURN NULL\x3b
END
';

CREATE TRIGGER "recordings_came" AFTER INSERT ON "recordings"
  REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION "storage_sums_follow"();
CREATE TRIGGER "recordings_moved" AFTER UPDATE ON "recordings"
  REFERENCING OLD TABLE AS went NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION "storage_sums_follow"();
CREATE TRIGGER "recordings_went" AFTER DELETE ON "recordings"
  REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION "storage_sums_follow"();

INSERT INTO "storage_sums" ("day", "source", "state", "agent_id", "count", "bytes")
SELECT date_trunc('day', recordings."started_at"), recordings."source", recordings."state",
  calls."agent_id", count(*), COALESCE(sum(recordings."bytes"), 0)
FROM "recordings" JOIN "calls" ON calls."id" = recordings."call_id"
GROUP BY 1, 2, 3, 4;
