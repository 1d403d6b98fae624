import type { ReactNode } from 'react'
import { Brand } from '#components/shell/brand.tsx'
import { CordField } from '#components/shell/cord-field.tsx'

/** The pages before one is signed in: the form at the left, the board at the right. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(30rem,1fr)_minmax(0,1.1fr)]">
      <div className="flex flex-col px-6 py-8 sm:px-12">
        <header>
          <Brand />
        </header>
        <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-12">
          {children}
        </main>
      </div>
      <CordField className="hidden lg:block" />
    </div>
  )
}
