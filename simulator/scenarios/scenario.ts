import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { voiceNameSchema } from '../voices/voice-names.ts'

const textSchema = z.string().trim().min(1)

/**
 * One thing the person on the phone says.
 * `when: 'agentPauses'` waits until the agent has spoken since the line before ended, and has then been
 * silent for 700 ms; `agentSpeaksMs` breaks into the agent's speech after that many ms of it. Whatever `when`
 * says, the line is spoken after `patienceMs` in which nobody said anything.
 */
export const callerLineSchema = z
  .strictObject({
    say: textSchema,
    /** How to read `say` aloud where its letters are not Latin: romaji. */
    spoken: textSchema.optional(),
    when: z.enum(['agentPauses', 'agentSpeaksMs']),
    agentSpeaksMs: z.int().min(100).optional(),
    patienceMs: z.int().min(0),
    /** An answering machine's tone, 1 kHz, begins 250 ms after the line and lasts this long. */
    beepMs: z.int().min(100).max(3_000).optional(),
  })
  .refine((line) => (line.when === 'agentSpeaksMs') === (line.agentSpeaksMs !== undefined), {
    message: 'agentSpeaksMs belongs to a line with when: "agentSpeaksMs", and to no other.',
    path: ['agentSpeaksMs'],
  })
export type CallerLine = z.infer<typeof callerLineSchema>

/** What the simulated model answers to a caller's line that it has recognised by its sound. */
export const answerSchema = z.strictObject({
  heard: textSchema,
  reply: textSchema,
  spoken: textSchema.optional(),
  /** Said as a goodbye: the model calls `end_call` after it, where the session has such a tool. */
  endsCall: z.literal(true).optional(),
})
export type Answer = z.infer<typeof answerSchema>

/** A conversation that the simulator can play: the person on the phone, and what the agent answers. */
export const scenarioSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
    title: textSchema,
    /** A dialled number that ends in these digits reaches this scenario. */
    ending: z.string().regex(/^\d{2,6}$/),
    /** The voice of the person on the phone. */
    voice: voiceNameSchema,
    ringMs: z.int().min(0).max(60_000),
    /** Twilio's AnsweredBy, told when answering-machine detection was asked for. */
    answeredBy: z.enum(['human', 'machine_end_beep', 'machine_start', 'fax', 'unknown']),
    caller: z.array(callerLineSchema),
    answers: z.array(answerSchema),
    /** Who ends the call. `caller`: after the last line and `hangUpAfterMs` in which nobody spoke. */
    hangsUp: z.enum(['caller', 'agent']),
    hangUpAfterMs: z.int().min(0).default(2_500),
  })
  .superRefine((scenario, issues) => {
    const said = new Set(scenario.caller.map((line) => line.say))
    scenario.answers.forEach((answer, at) => {
      if (said.has(answer.heard)) return
      const path = ['answers', at, 'heard']
      issues.addIssue({ code: 'custom', path, message: 'The caller never says this.' })
    })
  })
export type Scenario = z.infer<typeof scenarioSchema>

/** The scenario of every number that no ending claims. */
export const DEFAULT_SCENARIO = 'restaurant-booking'

/** Every scenario beside this file, by name. Throws with file and field when one of them is wrong. */
export function readScenarios(folder: URL = new URL('.', import.meta.url)): Scenario[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return files.toSorted().map((file) => readScenario(new URL(file, folder), file))
}

/**
 * The scenario that a number dials: the one with the longest matching ending, or the restaurant booking.
 * Throws when `scenarios` is empty.
 */
export function pickScenario(scenarios: readonly Scenario[], dialledNumber: string): Scenario {
  const digits = dialledNumber.replace(/\D/g, '')
  const [claiming] = scenarios
    .filter((scenario) => digits.endsWith(scenario.ending))
    .toSorted((a, b) => b.ending.length - a.ending.length)
  const scenario =
    claiming ?? scenarios.find(({ name }) => name === DEFAULT_SCENARIO) ?? scenarios[0]
  if (!scenario) throw new Error('There are no scenarios to pick from.')
  return scenario
}

function readScenario(path: URL, file: string): Scenario {
  const parsed = scenarioSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (parsed.success) return parsed.data
  throw new Error(`The scenario ${file} is wrong:\n${z.prettifyError(parsed.error)}`)
}
