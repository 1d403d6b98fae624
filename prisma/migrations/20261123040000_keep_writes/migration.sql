-- Keeps what calls wrote. "entries" are journal entries, { callId, streamSid, write }, as they stand in
-- the journal, with commas between them: they are taken apart here and not in the process that
-- carries audio, and a batch of any mixture costs one round trip. As a function, because its plan, a
-- third of what a batch cost, is kept by whoever asks again, through any pooler. A plan that was
-- made when the tables were small must serve when they are not: every row is found by its key.
--
-- Of a line, a turn and a configuration the last version in the batch counts, of events, usages and
-- endings the first that was ever kept, but for an end that nobody saw: nobody has said why the call
-- ended, or who said it had only heard that it did. What speaks of the call as a whole counts only
-- while no other stream has taken the call over.
--
-- What comes of a call that was deleted is dropped, and so are the words of one whose transcript was:
-- they would bring it back. "standing" waits for a deletion that is on its last step, and reads
-- what it left. A row that this statement still sees though it is gone was deleted just now. An entry
-- of a call that never was is refused.
--
-- A process that stands still between this and its COMMIT loses the connection and with it the locks,
-- so that another one can go on.
--
-- The \x3b is a semicolon, as some runners cut a script at every one they see.
CREATE FUNCTION "keep_writes"("entries" TEXT) RETURNS VOID LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS E'
BEGIN
  WITH written AS MATERIALIZED (
    SELECT ord, entry->>''callId'' AS call_id, entry->>''streamSid'' AS stream_sid,
      entry->''write''->>''kind'' AS kind, entry->''write'' AS write
    FROM set_config(''idle_in_transaction_session_timeout'', ''10000'', true),
      jsonb_array_elements((''['' || entries || '']'')::jsonb) WITH ORDINALITY AS given(entry, ord)
  ),
  standing AS MATERIALIZED (
    SELECT id, transcript_deleted_at FROM calls
    WHERE id IN (SELECT call_id FROM written) FOR KEY SHARE
  ),
  entry AS MATERIALIZED (
    SELECT written.*, standing.transcript_deleted_at IS NOT NULL AS is_wordless
    FROM written LEFT JOIN standing ON standing.id = written.call_id
    -- Not EXISTS: to answer that, the whole table would be read.
    WHERE standing.id IS NOT NULL OR COALESCE(
      (SELECT false FROM calls WHERE calls.id = written.call_id),
      (SELECT false FROM tombstones
        WHERE tombstones.call_id = written.call_id AND tombstones.kind = ''call'' LIMIT 1),
      true)
  ),
  kept_lines AS (
    INSERT INTO transcript_lines (call_id, item_id, position, role, text, state, start_ms, end_ms,
      interrupted, heard_ms, heard_chars, withheld, created_at,
      call_created_at)
    SELECT DISTINCT ON (call_id, line."itemId") call_id, line."itemId", line.position, line.role,
      line.text, line.state, line."startMs", line."endMs", line.interrupted, line."heardMs",
      line."heardChars", COALESCE(line.withheld, false), timezone(''UTC'', now()),
      (SELECT calls.created_at FROM calls WHERE calls.id = entry.call_id)
    FROM entry, jsonb_to_record(write->''line'') AS line("itemId" text, position int, role text,
      text text, state text, "startMs" int, "endMs" int, interrupted bool, "heardMs" int,
      "heardChars" int, withheld bool)
    WHERE kind = ''line'' AND NOT is_wordless
    ORDER BY call_id, line."itemId", ord DESC
    ON CONFLICT (call_id, item_id) DO UPDATE SET position = EXCLUDED.position, role = EXCLUDED.role,
      text = EXCLUDED.text, state = EXCLUDED.state, start_ms = EXCLUDED.start_ms,
      end_ms = EXCLUDED.end_ms, interrupted = EXCLUDED.interrupted, heard_ms = EXCLUDED.heard_ms,
      heard_chars = EXCLUDED.heard_chars, withheld = EXCLUDED.withheld
  ),
  kept_turns AS (
    INSERT INTO turns (call_id, number, response_id, item_id, cause, at_ms, noticed_ms,
      first_delta_ms, first_frame_ms, first_heard_ms, interrupted, input_tokens, output_tokens)
    SELECT DISTINCT ON (call_id, turn.number) call_id, turn.number, turn."responseId", turn."itemId",
      turn.cause, turn."atMs", turn."noticedMs", turn."firstDeltaMs", turn."firstFrameMs",
      turn."firstHeardMs", turn.interrupted, turn."inputTokens", turn."outputTokens"
    FROM entry, jsonb_to_record(write->''turn'') AS turn(number int, "responseId" text, "itemId" text,
      cause text, "atMs" int, "noticedMs" int, "firstDeltaMs" int, "firstFrameMs" int,
      "firstHeardMs" int, interrupted bool, "inputTokens" int, "outputTokens" int)
    WHERE kind = ''turn''
    ORDER BY call_id, turn.number, ord DESC
    ON CONFLICT (call_id, number) DO UPDATE SET response_id = EXCLUDED.response_id,
      item_id = EXCLUDED.item_id, cause = EXCLUDED.cause, at_ms = EXCLUDED.at_ms,
      noticed_ms = EXCLUDED.noticed_ms, first_delta_ms = EXCLUDED.first_delta_ms,
      first_frame_ms = EXCLUDED.first_frame_ms, first_heard_ms = EXCLUDED.first_heard_ms,
      interrupted = EXCLUDED.interrupted, input_tokens = EXCLUDED.input_tokens,
      output_tokens = EXCLUDED.output_tokens
  ),
  kept_events AS (
    INSERT INTO call_events (call_id, seq, at, at_ms, source, flow, type, data)
    SELECT call_id, event.seq, timezone(''UTC'', event.at), event."atMs", event.source, event.flow,
      event.type, CASE WHEN is_wordless THEN ''{}'' ELSE event.data END
    FROM entry, jsonb_to_record(write->''event'') AS event(seq int, at timestamptz, "atMs" int,
      source text, flow text, type text, data jsonb)
    WHERE kind = ''event''
    ORDER BY ord
    ON CONFLICT DO NOTHING
  ),
  kept_usages AS (
    INSERT INTO usages (call_id, source_id, kind, model, status, text_input_tokens,
      audio_input_tokens, cached_text_tokens, cached_audio_tokens, text_output_tokens,
      audio_output_tokens, audio_seconds, created_at)
    SELECT call_id, usage."sourceId", usage.kind, usage.model, usage.status,
      usage."textInputTokens", usage."audioInputTokens", usage."cachedTextTokens",
      usage."cachedAudioTokens", usage."textOutputTokens", usage."audioOutputTokens",
      usage."audioSeconds", timezone(''UTC'', now())
    FROM entry, jsonb_to_record(write->''usage'') AS usage("sourceId" text, kind text, model text,
      status text, "textInputTokens" int, "audioInputTokens" int, "cachedTextTokens" int,
      "cachedAudioTokens" int, "textOutputTokens" int, "audioOutputTokens" int,
      "audioSeconds" float8)
    WHERE entry.kind = ''usage''
    ORDER BY ord
    ON CONFLICT DO NOTHING
  ),
  said AS (
    SELECT call_id, stream_sid,
      (array_agg(write->>''modelSessionId'' ORDER BY ord DESC)
        FILTER (WHERE kind = ''modelSession''))[1] AS model_session_id,
      (array_agg(write->''config'' ORDER BY ord DESC) FILTER (WHERE kind = ''config''))[1] AS config,
      (array_agg(write ORDER BY ord DESC) FILTER (WHERE kind = ''pause''))[1] AS pause,
      (array_agg(write->''end'' ORDER BY ord) FILTER (WHERE kind = ''end''))[1] AS ending
    FROM entry
    WHERE kind IN (''modelSession'', ''config'', ''pause'', ''end'')
    GROUP BY call_id, stream_sid
  )
  UPDATE calls SET
    model_session_id = COALESCE(said.model_session_id, calls.model_session_id),
    config = COALESCE(said.config, calls.config),
    paused_by = CASE WHEN said.pause IS NULL THEN calls.paused_by ELSE said.pause->>''by'' END,
    was_paused = calls.was_paused OR said.pause IS NOT NULL,
    end_reason = CASE WHEN COALESCE(calls.end_reason, ''unknown'') = ''unknown''
      THEN COALESCE(said.ending->>''reason'', calls.end_reason) ELSE calls.end_reason END,
    ended_by = CASE WHEN COALESCE(calls.end_reason, ''unknown'') = ''unknown''
      THEN COALESCE(said.ending->>''by'', calls.ended_by) ELSE calls.ended_by END,
    error_code = CASE WHEN COALESCE(calls.end_reason, ''unknown'') = ''unknown''
      THEN COALESCE(said.ending->''error''->>''code'', calls.error_code) ELSE calls.error_code END,
    error_message = CASE WHEN COALESCE(calls.end_reason, ''unknown'') = ''unknown''
      THEN COALESCE(said.ending->''error''->>''message'', calls.error_message) ELSE calls.error_message END
  FROM said
  WHERE calls.id = said.call_id
    AND (said.stream_sid IS NULL OR calls.stream_sid IS NULL OR calls.stream_sid = said.stream_sid)\x3b
END';
