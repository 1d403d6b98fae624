import { unreachable } from '#core/unreachable.ts'

/** What the person will say next, and what lets them say it. */
export type PlannedLine = {
  when: 'agentPauses' | 'agentSpeaksMs'
  /** For `agentSpeaksMs`: how long the other side must have been speaking. */
  agentSpeaksMs?: number | undefined
  /** With nobody speaking for this long, the line is said whatever it waits for. */
  patienceMs: number
}

/** How a person behaves on the phone, as far as timing goes. */
export type Manner = {
  lines: readonly PlannedLine[]
  hangsUp: 'caller' | 'agent'
  /** How long nobody speaks, after the reply to the last line, until a caller hangs up. */
  hangUpAfterMs: number
}

/**
 * One person on a call. `heardMs` is what the other side said since the person's last line,
 * `quietMs` how long nobody has spoken.
 */
export type Person =
  | { phase: 'listening'; line: number; heardMs: number; quietMs: number; waitedMs: number }
  | { phase: 'speaking'; line: number }
  | { phase: 'gone' }

export type PersonEvent =
  | { heard: 'voice' | 'silence'; durationMs: number }
  | { heard: 'ownLineEnded' }

export type PersonAct = { do: 'say'; line: number } | { do: 'hangUp' } | { do: 'nothing' }

/** Just answered: listening, nothing said. */
export function answeringPerson(): Person {
  return listening(0)
}

/**
 * What the person does about 20 ms of what they hear. A line that has begun is said to its end;
 * after the last one they hang up once the reply is over, or wait for the other side to.
 */
export function stepPerson(
  person: Person,
  event: PersonEvent,
  manner: Manner,
): { person: Person; act: PersonAct } {
  switch (person.phase) {
    case 'gone':
      return { person, act: NOTHING }
    case 'speaking':
      return event.heard === 'ownLineEnded'
        ? { person: listening(person.line + 1), act: NOTHING }
        : { person, act: NOTHING }
    case 'listening':
      return event.heard === 'ownLineEnded'
        ? { person, act: NOTHING }
        : decide(hear(person, event), manner)
    default:
      return unreachable(person)
  }
}

/** A pause this long means the other side has finished and expects an answer. */
const PAUSE_MS = 700
/** Less than this much sound is a click, not a reply. */
const REPLY_MS_MIN = 120
/** A person whose last words got no reply waits at least this long for one. */
const UNANSWERED_MS_MIN = 6_000
/** Nobody stays on a finished call for longer, even one who waits for the other side to end it. */
const LINGERS_MS_MAX = 180_000

const NOTHING = { do: 'nothing' } as const

type Listening = Extract<Person, { phase: 'listening' }>

function listening(line: number): Listening {
  return { phase: 'listening', line, heardMs: 0, quietMs: 0, waitedMs: 0 }
}

function hear(
  person: Listening,
  event: { heard: 'voice' | 'silence'; durationMs: number },
): Listening {
  const isVoice = event.heard === 'voice'
  return {
    ...person,
    heardMs: person.heardMs + (isVoice ? event.durationMs : 0),
    quietMs: isVoice ? 0 : person.quietMs + event.durationMs,
    waitedMs: person.waitedMs + event.durationMs,
  }
}

function decide(person: Listening, manner: Manner): { person: Person; act: PersonAct } {
  const line = manner.lines[person.line]
  if (line) {
    if (!isTimeFor(line, person)) return { person, act: NOTHING }
    return {
      person: { phase: 'speaking', line: person.line },
      act: { do: 'say', line: person.line },
    }
  }
  const isOver =
    person.waitedMs >= LINGERS_MS_MAX || (manner.hangsUp === 'caller' && isDone(person, manner))
  return isOver ? { person: { phase: 'gone' }, act: { do: 'hangUp' } } : { person, act: NOTHING }
}

function isTimeFor(line: PlannedLine, person: Listening): boolean {
  if (person.quietMs >= line.patienceMs) return true
  if (line.when === 'agentSpeaksMs') return person.heardMs >= (line.agentSpeaksMs ?? 0)
  return hasReplyEnded(person, PAUSE_MS)
}

function isDone(person: Listening, manner: Manner): boolean {
  if (hasReplyEnded(person, manner.hangUpAfterMs)) return true
  return person.quietMs >= Math.max(manner.hangUpAfterMs, UNANSWERED_MS_MIN)
}

function hasReplyEnded(person: Listening, pauseMs: number): boolean {
  return person.heardMs >= REPLY_MS_MIN && person.quietMs >= pauseMs
}
