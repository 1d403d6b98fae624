'use client'

import { createContext, type ReactNode } from 'react'
import type { Me } from '#contracts/rest/operator.ts'

/** Who is signed in, as the page was rendered. Ask {@link useMe}, which knows what changed since. */
export const MeContext = createContext<Me | null>(null)

/** Tells the console who is signed in before it has asked. */
export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>
}
