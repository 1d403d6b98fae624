'use client'

import { NumberField } from './number-field.tsx'
import { SwitchField } from './switch-field.tsx'

/** Who may end the call besides the caller, and when it ends at the latest. */
export function EndingFields() {
  return (
    <>
      <SwitchField
        name="mayEndCall"
        label="Agent may end the call"
        hint="Once everything is said, and its goodbye has been heard."
      />
      <NumberField
        name="longestCallMinutes"
        label="Longest call"
        hint="From 2 to 240. The agent is told a minute before."
        unit="minutes"
        min={2}
        max={240}
        step={1}
      />
    </>
  )
}
