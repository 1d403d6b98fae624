import { expect, test } from 'vitest'
import type { TranscriptLine } from '#contracts/transcript.ts'
import { holdsOfAnyCall } from '#tests/fixtures/random-call.ts'
import { notes, those, type SeenStep } from '#tests/fixtures/stepped-call.ts'

type Stretch = { fromMs: number; toMs: number }

/** The pauses as the effects told them so far: an account of its own. */
function heard(stretches: readonly Stretch[], { effects }: SeenStep): Stretch[] {
  return effects.reduce<Stretch[]>(
    (all, effect) => {
      if (effect.do === 'pause') return [...all, { fromMs: effect.atMs, toMs: Infinity }]
      if (effect.do !== 'resume') return all
      return all.map((one) => (one.toMs === Infinity ? { ...one, toMs: effect.atMs } : one))
    },
    [...stretches],
  )
}

function overlaps(line: TranscriptLine, stretches: readonly Stretch[]): boolean {
  const { startMs, endMs } = line
  if (startMs === null) return false
  return stretches.some((one) => startMs < one.toMs && (endMs ?? Infinity) > one.fromMs)
}

test('[INV-17] no text of a line that overlaps a pause ever leaves the core, or stays where it went', () => {
  holdsOfAnyCall(({ steps }) => {
    let stretches: Stretch[] = []
    const shown = new Map<string, TranscriptLine>()
    for (const step of steps) {
      stretches = heard(stretches, step)
      for (const { line } of those(step.effects, 'showLine')) {
        shown.set(line.itemId, line)
        if (line.withheld) expect([line.text, line.heardChars]).toEqual(['', null])
      }
      for (const line of shown.values()) {
        if (overlaps(line, stretches)) expect(line).toMatchObject({ text: '', withheld: true })
      }
    }
  })
})

test('[INV-18] no key that is pressed in a pause is told, but to the model', () => {
  holdsOfAnyCall(({ steps }) => {
    for (const { effects, after } of steps) {
      const keys = notes(effects).filter(({ type }) => type === 'dtmf')
      for (const key of keys) expect('digit' in key).toBe(after.pauses.on === null)
    }
  })
})

test('[INV-19] both recordings are told of every pause and every resumption, alternately', () => {
  holdsOfAnyCall(({ all }) => {
    const told = all
      .filter((effect) => /^(pause|resume)/.test(effect.do))
      .map(({ do: what }) => what)
    const each = ['pause', 'pauseRecording', 'resume', 'resumeRecording']
    told.forEach((what, nth) => expect(what).toBe(each[nth % each.length]))
  })
})
