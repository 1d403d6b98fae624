-- DropIndex
DROP INDEX "calls_agent_id_idx";

-- DropIndex
DROP INDEX "calls_direction_created_at_idx";

-- DropIndex
DROP INDEX "calls_status_created_at_idx";

-- What lists narrow by and no other column says.
ALTER TABLE "calls" ADD COLUMN "has_recording" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "other_number" TEXT NOT NULL
  GENERATED ALWAYS AS (CASE "direction" WHEN 'inbound' THEN "from" ELSE "to" END) STORED,
ADD COLUMN "duration_ms" BIGINT
  GENERATED ALWAYS AS ((extract(epoch FROM "ended_at" - "answered_at") * 1000)::bigint) STORED;

UPDATE "calls" SET "has_recording" = true
WHERE EXISTS (SELECT 1 FROM "recordings" WHERE "call_id" = "calls"."id" AND "state" IN ('importing', 'ready'));

-- Lists are newest first, whatever they are narrowed by.
CREATE INDEX "calls_direction_created_at_id_idx" ON "calls"("direction", "created_at" DESC, "id" DESC);
CREATE INDEX "calls_status_created_at_id_idx" ON "calls"("status", "created_at" DESC, "id" DESC);
CREATE INDEX "calls_agent_id_created_at_id_idx" ON "calls"("agent_id", "created_at" DESC, "id" DESC);
CREATE INDEX "calls_end_reason_created_at_id_idx" ON "calls"("end_reason", "created_at" DESC, "id" DESC);
CREATE INDEX "calls_has_recording_created_at_id_idx" ON "calls"("has_recording", "created_at" DESC, "id" DESC);
CREATE INDEX "calls_held_idx" ON "calls"("created_at" DESC, "id" DESC) WHERE "legal_hold";
CREATE INDEX "calls_tagged_idx" ON "calls"("created_at" DESC, "id" DESC) WHERE "tags" <> '{}';
CREATE INDEX "calls_duration_ms_idx" ON "calls"("duration_ms", "created_at" DESC, "id" DESC);

-- By the digits that a number begins or ends with.
CREATE INDEX "calls_number_begins_idx" ON "calls"("other_number" text_pattern_ops, "created_at" DESC, "id" DESC);
CREATE INDEX "calls_number_ends_idx" ON "calls"(reverse("other_number") text_pattern_ops, "created_at" DESC, "id" DESC);

-- Whoever changes a recording: the call's row says whether there is anything to play. The row
-- is locked first, so that of two recordings that change at once the second one counts both.
CREATE FUNCTION "recording_changed"() RETURNS trigger LANGUAGE plpgsql AS E'
DECLARE changed TEXT\x3b
BEGIN
  changed := CASE TG_OP WHEN ''DELETE'' THEN OLD.call_id ELSE NEW.call_id END\x3b
  PERFORM 1 FROM calls WHERE id = changed FOR NO KEY UPDATE\x3b
  UPDATE calls SET has_recording = NOT has_recording
  WHERE id = changed AND has_recording <> EXISTS (
    SELECT 1 FROM recordings WHERE call_id = changed AND state IN (''importing'', ''ready''))\x3b
  RETURN NULL\x3b
END';

CREATE TRIGGER "recording_changed"
  AFTER INSERT OR DELETE OR UPDATE OF "state" ON "recordings"
  FOR EACH ROW EXECUTE FUNCTION "recording_changed"();

-- What is said, as it is compared: compatibility forms, capitals, accents, vowel points and
-- invisible characters are evened out. The same in every locale: a database in "C" lowers only ASCII.
CREATE FUNCTION "search_fold"("said" TEXT) RETURNS TEXT LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS E'
DECLARE folded TEXT\x3b
BEGIN
  IF octet_length(said) = length(said) THEN RETURN lower(said)\x3b END IF\x3b
  folded := regexp_replace(lower(normalize(said, NFKD)), ''[\\u00ad\\u0300-\\u036f\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff]+'', '''', ''g'')\x3b
  IF folded ~ ''[ØŁĐĦıøłđħßæœςΑ-ΩЀ-Я]'' THEN
    folded := translate(folded, ''ØŁĐĦıøłđħςΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЄІЂЅЈЉЊЋЏ'',
      ''oldhioldhσαβγδεζηθικλμνξοπρστυφχψωабвгдежзиклмнопрстуфхцчшщъыьэюяєіђѕјљњћџ'')\x3b
    folded := replace(replace(replace(folded, ''ß'', ''ss''), ''æ'', ''ae''), ''œ'', ''oe'')\x3b
  END IF\x3b
  RETURN normalize(folded, NFC)\x3b
END';

-- The words of a folded text, in their order, without the runs of scripts that put no spaces
-- between words. A word longer than 250 characters is several: an index takes no much longer ones.
CREATE FUNCTION "search_words"("folded" TEXT) RETURNS TEXT[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS E'
DECLARE words TEXT\x3b
BEGIN
  IF octet_length(folded) = length(folded) THEN
    words := trim(regexp_replace(folded, ''[^a-z0-9]+'', '' '', ''g''))\x3b
  ELSE
    words := trim(regexp_replace(folded, ''[\\u0001-\\u002f\\u003a-\\u0060\\u007b-\\u00a9\\u00ab-\\u00b4\\u00b6-\\u00b9\\u00bb-\\u00bf\\u00d7\\u00f7\\u02b9-\\u02df\\u037e\\u0387\\u055a-\\u055f\\u0589\\u058a\\u05be\\u05c0\\u05c3\\u05c6\\u05f3\\u05f4\\u0600-\\u060f\\u061b-\\u061f\\u066a-\\u066d\\u06d4\\u0964\\u0965\\u0970\\u0e00-\\u0eff\\u1000-\\u109f\\u1100-\\u11ff\\u1360-\\u1368\\u1780-\\u17ff\\u1950-\\u19df\\u1a20-\\u1aaf\\u2000-\\u2bff\\u2e00-\\ua4cf\\ua980-\\ua9ff\\uaa60-\\uaa7f\\uac00-\\uf8ff\\uf900-\\ufaff\\ufe10-\\ufe6f\\uff00-\\uff0f\\ufff0-\\uffff\\U0001f000-\\U0001faff\\U00020000-\\U0003ffff]+'', '' '', ''g''))\x3b
  END IF\x3b
  IF octet_length(words) > 500 THEN
    words := trim(regexp_replace(words, ''([^ ]{250})(?=[^ ])'', ''\\1 '', ''g''))\x3b
  END IF\x3b
  RETURN string_to_array(words, '' '')\x3b
END';

-- The runs of a folded text in scripts that put no spaces between words (and Korean, which glues
-- endings to them), as pairs of neighbours, and each run's last character by itself.
CREATE FUNCTION "search_pairs"("folded" TEXT) RETURNS TEXT[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS E'
BEGIN
  IF octet_length(folded) = length(folded) OR folded !~ ''[\\u0e01-\\u0e3a\\u0e40-\\u0e4e\\u0e50-\\u0e59\\u0e80-\\u0eff\\u1000-\\u1049\\u1050-\\u109f\\u1100-\\u11ff\\u1780-\\u17d3\\u17d7\\u17dc-\\u17ff\\u1950-\\u19df\\u1a20-\\u1aaf\\u2600-\\u27bf\\u3005-\\u3007\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u318f\\u31a0-\\u31bf\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\ua980-\\ua9ff\\uaa60-\\uaa7f\\uac00-\\ud7ff\\uf900-\\ufaff\\U0001f000-\\U0001faff\\U00020000-\\U0003ffff]'' THEN RETURN ARRAY[]::TEXT[]\x3b END IF\x3b
  RETURN ARRAY(SELECT substr(found.run[1], at, 2)
    FROM regexp_matches(folded, ''[\\u0e01-\\u0e3a\\u0e40-\\u0e4e\\u0e50-\\u0e59\\u0e80-\\u0eff\\u1000-\\u1049\\u1050-\\u109f\\u1100-\\u11ff\\u1780-\\u17d3\\u17d7\\u17dc-\\u17ff\\u1950-\\u19df\\u1a20-\\u1aaf\\u2600-\\u27bf\\u3005-\\u3007\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u318f\\u31a0-\\u31bf\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\ua980-\\ua9ff\\uaa60-\\uaa7f\\uac00-\\ud7ff\\uf900-\\ufaff\\U0001f000-\\U0001faff\\U00020000-\\U0003ffff]+'', ''g'') AS found(run), generate_series(1, length(found.run[1])) AS at)\x3b
END';

CREATE FUNCTION "search_lexemes"("folded" TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN "search_words"("folded") || "search_pairs"("folded");

-- The stretches of time that a moment lies in: of 2 hours, of 64 hours and of 2048 hours.
CREATE FUNCTION "search_stretches"("at" TIMESTAMP) RETURNS TEXT[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY['@' || to_hex(floor(extract(epoch FROM "at") / 7200)::integer),
  '#' || to_hex(floor(extract(epoch FROM "at") / 230400)::integer),
  '$' || to_hex(floor(extract(epoch FROM "at") / 7372800)::integer)];

ALTER TABLE "transcript_lines" ADD COLUMN "call_created_at" TIMESTAMP(3);

UPDATE "transcript_lines" SET "call_created_at" = "calls"."created_at"
FROM "calls" WHERE "calls"."id" = "transcript_lines"."call_id";

ALTER TABLE "transcript_lines" ALTER COLUMN "call_created_at" SET NOT NULL,
ADD COLUMN "search" TSVECTOR NOT NULL GENERATED ALWAYS AS (array_to_tsvector(
  search_lexemes(search_fold(left("text", 10000))) || search_stretches("call_created_at"))) STORED;

CREATE INDEX "transcript_lines_search_idx" ON "transcript_lines" USING GIN ("search");
