import { expect, test } from 'vitest'
import { answeringPerson, stepPerson, type Manner, type Person } from './step-person.ts'

const FRAME_MS = 20

function listener(manner: Manner) {
  let person: Person = answeringPerson()
  const acts: string[] = []
  function step(event: Parameters<typeof stepPerson>[1]): void {
    const next = stepPerson(person, event, manner)
    person = next.person
    if (next.act.do !== 'nothing') acts.push(next.act.do === 'say' ? `say ${next.act.line}` : 'bye')
  }
  function hear(heard: 'voice' | 'silence', ms: number): void {
    for (let at = 0; at < ms; at += FRAME_MS) step({ heard, durationMs: FRAME_MS })
  }
  return { acts, hear, finishLine: () => step({ heard: 'ownLineEnded' }) }
}

const polite = { when: 'agentPauses', patienceMs: 4_000 } as const

test('a person answers once the other side has spoken and paused', () => {
  const person = listener({ lines: [polite], hangsUp: 'caller', hangUpAfterMs: 900 })
  person.hear('voice', 1_000)
  person.hear('silence', 400)
  person.hear('voice', 500)
  expect(person.acts).toEqual([])
  person.hear('silence', 700)
  expect(person.acts).toEqual(['say 0'])
})

test('with nothing to hear, a person speaks when patience ends', () => {
  const person = listener({ lines: [polite], hangsUp: 'caller', hangUpAfterMs: 900 })
  person.hear('silence', 3_980)
  expect(person.acts).toEqual([])
  person.hear('silence', 20)
  expect(person.acts).toEqual(['say 0'])
})

test('a click is not a reply', () => {
  const person = listener({ lines: [polite], hangsUp: 'caller', hangUpAfterMs: 900 })
  person.hear('voice', 60)
  person.hear('silence', 1_500)
  expect(person.acts).toEqual([])
})

test('an interrupter speaks into the other side after so many ms of it', () => {
  const lines = [{ when: 'agentSpeaksMs', agentSpeaksMs: 800, patienceMs: 4_000 }] as const
  const person = listener({ lines, hangsUp: 'caller', hangUpAfterMs: 900 })
  person.hear('voice', 780)
  expect(person.acts).toEqual([])
  person.hear('voice', 20)
  expect(person.acts).toEqual(['say 0'])
})

test('a line that has begun is not interrupted by what is heard meanwhile', () => {
  const person = listener({ lines: [polite, polite], hangsUp: 'caller', hangUpAfterMs: 900 })
  person.hear('silence', 4_000)
  person.hear('voice', 3_000)
  person.hear('silence', 3_000)
  expect(person.acts).toEqual(['say 0'])
  person.finishLine()
  person.hear('voice', 200)
  person.hear('silence', 700)
  expect(person.acts).toEqual(['say 0', 'say 1'])
})

test('after the last line a person hangs up when the reply is over, once', () => {
  const person = listener({ lines: [polite], hangsUp: 'caller', hangUpAfterMs: 900 })
  person.hear('silence', 4_000)
  person.finishLine()
  person.hear('voice', 1_000)
  person.hear('silence', 880)
  expect(person.acts).toEqual(['say 0'])
  person.hear('silence', 5_000)
  expect(person.acts).toEqual(['say 0', 'bye'])
})

test('a person whose last words got no reply waits for one longer than after a reply', () => {
  const person = listener({ lines: [polite], hangsUp: 'caller', hangUpAfterMs: 900 })
  person.hear('silence', 4_000)
  person.finishLine()
  person.hear('silence', 5_980)
  expect(person.acts).toEqual(['say 0'])
  person.hear('silence', 20)
  expect(person.acts).toEqual(['say 0', 'bye'])
})

test('a person who leaves the ending to the other side goes after three minutes', () => {
  const person = listener({ lines: [], hangsUp: 'agent', hangUpAfterMs: 900 })
  person.hear('voice', 1_000)
  person.hear('silence', 178_980)
  expect(person.acts).toEqual([])
  person.hear('silence', 20)
  expect(person.acts).toEqual(['bye'])
})
