-- Which of the call's streams a ticket opens. One that was minted a moment ago opens the next.
ALTER TABLE "stream_tickets" ADD COLUMN "stream_number" INTEGER NOT NULL DEFAULT 0;

UPDATE "stream_tickets" SET "stream_number" = "calls"."stream_count"
FROM "calls" WHERE "calls"."id" = "stream_tickets"."call_id";

-- The SHA-256 of the ticket that opened the last stream of a call.
ALTER TABLE "calls" ADD COLUMN "stream_ticket_hash" TEXT;
