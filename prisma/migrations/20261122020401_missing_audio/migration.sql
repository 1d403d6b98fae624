-- AlterTable
ALTER TABLE "recordings" ADD COLUMN     "missing_ms" INTEGER NOT NULL DEFAULT 0;
