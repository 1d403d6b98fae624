import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMp3Maker } from '#server/recordings/mp3-maker.ts'
import { asProgram, problemOf } from '#tests/fixtures/app-under-test.ts'
import { exportsUnderTest } from '#tests/fixtures/exports-under-test.ts'

/**
 * A program in place of ffmpeg, so that these hold where none is installed: it
 * wants the words that ffmpeg gets, and `body` is what it does with its input.
 */
function encoder(name: string, body: string): string {
  const path = join(folder, name)
  const wanted = `if (!process.argv.includes('libmp3lame')) process.exit(2)`
  writeFileSync(path, `#!${process.execPath}\n${wanted}\n${body}\n`)
  chmodSync(path, 0o755)
  return path
}

const folder = mkdtempSync(join(tmpdir(), 'switchboard-mp3-'))
/** Says MP3 and gives back what it was given. */
const echo = encoder('echo', `process.stdout.write('MP3'); process.stdin.pipe(process.stdout)`)
let house: Awaited<ReturnType<typeof exportsUnderTest>>
beforeAll(
  async () => void (house = await exportsUnderTest({ mp3: createMp3Maker({ command: echo }) })),
)
afterAll(async () => {
  await house[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

const addressOf = (recordingSid: string) => `/api/recordings/${recordingSid}/audio?format=mp3`

test('[EXPORT-16] a recording is sent as MP3, as a file where one is asked for, and without ranges', async () => {
  const { recordingSid, wav } = await house.callWithSound()
  const asked = { headers: { range: 'bytes=0-9' } }
  const response = await asProgram('GET', `${addressOf(recordingSid)}&download=1`, asked)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('audio/mpeg')
  expect(response.headers.get('accept-ranges')).toBe('none')
  expect(response.headers.get('content-disposition')).toMatch(
    new RegExp(`^attachment; filename="recording-[\\d-]+-${recordingSid}\\.mp3"$`),
  )
  const body = Buffer.from(await response.arrayBuffer())
  expect(body.subarray(0, 3).toString()).toBe('MP3')
  expect(new Uint8Array(body.subarray(3))).toEqual(wav)
})

test('[EXPORT-16] its ETag is another than that of the WAV', async () => {
  const { recordingSid } = await house.callWithSound()
  const mp3 = await asProgram('HEAD', addressOf(recordingSid))
  const wav = await asProgram('HEAD', `/api/recordings/${recordingSid}/audio`)
  expect([mp3.status, wav.status]).toEqual([200, 200])
  expect(mp3.headers.get('etag')).not.toBe(wav.headers.get('etag'))
  const headers = { 'if-none-match': mp3.headers.get('etag')! }
  expect((await asProgram('GET', addressOf(recordingSid), { headers })).status).toBe(304)
})

test('[EXPORT-16] without ffmpeg, or with one that knows no MP3, that is said in words', async () => {
  for (const command of [join(folder, 'nowhere'), encoder('old', 'process.exit(1)')]) {
    await using bare = await exportsUnderTest({ mp3: createMp3Maker({ command }) })
    const { recordingSid } = await bare.callWithSound()
    const problem = await problemOf(await asProgram('GET', addressOf(recordingSid)))
    expect(problem).toMatchObject({ status: 501, code: 'format-unavailable' })
    expect((await asProgram('GET', `/api/recordings/${recordingSid}/audio`)).status).toBe(200)
  }
})

/** May be missing; nothing here needs it. */
const encoderHere = 'ffmpeg'
const hasFfmpeg = spawnSync(encoderHere, ['-version']).status === 0
test('[EXPORT-16] what ffmpeg makes of it, where there is one, is as long as it was', async () => {
  const maker = createMp3Maker()
  expect(await maker.works).toBe(hasFfmpeg)
  await using own = await exportsUnderTest({ mp3: maker })
  const { recordingSid } = await own.callWithSound({}, 3)
  const response = await asProgram('GET', addressOf(recordingSid))
  expect(response.status).toBe(hasFfmpeg ? 200 : 501)
  if (!hasFfmpeg) return
  const mp3 = Buffer.from(await response.arrayBuffer())
  const decoded = spawnSync(
    encoderHere,
    ['-loglevel', 'error', '-i', 'pipe:0', '-f', 's16le', 'pipe:1'],
    { input: mp3 },
  ).stdout
  const seconds = decoded.length / (16_000 * 2 * 2)
  expect(seconds).toBeGreaterThan(2.9)
  expect(seconds).toBeLessThan(3.3)
})

test('[EXPORT-17] a third one at once is told to come again, and can once one has left', async () => {
  const hanging = encoder(
    'hanging',
    `process.stdout.write('MP3'); process.stdin.once('data', (piece) => {
      if (piece.length < 5_000) process.exit(0)
      setInterval(() => undefined, 1_000)
    })`,
  )
  await using own = await exportsUnderTest({ mp3: createMp3Maker({ command: hanging }) })
  const { recordingSid } = await own.callWithSound({}, 60)
  const address = addressOf(recordingSid)
  const readers = []
  for (let at = 0; at < 2; at += 1) {
    const response = await asProgram('GET', address)
    expect(response.status).toBe(200)
    readers.push(response.body!.getReader())
  }
  const third = await asProgram('GET', address)
  expect(third.headers.get('retry-after')).toBe('10')
  expect(await problemOf(third)).toMatchObject({ status: 429, code: 'too-many-requests' })
  await readers[0]!.cancel()
  await expect
    .poll(
      async () => {
        const again = await asProgram('GET', address)
        await again.body?.cancel()
        return again.status
      },
      { timeout: 10_000 },
    )
    .toBe(200)
  await readers[1]!.cancel()
})

test('[EXPORT-17] what takes too long, fails, or whose source breaks is cut off, not ended', async () => {
  const probed = 'if (piece.length < 5_000) process.exit(0)'
  const begins = (then: string) =>
    `process.stdout.write('MP3'); process.stdin.once('data', (piece) => { ${probed}; ${then} })`
  const stuck = encoder('stuck', begins('setInterval(() => undefined, 1_000)'))
  const failing = encoder('failing', begins('process.exit(1)'))
  const whole = Number.POSITIVE_INFINITY
  const cases = [
    { mp3: createMp3Maker({ command: stuck, withinMs: 500 }), breakAt: whole },
    { mp3: createMp3Maker({ command: failing }), breakAt: whole },
    { mp3: createMp3Maker({ command: echo }), breakAt: 100_000 },
  ]
  for (const { mp3, breakAt } of cases) {
    await using own = await exportsUnderTest({ mp3 })
    const { recordingSid } = await own.callWithSound({}, 60)
    own.read.breakAt = breakAt
    const response = await asProgram('GET', addressOf(recordingSid))
    await expect(response.arrayBuffer()).rejects.toThrow()
    await expect.poll(mp3.isBusy).toBe(false)
  }
})
