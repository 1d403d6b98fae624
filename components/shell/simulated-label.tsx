'use client'

import { useQuery } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import { systemQuery } from '#components/api/system.ts'
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx'

/** Says plainly what on this console is not real, and what makes it real. */
export function SimulatedLabel() {
  const { data } = useQuery(systemQuery)
  if (!data) return null
  const { carrier, model } = data.simulated
  if (!carrier && !model) return null
  return (
    <Popover>
      <PopoverTrigger className="flex h-7 items-center gap-1.5 rounded-sm bg-lamp-soft px-2 text-sm font-medium whitespace-nowrap text-lamp-text hover:underline pointer-coarse:h-9">
        <FlaskConical aria-hidden className="size-3.5" />
        <span className="max-sm:hidden">{wordsFor(carrier, model)}</span>
        <span className="sm:hidden">Simulated</span>
      </PopoverTrigger>
      <PopoverContent align="start" aria-label="What is simulated" className="grid gap-3 text-sm">
        <p>
          No credentials are set for what is named below, so a simulator on this machine stands in.
          Nothing is dialled and nothing is paid.
        </p>
        {carrier && (
          <Missing what="Carrier" names={carrierNames} real="real phone calls by Twilio" />
        )}
        {model && (
          <Missing what="Model" names={['OPENAI_API_KEY']} real="OpenAI's Realtime models" />
        )}
        <p className="text-muted-foreground">
          Set these in <code className="font-mono">.env</code> and start again.
        </p>
      </PopoverContent>
    </Popover>
  )
}

const carrierNames = [
  'TWILIO_ACCOUNT_SID',
  'TWILIO_AUTH_TOKEN',
  'TWILIO_PHONE_NUMBER',
  'PUBLIC_URL',
]

function Missing({ what, names, real }: { what: string; names: readonly string[]; real: string }) {
  return (
    <div className="border-t pt-3">
      <p className="font-medium">Simulated {what.toLowerCase()}</p>
      <p className="text-muted-foreground">For {real}, set:</p>
      <ul className="mt-1 grid gap-0.5">
        {names.map((name) => (
          <li key={name}>
            <code className="font-mono text-xs select-all">{name}</code>
          </li>
        ))}
      </ul>
    </div>
  )
}

function wordsFor(carrier: boolean, model: boolean): string {
  if (carrier && model) return 'Simulated carrier and model'
  return carrier ? 'Simulated carrier' : 'Simulated model'
}
