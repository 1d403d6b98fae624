import type { Call } from '#contracts/call.ts'
import { formatPhone } from '#components/format/phone.ts'
import { formatExactly } from '#components/format/time.ts'

/** The facts of a call that stand on its page in words; ids apart. */
export function callFacts(call: Call): { name: string; value: string }[] {
  const carrierSeconds = call.cost?.carrierSeconds
  return [
    { name: 'From', value: formatPhone(call.from) },
    { name: 'To', value: formatPhone(call.to) },
    { name: 'Placed', value: formatExactly(call.createdAt) },
    ...(call.answeredAt ? [{ name: 'Answered', value: formatExactly(call.answeredAt) }] : []),
    ...(call.answeredBy ? [{ name: 'Answered by', value: answeredByWords[call.answeredBy] }] : []),
    ...(call.endedAt ? [{ name: 'Ended', value: formatExactly(call.endedAt) }] : []),
    ...(typeof carrierSeconds === 'number'
      ? [{ name: 'Billed by carrier', value: `${carrierSeconds} s` }]
      : []),
  ]
}

/** The ids of a call, as vendors and logs know it. */
export function callIds(call: Call): { name: string; value: string }[] {
  return [
    { name: 'CallSid', value: call.callSid },
    { name: 'StreamSid', value: call.streamSid },
    { name: 'Model session', value: call.modelSessionId },
    { name: 'Call id', value: call.id },
  ].flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]))
}

const answeredByWords: Record<NonNullable<Call['answeredBy']>, string> = {
  human: 'A person',
  machine_start: 'An answering machine',
  machine_end_beep: 'An answering machine, after its beep',
  machine_end_silence: 'An answering machine, after its greeting',
  machine_end_other: 'An answering machine',
  fax: 'A fax machine',
  unknown: 'Could not be told',
}
