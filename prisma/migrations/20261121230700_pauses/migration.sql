-- AlterTable
ALTER TABLE "calls" ADD COLUMN     "paused_by" TEXT,
ADD COLUMN     "was_paused" BOOLEAN NOT NULL DEFAULT false;
