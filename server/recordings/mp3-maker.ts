import { spawn, type ChildProcessByStdio } from 'node:child_process'
import type { ServerResponse } from 'node:http'
import { constants, setPriority } from 'node:os'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { mulawWav } from '#core/audio/wav.ts'

/** Makes MP3 of recordings, where ffmpeg is installed. */
export type Mp3Maker = {
  /** Whether it can be done here: found out once, by doing it. */
  works: Promise<boolean>
  /** As many are being made as may be at once. */
  isBusy(): boolean
  /**
   * Sends a WAV as MP3 and ends the answer; what fails, or takes too long, is cut
   * off, so that nobody takes it for all of it. Whoever leaves ends the making.
   */
  send(wav: Readable, response: ServerResponse): Promise<void>
}

/** `command`: another program that takes the same words. */
export function createMp3Maker({
  command = 'ffmpeg',
  atOnceMax = 2,
  withinMs = 30 * 60_000,
}: { command?: string; atOnceMax?: number; withinMs?: number } = {}): Mp3Maker {
  let running = 0
  return {
    works: tryOut(command),
    isBusy: () => running >= atOnceMax,
    async send(wav, response) {
      running += 1
      const late = setTimeout(() => response.destroy(), withinMs)
      try {
        if (await make(command, wav, response)) response.end()
        else response.destroy()
      } finally {
        clearTimeout(late)
        running -= 1
      }
    },
  }
}

/**
 * Both ways through pipes. Twice the telephone's rate, which more players know; the
 * sides stay apart; no header that would have to be written when all is over.
 */
const words = [
  '-hide_banner -loglevel error -nostdin -protocol_whitelist pipe',
  '-f wav -i pipe:0 -map_metadata -1 -threads 1',
  '-codec:a libmp3lame -joint_stereo 0 -ar 16000 -b:a 64k',
  '-write_xing 0 -f mp3 pipe:1',
].flatMap((part) => part.split(' '))

/** True: all of it was made and taken. */
async function make(command: string, wav: Readable, response: ServerResponse): Promise<boolean> {
  const child = start(command)
  goSecond(child)
  const stop = () => {
    child.kill('SIGKILL')
    // Its end is told only once nobody reads it any more.
    child.stdout.destroy()
  }
  response.once('close', stop)
  let isFull = false
  child.stdin.once('error', () => (isFull = true)).once('close', () => (isFull = true))
  wav.once('error', () => {
    // A source that breaks would else look like the end of the sound.
    if (!isFull) stop()
  })
  const ended = endOf(child)
  child.stdout.pipe(response, { end: false })
  await pipeline(wav, child.stdin).catch(() => undefined)
  const isMade = await ended
  response.off('close', stop)
  return isMade && !response.destroyed
}

/** Whether it makes something of a moment of silence. */
async function tryOut(command: string): Promise<boolean> {
  const child = start(command)
  const ended = endOf(child)
  const late = setTimeout(() => child.kill('SIGKILL'), TRIED_WITHIN_MS)
  let bytes = 0
  child.stdout.on('data', (piece: Buffer) => (bytes += piece.length))
  const silence = mulawWav(new Uint8Array(3_200).fill(0xff), 2)
  await pipeline(Readable.from([silence]), child.stdin).catch(() => undefined)
  const isMade = await ended
  clearTimeout(late)
  return isMade && bytes > 0
}

const TRIED_WITHIN_MS = 30_000

type Child = ChildProcessByStdio<Writable, Readable, null>

function start(command: string): Child {
  return spawn(command, words, { stdio: ['pipe', 'pipe', 'ignore'] })
}

/** Calls go first: where both want the processor, this gets a tenth of it. */
function goSecond(child: Child): void {
  try {
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It is over already, or the system does not let us: it is made all the same.
  }
}

/** Whether it ended well; never rejects. */
function endOf(child: Child): Promise<boolean> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('close', (code) => resolve(code === 0))
  })
}
