import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeMulaw, encodeMulaw, MULAW_BYTES_PER_MS, MULAW_SILENCE } from '#core/audio/g711.ts'
import { readScenarios } from '../scenarios/scenario.ts'
import { createVoices } from '../voices/voices.ts'
import { createRecogniser } from './recogniser.ts'

const voices = createVoices()
afterAll(() => voices.close())

const scenarios = readScenarios()
const recogniser = createRecogniser(voices, scenarios)
const lines = scenarios.flatMap((scenario) =>
  scenario.answers.map((answer) => {
    const line = scenario.caller.find(({ say }) => say === answer.heard)!
    return { ...answer, voice: scenario.voice, reading: line.spoken ?? line.say }
  }),
)

const ms = (count: number) => count * MULAW_BYTES_PER_MS

async function speech(line: (typeof lines)[number]): Promise<Uint8Array> {
  return voices.speak(line.reading, line.voice)
}

function between(beforeMs: number, audio: Uint8Array, afterMs: number): Uint8Array {
  const padded = new Uint8Array(ms(beforeMs) + audio.length + ms(afterMs)).fill(MULAW_SILENCE)
  padded.set(audio, ms(beforeMs))
  return padded
}

/** Speech that is no line waits until every line has been learnt. */
beforeAll(async () => {
  await textOf(await voices.speak('Hello?', 'rms'))
}, 60_000)

async function textOf(mulaw: Uint8Array): Promise<string> {
  const heard = await recogniser.recognise(decodeMulaw(mulaw))
  return heard.type === 'line' ? heard.text : heard.type
}

describe.each(lines)('the line "$heard"', (line) => {
  it('is recognised as it was spoken, with its answer', async () => {
    const recognised = await recogniser.recognise(decodeMulaw(await speech(line)))
    expect(recognised).toMatchObject({
      type: 'line',
      text: line.heard,
      answer: { reply: line.reply },
    })
  })

  it('is recognised with silence around it and 200 ms late', async () => {
    expect(await textOf(between(200, await speech(line), 500))).toBe(line.heard)
  })

  it('is recognised when its first 150 ms are cut off and the frames lie askew', async () => {
    expect(await textOf((await speech(line)).subarray(ms(150) + 77))).toBe(line.heard)
  })

  it('is recognised four times quieter', async () => {
    const quiet = decodeMulaw(await speech(line)).map((sample) => sample / 4)
    expect(await textOf(encodeMulaw(quiet))).toBe(line.heard)
  })
})

describe('other sounds', () => {
  it.each([
    'I would like to order a taxi for tomorrow morning please.',
    'Could you tell me what the weather will be like in the mountains?',
    'Hello?',
    'No, thank you, we have everything we need at the moment.',
  ])('"%s" is nobody\'s line in any voice', async (text) => {
    for (const voice of ['rms', 'slt', 'awb'] as const) {
      expect(await textOf(await voices.speak(text, voice))).toBe('speech')
    }
  })

  it('silence is no line', async () => {
    expect(await textOf(new Uint8Array(ms(3_000)).fill(MULAW_SILENCE))).toBe('silence')
    expect(await textOf(new Uint8Array())).toBe('silence')
  })

  it('half a line is recognised as the sentences that it holds, and answered with patience', async () => {
    const line = lines.find(({ heard }) => heard.startsWith('Friday at seven'))!
    const sentence = await voices.speak('Friday at seven, let me see.', line.voice)
    const recognised = await recogniser.recognise(decodeMulaw(sentence))
    expect(recognised).toMatchObject({ type: 'line', text: 'Friday at seven, let me see.' })
    expect(recognised).not.toMatchObject({ answer: { reply: line.reply } })
  })

  it('a line is recognised with a tone behind it', async () => {
    const line = lines.find(({ voice }) => voice === 'kal')!
    const tone = Int16Array.from(
      { length: ms(800) },
      (_, at) => 8_000 * Math.sin((at * Math.PI) / 4),
    )
    const gap = new Uint8Array(ms(250)).fill(MULAW_SILENCE)
    const audio = Buffer.concat([await speech(line), gap, encodeMulaw(tone)])
    expect(await textOf(audio)).toBe(line.heard)
  })
})
