'use client'

import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Switch } from '#components/ui/switch.tsx'

type QuotaFieldProps = { quotaBytes: number | null; onChange(quotaBytes: number | null): void }

/** How much the store may hold, in GB, before it warns. */
export function QuotaField({ quotaBytes, onChange }: QuotaFieldProps) {
  return (
    <div className="grid content-start gap-3">
      <Field
        label="Warn of a full store"
        layout="row"
        hint="Nothing is refused or deleted at the quota: from 80 % on it is said here, on the recordings page and in the log."
      >
        <Switch
          checked={quotaBytes !== null}
          onCheckedChange={(on) => onChange(on ? USUAL_GB * GB : null)}
        />
      </Field>
      {quotaBytes !== null && (
        <Field
          label="Quota"
          aside="GB"
          error={isNoQuota(quotaBytes) ? 'Enter at least 0.001 GB.' : undefined}
        >
          <Input
            type="number"
            inputMode="decimal"
            min={0.001}
            step={0.001}
            className="scroll-mb-60"
            value={Number.isNaN(quotaBytes) ? '' : quotaBytes / GB}
            onChange={(event) => onChange(Math.round(event.target.valueAsNumber * GB))}
          />
        </Field>
      )}
    </div>
  )
}

/** What no quota can be. */
export function isNoQuota(quotaBytes: number | null): boolean {
  return quotaBytes !== null && !(Number.isSafeInteger(quotaBytes) && quotaBytes >= 1_000_000)
}

const GB = 1_000_000_000
const USUAL_GB = 10
