-- Spends a stream's ticket and ties the stream to its call, while the caller waits. As a function,
-- because a function's plans are kept by whoever asks again, through any pooler. A plan that was made
-- when the tables were small must serve when they are not: every row is found by its key.
-- The \x3b is a semicolon, as some runners cut a script at every one they see.
CREATE FUNCTION "claim_stream"("asked" JSONB) RETURNS TEXT LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS E'
DECLARE
  -- Times in the tables are UTC without saying so.
  asked_at TIMESTAMP := to_timestamp((asked ->> ''nowMs'')::float8 / 1000) AT TIME ZONE ''UTC''\x3b
  spent stream_tickets\x3b
  claimed TEXT\x3b
BEGIN
  UPDATE stream_tickets SET used_at = asked_at
  WHERE hash = asked ->> ''hash'' AND call_sid = asked ->> ''callSid''
    AND used_at IS NULL AND expires_at > asked_at
  RETURNING * INTO spent\x3b
  UPDATE calls SET
    stream_sid = asked ->> ''streamSid'',
    stream_started_at = COALESCE(stream_started_at, asked_at),
    stream_count = stream_count + 1,
    stream_ticket_hash = spent.hash,
    relay_id = asked ->> ''relayId''
  WHERE id = spent.call_id AND stream_count = spent.stream_number
    AND end_reason IS NULL AND ended_at IS NULL
  RETURNING json_build_object(
    ''callId'', id, ''direction'', direction, ''config'', config, ''streamNumber'', stream_count - 1,
    ''firstStreamMs'', round(extract(epoch FROM stream_started_at) * 1000)
  )::text INTO claimed\x3b
  RETURN claimed\x3b
END';
