import type { Call } from '#contracts/call.ts'

/**
 * The calls whose numbers, agent or CallSid have the text in them. Numbers match
 * however they are written: `415 555`, `(415) 555` and `+1415555` find the same.
 */
export function findCalls(calls: readonly Call[], text: string): readonly Call[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return calls
  const digits = /^[+\d\s().-]+$/.test(wanted) ? wanted.replace(/\D/g, '') : ''
  return calls.filter((call) => hasText(call, wanted) || hasDigits(call, digits))
}

function hasText(call: Call, wanted: string): boolean {
  return [call.agentName, call.callSid ?? '', call.id].some((field) =>
    field.toLowerCase().includes(wanted),
  )
}

function hasDigits(call: Call, digits: string): boolean {
  if (digits === '') return false
  return [call.from, call.to].some((number) => number.replace(/\D/g, '').includes(digits))
}
