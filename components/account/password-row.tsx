'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { AccountRow } from './account-row.tsx'
import { ChangePasswordDialog } from './change-password-dialog.tsx'

/** The password, and the way to another one. */
export function PasswordRow() {
  const [isChanging, setChanging] = useState(false)
  return (
    <>
      <AccountRow
        title="Password"
        text="Changing it signs you out in every other browser."
        action={<Button onClick={() => setChanging(true)}>Change password</Button>}
      />
      {isChanging && <ChangePasswordDialog onClose={() => setChanging(false)} />}
    </>
  )
}
