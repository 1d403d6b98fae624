import { defaultAgentConfig } from '#core/agent/default-config.ts'
import { allPhrases, cities, days, names, rareWords } from './phrases.ts'

/** How much shall be made, and of what dice. */
export type Seeding = { calls: number; lines: number; seed: number; until: Date }

/** Calls are spread evenly over so long before `until`. */
const SPAN_DAYS = 540
/** Of all calls so many are answered, and only those have words. */
const ANSWERED = 0.82

/** What a connection needs before the statements below: dice, and what is said. */
export function preparations(): string[] {
  return [
    'SET synchronous_commit = off',
    `CREATE FUNCTION pg_temp.dice(n BIGINT, salt BIGINT) RETURNS FLOAT8 LANGUAGE sql IMMUTABLE
      RETURN ((hashint8extended(n, salt) >> 11) & 9007199254740991)::float8 / 9007199254740992`,
    'CREATE TEMP TABLE phrase (language TEXT, role TEXT, nth INT, text TEXT, PRIMARY KEY (language, role, nth))',
    `INSERT INTO phrase VALUES ${allPhrases.flatMap(phraseRows).join(', ')}`,
    'CREATE TEMP TABLE tongue (language TEXT PRIMARY KEY, since FLOAT8, till FLOAT8, gap TEXT, agents INT, callers INT)',
    `INSERT INTO tongue VALUES ${tongueRows().join(', ')}`,
    'ANALYZE phrase',
    'ANALYZE tongue',
  ]
}

const agentNames = ['Front desk', 'Bookings', 'Orders', 'Support', 'Billing', 'Night desk']

export const agentStatements = (): string[] =>
  agentNames.map(
    (name, nth) => `INSERT INTO agents (id, name, is_default, config, updated_at)
    VALUES ('seeded-agent-${nth}', ${quote(`${name} (seeded)`)}, false, ${config}, now())
    ON CONFLICT DO NOTHING`,
  )

/** The calls from number `from` up to `to`, the last one left out, with all that belongs to them. */
export function callStatements({ calls, seed, until }: Seeding, from: number, to: number) {
  const salt = (nth: number) => `${seed}::bigint * 1000 + ${nth}`
  const dice = (nth: number, n = 'n') => `pg_temp.dice(${n}, ${salt(nth)})`
  const created = `timestamp '${until.toISOString().slice(0, 23)}' - make_interval(secs => round((
    (${calls} - n + ${dice(1)}) * ${(SPAN_DAYS * 86_400) / calls})::numeric, 3)::float8)`
  return [
    `CREATE TEMP TABLE chunk ON COMMIT DROP AS
     SELECT made.*, lpad(to_hex((extract(epoch FROM created) * 1000)::bigint), 12, '0') AS ms,
       md5('${seed}/' || n) AS sum
     FROM (SELECT n, date_trunc('milliseconds', ${created}) AS created,
       CASE WHEN ${dice(2)} < 0.55 THEN 'inbound' ELSE 'outbound' END AS direction,
       ${dice(3)} AS fate, ${dice(4)} AS why, ${dice(5)} AS agent, ${dice(6)} AS tongue,
       -ln(1 - ${dice(7)} * 0.999) * 140 + 8 AS seconds, ${dice(8)} AS area, ${dice(9)} AS subscriber,
       ${dice(10)} AS tagged, ${dice(11)} AS kept, ${dice(12)} AS length
     FROM generate_series(${from}, ${to - 1}) AS n) AS made`,
    `CREATE TEMP TABLE made ON COMMIT DROP AS
     SELECT *, substr(ms, 1, 8) || '-' || substr(ms, 9) || '-7' || substr(sum, 1, 3) || '-8' ||
         substr(sum, 4, 3) || '-' || substr(sum, 7, 12) AS id,
       fate < ${ANSWERED} AS answered, fate < ${ANSWERED} AND kept < 0.85 AS recorded,
       created + make_interval(secs => 3 + round((15 * agent)::numeric, 3)::float8) AS answered_at,
       (ARRAY['+1415', '+1212', '+4420', '+4930', '+3491', '+3314', '+8133', '+8210', '+8621', '+97150'])
         [1 + floor(10 * area * area)::int] || lpad((floor(subscriber * subscriber * 300000)::int * 31 % 10000000)::text, 7, '0') AS other
     FROM chunk`,
    `INSERT INTO calls (id, call_sid, stream_sid, model_session_id, direction, "from", "to", status, agent_id, agent_name,
       config, created_at, answered_at, stream_started_at, stream_count, ended_at, carrier_seconds, end_reason, ended_by,
       tags, legal_hold, has_recording)
     SELECT id, 'CA' || sum, CASE WHEN answered THEN 'MZ' || sum END, CASE WHEN answered THEN 'sess_' || sum END,
       direction, CASE direction WHEN 'inbound' THEN other ELSE '+14155550100' END,
       CASE direction WHEN 'inbound' THEN '+14155550100' ELSE other END,
       CASE WHEN answered THEN 'completed' WHEN fate < 0.91 THEN 'no-answer' WHEN fate < 0.96 THEN 'busy'
         WHEN fate < 0.985 THEN 'failed' ELSE 'canceled' END,
       'seeded-agent-' || floor(6 * agent * agent)::int,
       (ARRAY[${agentNames.map((name) => quote(name)).join(', ')}])[1 + floor(6 * agent * agent)::int],
       ${config}, created, CASE WHEN answered THEN answered_at END, CASE WHEN answered THEN answered_at END, answered::int,
       CASE WHEN answered THEN answered_at + make_interval(secs => round(seconds::numeric, 3)::float8)
         ELSE created + interval '25 seconds' END,
       CASE WHEN answered THEN ceil(seconds)::int END,
       CASE WHEN NOT answered THEN CASE WHEN fate < 0.91 THEN 'no-answer' WHEN fate < 0.96 THEN 'busy'
           WHEN fate < 0.985 THEN 'carrier-failed' ELSE 'canceled' END
         WHEN why < 0.62 THEN 'caller-hung-up' WHEN why < 0.93 THEN 'agent-ended' WHEN why < 0.96 THEN 'operator-ended'
         WHEN why < 0.99 THEN 'no-input' WHEN why < 0.995 THEN 'media-lost' WHEN why < 0.998 THEN 'max-duration'
         WHEN why < 0.9999 THEN 'model-lost' ELSE 'relay-lost' END,
       CASE WHEN NOT answered THEN 'carrier' WHEN why < 0.62 THEN 'caller' WHEN why < 0.93 THEN 'agent'
         WHEN why < 0.96 THEN 'operator' ELSE 'system' END,
       CASE WHEN tagged < 0.10 THEN ARRAY[(ARRAY['follow up','complaint','refund','vip','training','sales','urgent','日本語'])
           [1 + floor(8 * (tagged * 10) ^ 2)::int]]
         WHEN tagged < 0.1005 THEN ARRAY['court case', 'complaint'] ELSE ARRAY[]::text[] END,
       tagged BETWEEN 0.1 AND 0.1005, recorded
     FROM made`,
    `INSERT INTO call_status_changes (call_id, status, at)
     SELECT id, status, created + make_interval(secs => late) FROM made,
       (VALUES ('initiated', 1), ('ringing', 2)) AS changed(status, late)
     UNION ALL SELECT id, 'in-progress', answered_at FROM made WHERE answered
     UNION ALL SELECT id, 'completed', answered_at + make_interval(secs => seconds) FROM made WHERE answered`,
    `INSERT INTO usages (call_id, source_id, kind, model, status, text_input_tokens, audio_input_tokens, cached_text_tokens,
       cached_audio_tokens, text_output_tokens, audio_output_tokens, audio_seconds, created_at)
     SELECT id, 'resp_' || sum, 'response', 'gpt-realtime-2.1', 'completed', 400, seconds * 10, 200, seconds * 3, 60,
       seconds * 8, 0, answered_at FROM made WHERE answered`,
    `INSERT INTO recordings (recording_sid, call_id, source, start_ms, duration_ms, bytes, sha256, location, state, started_at)
     SELECT 'RE' || sum, id, CASE WHEN why < 0.7 THEN 'relay' ELSE 'carrier' END, 0, seconds * 1000, seconds * 16000 + 58,
       sum || sum, 'seeded/RE' || sum || '.wav', 'ready', answered_at FROM made WHERE recorded`,
  ]
}

/** The words of the calls that the statements before have made. */
export function lineStatement({ calls, lines, seed }: Seeding): string {
  const each = lines / calls / ANSWERED
  const least = Math.max(1, Math.floor(each / 5))
  const dice = (nth: number) => `pg_temp.dice(k, ${seed}::bigint * 1000 + ${nth})`
  const pick = (nth: number, list: readonly string[]) =>
    `(ARRAY[${list.map(quote).join(', ')}])[1 + floor(${list.length} * ${dice(nth)} ^ 2)::int]`
  const rare = rareWords.map(
    ({ word, inLines }, nth) =>
      `CASE WHEN ${dice(40 + nth)} * ${inLines} < 1 THEN ' ' || ${quote(word)} ELSE '' END`,
  )
  return `INSERT INTO transcript_lines (call_id, item_id, position, role, text, state, start_ms, end_ms, interrupted,
      heard_ms, created_at, call_created_at)
    SELECT id, 'item_' || substr(md5(k::text), 1, 20), place, spoken.role,
      CASE WHEN place = 0 THEN said.text ELSE
        replace(replace(replace(replace(replace(said.text || gap || added.text,
          '{name}', ${pick(21, names)}), '{city}', ${pick(22, cities)}), '{day}', ${pick(23, days)}),
          '{number}', (1 + floor(${dice(24)} * 99))::int::text),
          '{code}', upper(substr(md5('code' || k), 1, 6))) END || ${rare.join(' || ')},
      'final', start_ms, start_ms + 2500, spoken.role = 'agent' AND ${dice(25)} < 0.05,
      CASE spoken.role WHEN 'agent' THEN 2500 END, answered_at + make_interval(secs => start_ms / 1000.0), created
    FROM (
      SELECT made.id, made.created, made.answered_at, tongue.*, place, n::bigint * 10000 + place AS k,
        CASE place % 2 WHEN 0 THEN 'agent' ELSE 'caller' END AS role,
        (place * made.seconds * 1000 / ceil(${least} + made.length * 2 * ${each - least}))::int AS start_ms
      FROM made JOIN tongue ON made.tongue >= tongue.since AND made.tongue < tongue.till,
        generate_series(0, floor(${least} + made.length * 2 * ${each - least})::int - 1) AS place
      WHERE made.answered
    ) AS spoken
    JOIN phrase AS said ON said.language = spoken.language AND said.role = spoken.role AND said.nth =
      CASE WHEN place = 0 THEN 0 ELSE 1 + floor(CASE spoken.role WHEN 'agent' THEN agents ELSE callers END
        * ${dice(26)} ^ 2)::int END
    JOIN phrase AS added ON added.language = spoken.language AND added.role = spoken.role AND added.nth =
      1 + floor(CASE spoken.role WHEN 'agent' THEN agents ELSE callers END * ${dice(27)} ^ 2)::int`
}

const config = `${quote(JSON.stringify(defaultAgentConfig))}::jsonb`

function phraseRows({ language, greeting, agent, caller }: (typeof allPhrases)[number]): string[] {
  const rows = (role: string, texts: readonly string[]) =>
    texts.map((text, nth) => `('${language}', '${role}', ${nth + 1}, ${quote(text)})`)
  return [
    `('${language}', 'agent', 0, ${quote(greeting)})`,
    ...rows('agent', agent),
    ...rows('caller', caller),
  ]
}

function tongueRows(): string[] {
  let since = 0
  return allPhrases.map(({ language, share, gap, agent, caller }) => {
    const till = since + share / 100
    const row = `('${language}', ${since}, ${till}, ${quote(gap)}, ${agent.length}, ${caller.length})`
    since = till
    return row
  })
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
