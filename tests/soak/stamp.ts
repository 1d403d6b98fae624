/**
 * Audio that says what it is: every 20 ms of it carries whose it is and which part. It is
 * mu-law to everybody between the two ends, who pass it on without looking.
 */
export const BLOCK_BYTES = 160
export const BLOCK_MS = 20

/** 20 ms of a caller. A goodbye asks the scripted agent to end the call. */
export type CallerBlock = {
  call: number
  stream: number
  frame: number
  sound: 'silence' | 'speech' | 'goodbye'
}

/** 20 ms of an agent: which session said it, in which of its items, and which part of that. */
export type AgentBlock = { session: number; item: number; part: number }

const SOUNDS = ['silence', 'speech', 'goodbye'] as const
const CALLER_MAGIC = 0xc15a
const AGENT_MAGIC = 0xa65b
const FILLER = 0x35

/** One frame of a caller, as the base64 that the carrier sends. */
export function callerPayload({ call, stream, frame, sound }: CallerBlock): string {
  const bytes = Buffer.alloc(BLOCK_BYTES, FILLER)
  bytes.writeUInt16BE(CALLER_MAGIC, 0)
  bytes.writeUInt16BE(call, 2)
  bytes.writeUInt16BE(stream, 4)
  bytes.writeUInt32BE(frame, 6)
  bytes[10] = SOUNDS.indexOf(sound)
  return bytes.toString('base64')
}

/** `count` parts of an agent's item from `part` on, as the base64 of one delta. */
export function agentPayload({ session, item, part }: AgentBlock, count: number): string {
  const bytes = Buffer.alloc(BLOCK_BYTES * count, FILLER)
  for (let at = 0; at < count; at += 1) {
    bytes.writeUInt16BE(AGENT_MAGIC, at * BLOCK_BYTES)
    bytes.writeUInt16BE(session, at * BLOCK_BYTES + 2)
    bytes.writeUInt16BE(item, at * BLOCK_BYTES + 4)
    bytes.writeUInt32BE(part, at * BLOCK_BYTES + 6)
    part += 1
  }
  return bytes.toString('base64')
}

/** What a payload holds, 20 ms by 20 ms; null: audio that no caller made, such as padding. */
export function readCallerBlocks(payload: string): (CallerBlock | null)[] {
  return blocksOf(payload).map((bytes) => {
    if (bytes.length < BLOCK_BYTES || bytes.readUInt16BE(0) !== CALLER_MAGIC) return null
    const sound = SOUNDS[bytes[10] ?? 0] ?? 'silence'
    const [call, stream] = [bytes.readUInt16BE(2), bytes.readUInt16BE(4)]
    return { call, stream, frame: bytes.readUInt32BE(6), sound }
  })
}

/** Likewise for what the carrier is given to play; null: a sound of the relay's own, such as its cover tone. */
export function readAgentBlocks(payload: string): { bytes: number; block: AgentBlock | null }[] {
  return blocksOf(payload).map((bytes) => {
    if (bytes.length < BLOCK_BYTES || bytes.readUInt16BE(0) !== AGENT_MAGIC) {
      return { bytes: bytes.length, block: null }
    }
    const [session, item] = [bytes.readUInt16BE(2), bytes.readUInt16BE(4)]
    return { bytes: bytes.length, block: { session, item, part: bytes.readUInt32BE(6) } }
  })
}

function blocksOf(payload: string): Buffer[] {
  const bytes = Buffer.from(payload, 'base64')
  const count = Math.ceil(bytes.length / BLOCK_BYTES)
  return Array.from({ length: count }, (_, at) =>
    bytes.subarray(at * BLOCK_BYTES, (at + 1) * BLOCK_BYTES),
  )
}
