import { expect, test } from 'vitest'
import { holdsOfAnyCall } from '#tests/fixtures/random-call.ts'
import { modelsClosed, those } from '#tests/fixtures/stepped-call.ts'

test('[INV-2] a response is asked for only when none is under way and none is asked for', () => {
  holdsOfAnyCall(({ steps }) => {
    for (const { effects, before, after } of steps) {
      const asked = those(effects, 'createResponse')
      expect(asked.length).toBeLessThanOrEqual(1)
      const { sent, activeId } = after.responses
      if (asked[0] !== undefined && after.phase.name === 'live') {
        expect(activeId).toBeNull()
        expect(sent).toBe(asked[0].request)
      }
      if (sent !== null && sent !== before.responses.sent) expect(asked).toHaveLength(1)
    }
  })
})

test('[INV-4] after the end nothing is done any more, but an answer to a late operator', () => {
  holdsOfAnyCall(({ steps }) => {
    for (const { effects, before } of steps) {
      if (before.phase.name !== 'ended') continue
      expect(effects.every((effect) => effect.to === 'operator')).toBe(true)
    }
  })
})

test('[INV-7] at most one model session is asked anything, and it is open', () => {
  holdsOfAnyCall(({ steps }) => {
    const open = new Set<number>()
    for (const { effects, after } of steps) {
      for (const effect of effects) {
        if (effect.to !== 'model') continue
        if (effect.do === 'open') open.add(effect.number)
        else if (effect.do === 'close') open.delete(effect.number)
        else if (effect.do === 'configure') expect(open).toContain(effect.number)
        else expect(open).toContain(after.model.number)
      }
    }
  })
})

test('[INV-8] no two model sessions share a number, and all of them are closed by the end', () => {
  holdsOfAnyCall((call) => {
    call.take({ from: 'phone', type: 'stopped' })
    const opened = those(call.all, 'open').map((effect) => effect.number)
    const closed = modelsClosed(call.all)
    expect(new Set(opened).size).toBe(opened.length)
    expect(new Set(closed).size).toBe(closed.length)
    expect(opened.filter((number) => !closed.includes(number))).toEqual([])
  })
})

test('[INV-9] a call ends once, and its line is closed once', () => {
  holdsOfAnyCall((call) => {
    call.take({ from: 'phone', type: 'stopped' })
    call.take({ from: 'relay', type: 'stopping' })
    expect(those(call.all, 'saveEnd').length).toBeLessThanOrEqual(1)
    expect(those(call.all, 'endCall').length).toBeLessThanOrEqual(1)
    const closed = those(call.all, 'close').filter((effect) => effect.to === 'phone')
    expect(closed).toHaveLength(1)
  })
})

test('[INV-10] whatever is waited for has a timer, and the end leaves none', () => {
  holdsOfAnyCall(({ steps }) => {
    for (const { after, timers } of steps) {
      const { phase, closing, responses } = after
      if (phase.name === 'ended') {
        expect([...timers]).toEqual([])
        continue
      }
      expect(timers).toContain('longestCall')
      if (closing !== null) expect(timers).toContain('closing')
      else if (phase.name === 'connecting') {
        expect(timers.has('modelReady') || timers.has('reconnect')).toBe(true)
      }
      if (phase.name === 'live') expect(timers).toContain('watchdog')
      if (responses.pausing) expect(timers).toContain('retryResponse')
    }
  })
})

test('[INV-11] no request waits for nothing', () => {
  holdsOfAnyCall(({ steps }) => {
    for (const { after } of steps) {
      const { activeId, sent, pausing, waiting } = after.responses
      if (after.phase.name !== 'live' || waiting.length === 0) continue
      expect(activeId !== null || sent !== null || pausing).toBe(true)
    }
  })
})
