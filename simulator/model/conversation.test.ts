import { describe, expect, it } from 'vitest'
import {
  findItem,
  insertItem,
  truncateAnswer,
  type AnswerItem,
  type Conversation,
  type Item,
} from './conversation.ts'

const answer = (id: string): AnswerItem => ({
  kind: 'answer',
  id,
  modality: 'audio',
  status: 'completed',
  text: 'Good evening.',
  format: { type: 'audio/pcmu' },
  audio: [new Uint8Array(4_000), new Uint8Array(4_000)],
  audioMs: 1_000,
})
const spoken = (id: string): Item => ({
  kind: 'spoken',
  id,
  audio: new Uint8Array(),
  audioMs: 500,
  transcript: undefined,
})

function inserted(conversation: Conversation, item: Item, after?: string | null): Conversation {
  const result = insertItem(conversation, item, after)
  if (!result.ok) throw new Error(result.error.message)
  return result.conversation
}

describe('insertItem', () => {
  const two = inserted(inserted([], spoken('a')), answer('b'))

  it.each([
    [undefined, ['a', 'b', 'new'], 'b'],
    [null, ['a', 'b', 'new'], 'b'],
    ['root', ['new', 'a', 'b'], null],
    ['a', ['a', 'new', 'b'], 'a'],
  ])('after %j makes the order %j', (after, order, previousItemId) => {
    const result = insertItem(two, spoken('new'), after)
    expect(result.ok && result.conversation.map(({ id }) => id)).toEqual(order)
    expect(result).toMatchObject({ previousItemId })
  })

  it('refuses an id twice, and a place that does not exist', () => {
    expect(insertItem(two, spoken('a'))).toMatchObject({ ok: false, error: { param: 'item.id' } })
    expect(insertItem(two, spoken('c'), 'x')).toMatchObject({
      ok: false,
      error: { param: 'previous_item_id' },
    })
    expect(findItem(two, 'c')).toBeUndefined()
  })
})

describe('truncateAnswer', () => {
  it('cuts sound and length, and the text as a whole', () => {
    const result = truncateAnswer(answer('b'), 0, 600)
    expect(result).toMatchObject({ ok: true, item: { audioMs: 600, text: '' } })
    expect(result.ok && Buffer.concat(result.item.audio).length).toBe(4_800)
  })

  it('takes the exact length, and nothing longer, even after an earlier cut', () => {
    const exact = truncateAnswer(answer('b'), 0, 1_000)
    expect(exact.ok).toBe(true)
    const shorter = truncateAnswer(answer('b'), 0, 600)
    const again = shorter.ok && truncateAnswer(shorter.item, 0, 601)
    expect(again).toMatchObject({
      ok: false,
      error: { message: 'Audio content of 600ms is already shorter than 601ms' },
    })
  })

  it('refuses what is not the audio of the model', () => {
    expect(truncateAnswer(spoken('a'), 0, 0)).toMatchObject({
      ok: false,
      error: { param: 'item_id' },
    })
    expect(truncateAnswer({ ...answer('b'), modality: 'text' }, 0, 0).ok).toBe(false)
    expect(truncateAnswer(answer('b'), 1, 0)).toMatchObject({
      ok: false,
      error: { param: 'content_index' },
    })
  })
})
