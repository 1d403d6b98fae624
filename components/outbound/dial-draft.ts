import { placeCallSchema, type PlaceCall } from '#contracts/call.ts'
import type { Voice } from '#contracts/agent.ts'
import type { TypedNumber } from '#components/numbers/phone-number.ts'

/** What the dial panel holds besides the number. Empty text stands for "as the agent says". */
export type DialDraft = {
  /** Null: the number the account calls from unless told otherwise. */
  from: string | null
  agentId: string | null
  instructions: string
  voice: Voice | null
  detectAnsweringMachine: boolean
}

export const emptyDraft: DialDraft = {
  from: null,
  agentId: null,
  instructions: '',
  voice: null,
  detectAnsweringMachine: false,
}

/** What the draft changes for this call alone, in a few words; null when nothing. */
export function summariseOverrides({ instructions, voice }: DialDraft): string | null {
  const parts = [instructions.trim() === '' ? null : 'own instructions', voice && `voice ${voice}`]
  return parts.filter((part) => part !== null).join(', ') || null
}

/** The request to place the call; null while the number cannot be dialled. */
export function requestOf(number: TypedNumber, draft: DialDraft): PlaceCall | null {
  const instructions = draft.instructions.trim()
  const parsed = placeCallSchema.safeParse({
    to: number.e164,
    detectAnsweringMachine: draft.detectAnsweringMachine,
    ...(draft.from === null ? {} : { from: draft.from }),
    ...(draft.agentId === null ? {} : { agentId: draft.agentId }),
    ...(draft.voice === null ? {} : { voice: draft.voice }),
    ...(instructions === '' ? {} : { instructions }),
  })
  return parsed.success ? parsed.data : null
}

/** Why the call button does nothing yet, in plain words; null when it calls. */
export function whyNotCall(
  number: TypedNumber,
  known: { hasAgents: boolean; relayIsUp: boolean },
): string | null {
  if (!known.relayIsUp) return 'The relay is down, so no call can carry audio. Start it first.'
  if (!known.hasAgents) return 'There is no agent to speak. Create one first.'
  if (number.shown === '' || number.shown === '+') return 'Enter a number to call.'
  return number.problem
}
