import { redirect } from 'next/navigation'

/** The settings begin with one's own account. */
export default function SettingsPage() {
  redirect('/settings/account')
}
