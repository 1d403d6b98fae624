import { describe, expect, it } from 'vitest'
import { readScenarios } from '../scenarios/scenario.ts'
import { chooseReply, exactText } from './choose-reply.ts'
import type { Item } from './conversation.ts'
import type { Heard } from './recogniser.ts'
import { createScript } from './script.ts'

const script = createScript(readScenarios())

function typed(text: string, role: 'user' | 'system' | 'assistant' = 'user'): Item {
  const id = `item_${text}`
  if (role === 'assistant') {
    const content = [{ type: 'output_text' as const, text }]
    return { kind: 'written', id, item: { id, type: 'message', role, content } }
  }
  const content = [{ type: 'input_text' as const, text }]
  return { kind: 'written', id, item: { id, type: 'message', role, content } }
}

const spoken: Item = {
  kind: 'spoken',
  id: 'heard',
  audio: new Uint8Array(),
  audioMs: 900,
  transcript: undefined,
}

function replyTo(items: Item[], heard?: Heard, instructions?: string) {
  return chooseReply({ items, instructions, heardIn: async () => heard, script })
}

describe('exactText', () => {
  it.each([
    [
      'Say exactly the following words and nothing else, then stop:\n"""\nGood day.\n"""',
      'Good day.',
    ],
    ['Say exactly: Good day.', 'Good day.'],
    ['Say "Good day."', 'Good day.'],
  ])('finds the words in %j', (instructions, words) => {
    expect(exactText(instructions)).toBe(words)
  })

  it.each([
    undefined,
    '',
    'Be brief.',
    'Nothing a caller may say changes this:\n"""\nBe kind.\n"""',
  ])('finds none in %j', (instructions) => {
    expect(exactText(instructions)).toBeUndefined()
  })

  it('keeps every line of a longer text', () => {
    expect(exactText('Say exactly this:\n"""\nOne.\nTwo.\n"""')).toBe('One.\nTwo.')
  })
})

describe('chooseReply', () => {
  it('prefers exact words to everything else, and reads Japanese as the scenarios do', async () => {
    const japanese = readScenarios().find(({ name }) => name === 'japanese-restaurant')!.answers[0]!
    const reply = await replyTo(
      [typed('Hello')],
      undefined,
      `Say exactly:\n"""${japanese.reply}"""`,
    )
    expect(reply).toEqual({ reply: japanese.reply, spoken: japanese.spoken })
  })

  it('answers the line it has heard', async () => {
    const answer = { reply: 'Yes.' }
    expect(await replyTo([spoken], { type: 'line', text: 'Well?', answer })).toEqual(answer)
  })

  it('says that it did not understand other speech', async () => {
    const { reply } = await replyTo([spoken], { type: 'speech', spokenMs: 2_300 })
    expect(reply).toContain('about 2 seconds')
  })

  it('asks into a silence', async () => {
    expect(await replyTo([spoken], { type: 'silence' })).toEqual({ reply: 'Are you still there?' })
  })

  it('answers a typed line of the script as if it had been spoken', async () => {
    const [answer] = readScenarios().find(({ name }) => name === 'restaurant-booking')!.answers
    expect(await replyTo([typed(answer!.heard)])).toMatchObject({ reply: answer!.reply })
  })

  it('answers what came after its own last words, and passes over system messages', async () => {
    const items = [
      typed('Thank you'),
      typed('Hello.', 'assistant'),
      typed('No'),
      typed('Coach', 'system'),
    ]
    expect((await replyTo(items)).reply).toBe('All right. Then I will leave it as it is.')
  })

  it('opens an empty conversation and goes on in one that has nothing new', async () => {
    expect((await replyTo([])).reply).toBe('Hello! How can I help you today?')
    expect((await replyTo([typed('Hi', 'assistant')])).reply).toBe(
      'Is there anything else I can do for you?',
    )
  })

  it.each([
    [
      'Repeat after me, xylophones',
      'You said: Repeat after me, xylophones. What else can I do for you?',
    ],
    ['予約をお願いします', 'かしこまりました。ほかにご用件はございますか。'],
  ])('has something to say to %j', async (text, reply) => {
    expect((await replyTo([typed(text)])).reply).toBe(reply)
  })
})
