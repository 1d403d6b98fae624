-- AlterTable
ALTER TABLE "calls" ADD COLUMN     "relay_id" TEXT,
ADD COLUMN     "stream_count" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "turns" (
    "call_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "response_id" TEXT NOT NULL,
    "item_id" TEXT,
    "cause" TEXT NOT NULL,
    "at_ms" INTEGER NOT NULL,
    "noticed_ms" INTEGER,
    "first_delta_ms" INTEGER,
    "first_frame_ms" INTEGER,
    "first_heard_ms" INTEGER,
    "interrupted" BOOLEAN NOT NULL DEFAULT false,
    "input_tokens" INTEGER NOT NULL,
    "output_tokens" INTEGER NOT NULL,

    CONSTRAINT "turns_pkey" PRIMARY KEY ("call_id","number")
);

-- CreateTable
CREATE TABLE "relays" (
    "id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "started_at" TIMESTAMP(3) NOT NULL,
    "renewed_at" TIMESTAMP(3) NOT NULL,
    "draining" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "relays_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "relays_renewed_at_idx" ON "relays"("renewed_at");

-- AddForeignKey
ALTER TABLE "turns" ADD CONSTRAINT "turns_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "calls"("id") ON DELETE CASCADE ON UPDATE CASCADE;
