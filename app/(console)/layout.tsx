import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { QueryProvider } from '#components/api/query-provider.tsx'
import { FeedProvider } from '#components/feed/feed-provider.tsx'
import { ConsoleShell } from '#components/shell/console-shell.tsx'
import { GoToSignIn } from '#components/shell/go-to-sign-in.tsx'
import { appContext } from '#server/app-context.ts'
import { currentOperator } from '#server/http/current-operator.ts'

/** Every signed-in page. Whoever is not signed in gets no page, and the way to the sign-in. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const operator = await currentOperator()
  if (!operator) {
    if (!(await appContext().setup.isSetUp())) redirect('/setup')
    return <GoToSignIn />
  }
  return (
    <QueryProvider>
      <FeedProvider>
        <ConsoleShell operator={operator}>{children}</ConsoleShell>
      </FeedProvider>
    </QueryProvider>
  )
}
