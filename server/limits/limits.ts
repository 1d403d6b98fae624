import type { Clock } from '../clock.ts'
import { createMinuteCounter, type MinuteCounter } from './minute-counter.ts'
import type { SharedCounter } from './shared-counter.ts'
import { createSignInThrottle, type SignInThrottle } from './sign-in-throttle.ts'
import { createCredentialMemory, type CredentialMemory } from './credential-memory.ts'

/** What keeps anybody from asking too much. */
export type Limits = {
  minute: MinuteCounter
  signIn: SignInThrottle
  credentials: CredentialMemory
  close(): Promise<void>
}

/** Puts it together over counts that all processes share. */
export function createLimits(shared: SharedCounter, clock: Clock): Limits {
  return {
    minute: createMinuteCounter(shared, clock.now),
    signIn: createSignInThrottle(shared),
    credentials: createCredentialMemory(clock.now),
    close: shared.close,
  }
}
