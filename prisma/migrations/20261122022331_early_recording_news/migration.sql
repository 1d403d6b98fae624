-- CreateTable
CREATE TABLE "early_recording_news" (
    "recording_sid" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "call_sid" TEXT NOT NULL,
    "news" JSONB NOT NULL,
    "received_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "early_recording_news_pkey" PRIMARY KEY ("recording_sid","status")
);

-- CreateIndex
CREATE INDEX "early_recording_news_call_sid_idx" ON "early_recording_news"("call_sid");

-- CreateIndex
CREATE INDEX "early_recording_news_received_at_idx" ON "early_recording_news"("received_at");
