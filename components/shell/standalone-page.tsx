import type { ReactNode } from 'react'
import { Brand } from './brand.tsx'

type StandalonePageProps = {
  title: string
  text: string
  /** An id to be quoted when asking for help. */
  quote?: string | undefined
  children: ReactNode
}

/** A page with one message and one way on, outside of the console's frame. */
export function StandalonePage({ title, text, quote, children }: StandalonePageProps) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center gap-6 px-6 py-16">
      <Brand />
      <div className="grid gap-2">
        <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
        <p className="text-lg text-pretty text-muted-foreground">{text}</p>
        {quote && (
          <p className="text-sm text-muted-foreground">
            Error <code className="font-mono select-all">{quote}</code>
          </p>
        )}
      </div>
      <div>{children}</div>
    </main>
  )
}
