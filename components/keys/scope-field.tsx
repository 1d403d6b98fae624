'use client'

import { useId } from 'react'
import { scopeSchema, type Scope } from '#contracts/scope.ts'
import { CheckItem } from '#components/ui/checkbox.tsx'
import { FieldError } from '#components/ui/field.tsx'
import { presetOf, presets, scopeWords, withScope } from './scope-words.ts'

type ScopeFieldProps = {
  scopes: readonly Scope[]
  error?: string | undefined
  onChange(scopes: Scope[]): void
}

/** What a key may do: a usual set at one click, or each scope by itself. */
export function ScopeField({ scopes, error, onChange }: ScopeFieldProps) {
  const id = useId()
  const preset = presetOf(scopes)
  const hasAdmin = scopes.includes('admin')
  return (
    <fieldset className="grid gap-3" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 text-sm font-medium">What it may do</legend>
      <div role="group" aria-label="Usual sets" className="flex flex-wrap gap-1.5">
        {presets.map(({ id: presetId, label, scopes: chosen }) => (
          <button
            key={presetId}
            type="button"
            aria-pressed={preset === presetId}
            onClick={() => onChange([...chosen])}
            className="h-7 rounded-md border border-input bg-card px-2.5 text-sm font-medium text-muted-foreground transition-colors hover:text-foreground aria-pressed:border-primary aria-pressed:bg-primary-soft aria-pressed:text-primary pointer-coarse:h-10"
          >
            {label}
          </button>
        ))}
      </div>
      <div className="grid gap-2 rounded-md border p-3">
        {scopeSchema.options.map((scope) => (
          <CheckItem
            key={scope}
            checked={hasAdmin || scopes.includes(scope)}
            disabled={hasAdmin && scope !== 'admin'}
            onCheckedChange={(on) => onChange(withScope(scopes, scope, on === true))}
            hint={scopeWords[scope]}
          >
            <span className="font-mono text-sm">{scope}</span>
          </CheckItem>
        ))}
      </div>
      {error && <FieldError id={`${id}-error`} message={error} />}
    </fieldset>
  )
}
