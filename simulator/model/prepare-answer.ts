import { voiceNameSchema, type VoiceName } from '../voices/voice-names.ts'
import { bytesPerMs, fromMulaw } from './audio-format.ts'
import { audioBursts, textBursts, type Burst } from './bursts.ts'
import { chooseReply } from './choose-reply.ts'
import type { LiveResponse, LiveSession } from './live-session.ts'
import { responseContext } from './response-context.ts'
import type { Reply } from './script.ts'
import type { SessionVoice } from './session-schema.ts'
import { AGENT_MS_PER_TOKEN } from './usage.ts'

export type PreparedAnswer = { bursts: Burst[]; isCutShort: boolean; endsCall: boolean }

/** Chooses the words of a response, speaks them in its voice and cuts them into bursts. */
export async function prepareAnswer(
  session: LiveSession,
  response: LiveResponse,
): Promise<PreparedAnswer> {
  const reply = await chooseReply({
    items: responseContext(session, response.overrides),
    instructions: response.overrides.instructions,
    heardIn: async (itemId) => session.heard.get(itemId),
    script: session.ports.script,
  })
  const endsCall = reply.endsCall === true
  if (response.item.modality === 'text') return { ...writeReply(reply, response), endsCall }
  const speaking = speakReply(session, reply, response)
  void prepareFollowUps(session, response)
  return { ...(await speaking), endsCall }
}

/** The answers that come next by the script are spoken ahead, so that they begin without delay. */
async function prepareFollowUps(session: LiveSession, { voice }: LiveResponse): Promise<void> {
  const { voices, script } = session.ports
  const last = session.conversation.findLast(({ kind }) => kind === 'spoken')
  const heard = last && (await session.heard.get(last.id))
  if (heard?.type !== 'line') return
  const { speed } = session.config.audio.output
  for (const { reply, spoken } of script.repliesAfter(heard.text)) {
    voices.prepare(spoken ?? reply, speakerOf(voice), speed).catch(() => undefined)
  }
}

type Rendered = Omit<PreparedAnswer, 'endsCall'>

function writeReply({ reply }: Reply, { maxOutputTokens }: LiveResponse): Rendered {
  const bursts = textBursts(reply)
  if (maxOutputTokens === 'inf' || bursts.length <= maxOutputTokens) {
    return { bursts, isCutShort: false }
  }
  return { bursts: bursts.slice(0, maxOutputTokens), isCutShort: true }
}

async function speakReply(
  session: LiveSession,
  { reply, spoken }: Reply,
  { voice, format, maxOutputTokens }: LiveResponse,
): Promise<Rendered> {
  const { speed } = session.config.audio.output
  const mulaw = await session.ports.voices.speak(spoken ?? reply, speakerOf(voice), speed)
  const audio = fromMulaw(mulaw, format)
  if (maxOutputTokens === 'inf')
    return { bursts: audioBursts(reply, audio, format), isCutShort: false }
  const bytesMax = maxOutputTokens * AGENT_MS_PER_TOKEN * bytesPerMs(format)
  const isCutShort = audio.length > bytesMax
  const words = isCutShort
    ? reply.slice(0, Math.ceil((reply.length * bytesMax) / audio.length))
    : reply
  return { bursts: audioBursts(words, audio.subarray(0, bytesMax), format), isCutShort }
}

/** A custom voice is nobody's here; it sounds like the default one. */
function speakerOf(voice: SessionVoice): VoiceName {
  const known = voiceNameSchema.safeParse(voice)
  return known.success ? known.data : 'alloy'
}
