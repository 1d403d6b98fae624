'use client'

import { roleWords } from '#components/access/role-words.ts'
import { useMe } from '#components/access/use-me.ts'
import { FactList } from '#components/calls/fact-list.tsx'
import { PageHeader } from '#components/shell/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { PasswordRow } from './password-row.tsx'
import { SecondFactorRow } from './second-factor-row.tsx'
import { SessionsPanel } from './sessions-panel.tsx'

/** Everything about one's own account. */
export function AccountPage() {
  const { operator } = useMe().me
  const words = roleWords.find(({ role }) => role === operator.role)
  return (
    <>
      <PageHeader title="Account" text="How you sign in, and where you are signed in." />
      <div className="mx-4 mb-6 grid grid-cols-[minmax(0,1fr)] items-start gap-4 md:mx-6 xl:grid-cols-2">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <Panel title="You" headingId="you-panel" className="[&>div]:py-2">
            <FactList
              facts={[
                { name: 'Name', value: operator.name },
                { name: 'E-mail', value: operator.email },
                {
                  name: 'Role',
                  value: (
                    <>
                      {words?.label}
                      <span className="block text-xs text-pretty text-muted-foreground">
                        {words && `You may ${words.may}.`}
                      </span>
                    </>
                  ),
                },
              ]}
            />
          </Panel>
          <Panel title="Signing in" headingId="sign-in-panel" flush>
            <PasswordRow />
            <SecondFactorRow />
          </Panel>
        </div>
        <SessionsPanel />
      </div>
    </>
  )
}
