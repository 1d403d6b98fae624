import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  chainStart,
  chainText,
  chainWalk,
  followChain,
  type ChainEntry,
  type ChainWalk,
} from './chain.ts'

type Link = ChainEntry & { hash: string }
const hashOf = (entry: ChainEntry) => createHash('sha256').update(chainText(entry)).digest('hex')

function link(seq: number, previousHash: string, over: Partial<ChainEntry> = {}): Link {
  const entry = {
    seq,
    at: '2026-11-21T10:00:00.000Z',
    actor: { kind: 'operator', id: 'o1', name: 'Ada' },
    action: 'placeCall',
    subject: 'call-1',
    address: '192.0.2.1',
    result: 'done',
    detail: { status: 201, first: true },
    requestId: 'r1',
    previousHash,
    ...over,
  }
  return { ...entry, hash: hashOf(entry) }
}

function chain(length: number): Link[] {
  const links: Link[] = []
  for (let seq = 1; seq <= length; seq += 1) links.push(link(seq, links.at(-1)?.hash ?? chainStart))
  return links
}

/** Follows all of them: the walk, or the number of the first that does not fit and why. */
function follow(links: readonly Link[]): ChainWalk | [number, string] {
  let walk = chainWalk
  for (const entry of links) {
    const followed = followChain(walk, entry, hashOf(entry))
    if (!followed.fits) return [entry.seq, followed.why]
    walk = followed.walk
  }
  return walk
}

describe('following a chain', () => {
  const whole = chain(5)
  const [one, two, three, four, five] = whole as [Link, Link, Link, Link, Link]

  test('a whole one is followed to its end', () => {
    expect(follow(whole)).toEqual({ entries: 5, lastSeq: 5, lastHash: five.hash })
    expect(follow([])).toEqual(chainWalk)
  })

  test('[AUDIT-3] an altered entry is the first that does not fit, whatever was altered', () => {
    const alterations: Partial<ChainEntry>[] = [
      { at: '2026-11-21T10:00:00.001Z' },
      { actor: { ...three.actor, name: 'Bob' } },
      { actor: { ...three.actor, id: null } },
      { actor: { ...three.actor, kind: 'nobody' } },
      { action: 'endCall' },
      { subject: null },
      { address: '192.0.2.2' },
      { result: 'refused' },
      { detail: { status: 202, first: true } },
      { detail: null },
      { detail: [['first', true]] },
      { detail: [] },
      { requestId: null },
    ]
    for (const over of alterations) {
      const altered = { ...three, ...over }
      expect(follow([one, two, altered, four, five])).toEqual([3, 'altered'])
    }
  })

  test('[AUDIT-3] an altered entry that was given a fitting hash is told by the one after it', () => {
    const rewritten = link(3, two.hash, { action: 'endCall' })
    expect(follow([one, two, rewritten, four, five])).toEqual([4, 'reordered'])
  })

  test('[AUDIT-3] missing, reordered and cut-off entries are told apart', () => {
    expect(follow([one, two, four, five])).toEqual([4, 'missing'])
    expect(follow([two, three])).toEqual([2, 'head-cut'])
    expect(follow([one, three, two])).toEqual([3, 'missing'])
    expect(follow([one, two, two])).toEqual([2, 'reordered'])
    expect(follow([{ ...one, seq: 0 }, one])).toEqual([0, 'reordered'])
    const swapped = { ...three, seq: 2 }
    expect(follow([one, swapped])).toEqual([2, 'altered'])
  })

  test('the order of a detail’s keys does not matter, nor can two details be taken for one', () => {
    const detail = { first: true, status: 201 }
    expect(hashOf({ ...one, detail })).toBe(one.hash)
    expect(hashOf({ ...one, detail: Object.entries(detail) })).not.toBe(one.hash)
  })
})
