import { expect, test } from 'vitest'
import { holdsOfAnyCall } from '#tests/fixtures/random-call.ts'
import { kinds, those } from '#tests/fixtures/stepped-call.ts'
import { isPlaying } from './playback.ts'
import { wireId } from './scope-ids.ts'

test('[INV-1] nothing is ever heard beyond what was sent, and no truncation says so', () => {
  holdsOfAnyCall(({ steps }) => {
    for (const { effects, before, after } of steps) {
      for (const item of after.playback.items) {
        expect(item.heardMs).toBeGreaterThanOrEqual(0)
        expect(item.heardMs).toBeLessThanOrEqual(item.sentMs)
      }
      for (const cut of those(effects, 'truncate')) {
        const item = before.playback.items.find(
          (known) =>
            known.model === before.model.number && wireId(before, known.itemId) === cut.itemId,
        )
        expect(cut.audioEndMs).toBeGreaterThanOrEqual(0)
        expect(cut.audioEndMs).toBeLessThanOrEqual(item?.sentMs ?? -1)
        expect(after.model.number).toBe(before.model.number)
      }
    }
  })
})

test('[INV-3] the line is cleared only while something is queued on it', () => {
  holdsOfAnyCall(({ steps }) => {
    for (const { effects, before } of steps) {
      if (those(effects, 'clear').length > 0) expect(isPlaying(before.playback)).toBe(true)
    }
  })
})

test('[INV-5] no audio goes to a model session before it has taken the configuration', () => {
  holdsOfAnyCall(({ steps }) => {
    const configured = new Set<number>()
    const taken = new Set<number>()
    for (const { event, effects, after } of steps) {
      const isAnswer = event.type === 'said' && event.event.type === 'session.updated'
      if (isAnswer && configured.has(event.number)) taken.add(event.number)
      for (const { number } of those(effects, 'configure')) configured.add(number)
      if (kinds(effects).every((kind) => !kind.startsWith('model.append'))) continue
      expect(after.phase.name).not.toBe('connecting')
      expect(taken).toContain(after.model.number)
    }
  })
})

test('[INV-12] the media clock never runs backwards, and counts no audio that was not given', () => {
  holdsOfAnyCall(({ steps }) => {
    for (const { before, after } of steps) {
      expect(after.audio.mediaMs).toBeGreaterThanOrEqual(before.audio.mediaMs)
      expect(after.audio.droppedBytes).toBeGreaterThanOrEqual(before.audio.droppedBytes)
      if (after.model.number !== before.model.number) continue
      if (before.phase.name !== 'live') continue
      expect(after.audio.givenMs).toBeGreaterThanOrEqual(before.audio.givenMs)
    }
  })
})

test('[INV-13] once every mark has come back, no finished item is left unheard', () => {
  holdsOfAnyCall((call) => {
    call.hearAll()
    const left = call.session.playback.items
    expect(left.filter((item) => item.complete)).toEqual([])
  })
})
