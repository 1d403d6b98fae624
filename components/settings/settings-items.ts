import type { Scope } from '#contracts/scope.ts'

export type SettingsItem = {
  href: string
  label: string
  /** What somebody must be allowed to see it; null: nothing, it is their own. */
  scope: Scope | null
  /** What it is for, to those who may not see it. */
  about: string
}

/** The pages of the settings, in the order of their navigation. */
export const settingsItems: readonly SettingsItem[] = [
  { href: '/settings/account', label: 'Account', scope: null, about: 'Your own account.' },
  {
    href: '/settings/people',
    label: 'People',
    scope: 'admin',
    about: 'Who may sign in here, and as what.',
  },
  {
    href: '/settings/keys',
    label: 'Keys',
    scope: 'admin',
    about: 'The keys with which programs use this Switchboard.',
  },
  {
    href: '/settings/limits',
    label: 'Limits',
    scope: 'calls:read',
    about: 'Whom calls may go to, and how much they may cost.',
  },
  {
    href: '/settings/storage',
    label: 'Storage',
    scope: 'recordings:read',
    about: 'What is kept of calls, how much room it takes, and what was deleted.',
  },
  {
    href: '/settings/keeping',
    label: 'Keeping',
    scope: 'admin',
    about: 'For how long recordings, transcripts and calls are kept.',
  },
  {
    href: '/settings/number',
    label: 'A number',
    scope: 'admin',
    about: 'Everything that is held on one number, to export or to delete.',
  },
  {
    href: '/settings/audit',
    label: 'Audit',
    scope: 'admin',
    about: 'Who did what here, from where, and when.',
  },
]
