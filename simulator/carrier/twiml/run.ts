import type { Call } from '../calls/call.ts'
import { warnCall } from '../calls/warn-call.ts'
import type { Exchange } from '../exchange.ts'
import type { WebhookTarget } from './program.ts'

/** What one running document works with; `signal` aborts when it is replaced or the call is over. */
export type Run = { exchange: Exchange; call: Call; signal: AbortSignal }

/** What follows a verb. */
export type Outcome =
  | { kind: 'next' }
  | { kind: 'goTo'; target: WebhookTarget; extra: Readonly<Record<string, string>> }
  | { kind: 'hangUp' }

export const NEXT = { kind: 'next' } as const

/** Keeps a warning on the running call. */
export function warn(run: Run, code: number, problem: string): void {
  warnCall(run.exchange, run.call, code, problem)
}
