import { afterAll, describe, expect, it } from 'vitest'
import { decodeMulaw, G711_RATE_HZ, MULAW_SILENCE } from '#core/audio/g711.ts'
import { SPEECH_RMS, spokenRms } from './loudness.ts'
import { createVoices } from './voices.ts'
import { voiceNameSchema } from './voice-names.ts'

const LINE = 'Good evening, Trattoria Lucia. How can I help you today?'
const voices = createVoices()
afterAll(() => voices.close())

describe('voices', () => {
  it.each(voiceNameSchema.options)(
    '%s speaks a line at its length and at telephone level',
    async (name) => {
      const audio = await voices.speak(LINE, name)
      expect(audio.length / G711_RATE_HZ).toBeGreaterThan(2.9)
      expect(audio.length / G711_RATE_HZ).toBeLessThan(4.6)
      const rms = spokenRms(decodeMulaw(audio), 160)
      expect(Math.abs(rms - SPEECH_RMS) / SPEECH_RMS).toBeLessThan(0.1)
      expect(audio.filter((byte) => byte === MULAW_SILENCE).length / audio.length).toBeLessThan(0.3)
    },
  )

  it('no two voices sound the same', async () => {
    const spoken = await Promise.all(
      voiceNameSchema.options.map((name) => voices.speak(LINE, name)),
    )
    const distinct = new Set(spoken.map((audio) => Buffer.from(audio).toString('base64')))
    expect(distinct.size).toBe(voiceNameSchema.options.length)
  })

  it('speaks faster when the speed is higher', async () => {
    const [normal, fast, slow] = await Promise.all(
      [1, 1.5, 0.5].map((speed) => voices.speak('One table for four people.', 'marin', speed)),
    )
    expect(fast!.length / normal!.length).toBeCloseTo(1 / 1.5, 1)
    expect(slow!.length / normal!.length).toBeCloseTo(2, 0)
  })

  it('speaks a text once and then hands out what it kept', async () => {
    const [first, second] = await Promise.all([
      voices.speak(LINE, 'ash'),
      voices.speak(LINE, 'ash'),
    ])
    expect(second).toBe(first)
  })

  it('says nothing for a text that nobody can read', async () => {
    expect(await voices.speak('...', 'ash')).toHaveLength(0)
  })

  it('does not hold up the thread that asks', async () => {
    const startedAtMs = performance.now()
    const speech = voices.speak(`${LINE} ${LINE} ${LINE}`, 'cedar')
    expect(performance.now() - startedAtMs).toBeLessThan(50)
    expect((await speech).length).toBeGreaterThan(9 * G711_RATE_HZ)
  })

  it('speaks what somebody waits for before what will be needed later', async () => {
    const order: string[] = []
    const note = (name: string) => () => order.push(name)
    const first = voices.prepare('This text is being spoken already.', 'awb').then(note('first'))
    const later = voices.prepare('This text can wait a little.', 'awb').then(note('later'))
    const hastened = voices.prepare('This text is needed after all.', 'awb')
    const urgent = voices.speak('This text is needed now.', 'awb').then(note('urgent'))
    const waited = voices.speak('This text is needed after all.', 'awb').then(note('hastened'))
    await Promise.all([first, later, hastened, urgent, waited])
    expect(order).toEqual(['first', 'hastened', 'urgent', 'later'])
  })

  it('rejects what is still to be spoken when it is closed', async () => {
    const closing = createVoices()
    const speech = closing.speak(LINE, 'ash')
    await closing.close()
    await expect(speech).rejects.toThrow('closed')
    await expect(closing.speak('Anybody there?', 'ash')).rejects.toThrow('closed')
  })
})
