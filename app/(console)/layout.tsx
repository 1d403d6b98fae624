import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { MeProvider } from '#components/access/me-provider.tsx'
import { QueryProvider } from '#components/api/query-provider.tsx'
import { FeedProvider } from '#components/feed/feed-provider.tsx'
import { ConsoleShell } from '#components/shell/console-shell.tsx'
import { GoToSignIn } from '#components/shell/go-to-sign-in.tsx'
import { appContext } from '#server/app-context.ts'
import { currentMe } from '#server/http/current-me.ts'

/** Every signed-in page. Whoever is not signed in gets no page, and the way to the sign-in. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const me = await currentMe()
  if (!me) {
    if (!(await appContext().setup.isSetUp())) redirect('/setup')
    return <GoToSignIn />
  }
  return (
    <QueryProvider>
      <MeProvider me={me}>
        <FeedProvider>
          <ConsoleShell>{children}</ConsoleShell>
        </FeedProvider>
      </MeProvider>
    </QueryProvider>
  )
}
