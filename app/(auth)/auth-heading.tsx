import type { ReactNode } from 'react'

/** The name of a page before one is signed in, and a line on what it is for. */
export function AuthHeading({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
      <p className="mt-1 mb-8 text-pretty text-muted-foreground">{children}</p>
    </>
  )
}
