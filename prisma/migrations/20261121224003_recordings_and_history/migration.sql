-- AlterTable
ALTER TABLE "calls" ADD COLUMN     "legal_hold" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "transcript_deleted_at" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "transcript_lines" ADD COLUMN     "withheld" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "recordings" ADD COLUMN     "carrier_deleted_at" TIMESTAMP(3),
ADD COLUMN     "source" TEXT NOT NULL DEFAULT 'carrier',
ADD COLUMN     "start_ms" INTEGER;

-- CreateTable
CREATE TABLE "recording_peaks" (
    "recording_sid" TEXT NOT NULL,
    "bucket_ms" DOUBLE PRECISION NOT NULL,
    "caller" BYTEA NOT NULL,
    "agent" BYTEA NOT NULL,

    CONSTRAINT "recording_peaks_pkey" PRIMARY KEY ("recording_sid")
);

-- CreateTable
CREATE TABLE "keeping_settings" (
    "id" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "retention_ran_at" TIMESTAMP(3),
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "keeping_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deletions" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "call_id" TEXT NOT NULL,
    "recording_sid" TEXT,
    "cause" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMP(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMP(3),
    "fail_reason" TEXT,
    "done_at" TIMESTAMP(3),

    CONSTRAINT "deletions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tombstones" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "call_id" TEXT NOT NULL,
    "call_sid" TEXT,
    "recording_sid" TEXT,
    "sha256" TEXT,
    "bytes" BIGINT,
    "cause" TEXT NOT NULL,
    "deleted_by" TEXT NOT NULL,
    "deleted_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "tombstones_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_views" (
    "id" TEXT NOT NULL,
    "operator_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "columns" JSONB,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "deletions_state_next_attempt_at_idx" ON "deletions"("state", "next_attempt_at");

-- CreateIndex
CREATE INDEX "deletions_call_id_idx" ON "deletions"("call_id");

-- CreateIndex
CREATE INDEX "tombstones_deleted_at_id_idx" ON "tombstones"("deleted_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "tombstones_call_id_idx" ON "tombstones"("call_id");

-- CreateIndex
CREATE INDEX "tombstones_call_sid_idx" ON "tombstones"("call_sid");

-- CreateIndex
CREATE INDEX "tombstones_recording_sid_idx" ON "tombstones"("recording_sid");

-- CreateIndex
CREATE UNIQUE INDEX "saved_views_operator_id_name_key" ON "saved_views"("operator_id", "name");

-- AddForeignKey
ALTER TABLE "recording_peaks" ADD CONSTRAINT "recording_peaks_recording_sid_fkey" FOREIGN KEY ("recording_sid") REFERENCES "recordings"("recording_sid") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operators"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One deletion of one thing at a time: whoever asks again joins it.
CREATE UNIQUE INDEX "deletions_pending_key" ON "deletions"("kind", "call_id", COALESCE("recording_sid", '')) WHERE "state" = 'pending';

CREATE INDEX "calls_tags_idx" ON "calls" USING GIN ("tags");
