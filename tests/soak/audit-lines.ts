import type { TranscriptLine } from '#contracts/transcript.ts'
import {
  isDue,
  sessionsOf,
  type CallSeen,
  type Evidence,
  type Finding,
  type ItemMade,
  type SessionSeen,
} from './evidence.ts'

/** No line lost, doubled, changed, made up or out of order. */
export function checkLines(evidence: Evidence): Finding[] {
  return evidence.calls.flatMap((call) => {
    const kept = evidence.kept.get(call.callSid)
    return kept ? checkLinesOf(evidence, call, kept.lines) : []
  })
}

function checkLinesOf(
  evidence: Evidence,
  call: CallSeen,
  lines: readonly TranscriptLine[],
): Finding[] {
  const findings: Finding[] = []
  const find = (what: string) => findings.push({ rule: 'lines', call: call.number, what })
  const made = sessionsOf(evidence, call).flatMap((session) =>
    session.items.map((item) => ({ session, item })),
  )
  const places = new Map<string, number>()
  for (const [place, { session, item }] of made.entries()) {
    const name = nameOf(session, item)
    places.set(name, place)
    const found = lines.filter((line) => tokenOf(line.text) === name)
    if (found.length > 1) find(`${name} stands ${found.length} times`)
    const isWhole = isDue(evidence, session, item.doneAtMs)
    if (found.length === 0 && isWhole) find(`${name} is lost: ${item.text}`)
    for (const line of found) for (const wrong of compare(name, item, line, isWhole)) find(wrong)
  }
  let last = -1
  // Words that nobody will ever write down: the session was lost before it had transcribed them.
  const spoken = lines.filter(({ state, text }) => state !== 'failed' || text !== '')
  for (const line of spoken.toSorted((a, b) => a.position - b.position)) {
    const place = places.get(tokenOf(line.text))
    if (place === undefined) find(`nobody said: ${line.text}`)
    else if (place < last) find(`${tokenOf(line.text)} stands after what followed it`)
    last = Math.max(last, place ?? last)
  }
  const positions = new Set(lines.map(({ position }) => position))
  if (positions.size < lines.length) find('two lines have one place')
  return findings
}

function compare(
  name: string,
  item: ItemMade,
  line: TranscriptLine,
  mustBeWhole: boolean,
): string[] {
  return [
    ...(line.role === item.role ? [] : [`${name} is said to be the ${line.role}'s`]),
    ...(line.state === 'partial' ? [`${name} is kept as unfinished`] : []),
    // Whoever was cut off by the end of all has the words that had arrived.
    ...(line.text === item.text || (!mustBeWhole && item.text.startsWith(line.text))
      ? []
      : [`${name} is "${line.text}", but was "${item.text}"`]),
  ]
}

/** Every text begins with a name that no other one has: `s3i1`. */
function nameOf(session: SessionSeen, item: ItemMade): string {
  return `s${session.number}i${item.number}`
}

function tokenOf(text: string): string {
  return text.split(' ')[0] ?? ''
}
