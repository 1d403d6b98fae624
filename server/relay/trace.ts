import type { CallWatch } from './call-watch.ts'
import type { CarriedCall } from './carried-call.ts'

/** A call as a trace shows it. A turn is told once, as it was in the end. */
export type CallTrace = Pick<CallWatch, 'recovery' | 'turn' | 'ended'>

export type Tracing = {
  forCall(call: CarriedCall): CallTrace
  /** Sends what is left, for two seconds at most. */
  close(): Promise<void>
}
