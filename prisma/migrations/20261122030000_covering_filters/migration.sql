-- A status or an end of which no call is recorded, or none is long enough, is looked through
-- in the index alone: the calls that do not fit are never read.
DROP INDEX "calls_status_created_at_id_idx";
CREATE INDEX "calls_status_created_at_id_idx" ON "calls"("status", "created_at" DESC, "id" DESC)
  INCLUDE ("has_recording", "duration_ms");
DROP INDEX "calls_end_reason_created_at_id_idx";
CREATE INDEX "calls_end_reason_created_at_id_idx" ON "calls"("end_reason", "created_at" DESC, "id" DESC)
  INCLUDE ("has_recording", "duration_ms");
