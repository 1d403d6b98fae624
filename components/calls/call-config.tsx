import type { Call } from '#contracts/call.ts'
import { configFacts } from './config-facts.ts'
import { FactList } from './fact-list.tsx'

/** The session configuration of a call as it was used, live changes included. */
export function CallConfig({ call }: { call: Call }) {
  return (
    <div className="grid gap-4">
      <FactList facts={[{ name: 'Agent', value: call.agentName }, ...configFacts(call.config)]} />
      <section aria-labelledby="call-instructions" className="grid gap-2">
        <h3 id="call-instructions" className="text-sm font-medium">
          Instructions
        </h3>
        {call.config.instructions === '' ? (
          <p className="text-sm text-muted-foreground">None were given.</p>
        ) : (
          <p className="rounded-md bg-muted px-3 py-2.5 text-sm whitespace-pre-wrap">
            {call.config.instructions}
          </p>
        )}
      </section>
    </div>
  )
}
