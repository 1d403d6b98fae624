import { goOn, type Exchange } from '../exchange.ts'
import { speakLines } from '../person/line-audio.ts'
import { personOnTheLine } from '../person/person-on-the-line.ts'
import type { Call } from './call.ts'
import { changeStatus, endCall } from './change-status.ts'
import { beatLine } from './line.ts'

/** Has the scenario's lines spoken while the phone still rings; the voices keep what they spoke. */
export function prepareSpeech(exchange: Exchange, call: Call): Promise<Uint8Array>[] {
  return speakLines(call.scenario, exchange.voices, exchange.onError)
}

/** Connects a call: the person is on the line and audio flows, until the call is over. */
export function answerCall(
  exchange: Exchange,
  call: Call,
  speeches: readonly Promise<Uint8Array>[],
): boolean {
  if (!changeStatus(exchange, call, 'in-progress')) return false
  const { caller, hangsUp, hangUpAfterMs } = call.scenario
  call.line.person = personOnTheLine(
    { lines: caller, hangsUp, hangUpAfterMs },
    { speeches, hangUp: () => endCall(exchange, call, 'completed') },
  )
  const leave = exchange.timeline.join(() => beatLine(call.line))
  call.over.signal.addEventListener('abort', leave, { once: true })
  limitTime(exchange, call, call.timeLimitS)
  return true
}

/** Ends the call after so many seconds of conversation; a later limit replaces an earlier one. */
export function limitTime(exchange: Exchange, call: Call, timeLimitS: number): void {
  call.timeLimitS = timeLimitS
  goOn(exchange, endAfter(exchange, call, timeLimitS))
}

async function endAfter(exchange: Exchange, call: Call, timeLimitS: number): Promise<void> {
  const { timeline } = exchange
  const connectedMs = timeline.nowMs() - (call.answeredAtMs ?? timeline.nowMs())
  const isTimeUp = await timeline.wait(timeLimitS * 1_000 - connectedMs, call.over.signal)
  if (isTimeUp && call.timeLimitS === timeLimitS) endCall(exchange, call, 'completed')
}
