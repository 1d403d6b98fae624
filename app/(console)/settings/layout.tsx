import type { ReactNode } from 'react'
import { SettingsFrame } from '#components/settings/settings-frame.tsx'

/** The frame of every page of the settings. */
export default function SettingsLayout({ children }: { children: ReactNode }) {
  return <SettingsFrame>{children}</SettingsFrame>
}
