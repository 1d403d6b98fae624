import { Worker } from 'node:worker_threads'
import type { Timbre } from './voice-names.ts'
import type { SpeechOrder, SpeechResult } from './voice-worker.ts'

export type SpeechThread = {
  /** Speaks a text once the thread is free: urgent texts first, then in order. */
  speak(text: string, timbre: Timbre, isUrgent: boolean): Speech
  close(): Promise<void>
}

/** A text being spoken. `hasten` makes it urgent when somebody has begun to wait for it. */
export type Speech = { audio: Promise<Uint8Array>; hasten(): void }

const CLOSED = 'The voices are closed'

type Waiting = {
  order: SpeechOrder
  isUrgent: boolean
  resolve: (audio: Uint8Array) => void
  reject: (error: Error) => void
}

/**
 * A worker thread that speaks one text at a time, started with the first text and started anew after a
 * crash. It keeps the process alive only while somebody waits for speech.
 */
export function speechThread(): SpeechThread {
  const queue: Waiting[] = []
  let speaking: Waiting | undefined
  let worker: Worker | undefined
  let lastId = 0
  let isClosed = false

  function start(): Worker {
    const started = new Worker(new URL('./voice-worker.ts', import.meta.url), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    started.on('message', settle)
    started.on('error', (cause) => lose(new Error('The speech thread failed', { cause })))
    return started
  }

  function speakNext(): void {
    if (speaking) return
    const urgent = queue.findIndex(({ isUrgent }) => isUrgent)
    const [next] = queue.splice(Math.max(0, urgent), 1)
    if (!next) return worker?.unref()
    speaking = next
    worker ??= start()
    worker.ref()
    worker.postMessage(next.order, [])
  }

  function settle(result: SpeechResult): void {
    const done = speaking
    if (done?.order.id !== result.id) return
    speaking = undefined
    if ('audio' in result) done.resolve(result.audio)
    else done.reject(new Error(result.problem))
    speakNext()
  }

  function lose(error: Error): void {
    worker = undefined
    const lost = [speaking, ...queue.splice(0)]
    speaking = undefined
    for (const waiting of lost) waiting?.reject(error)
  }

  function speak(text: string, timbre: Timbre, isUrgent: boolean): Speech {
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
    if (isClosed) reject(new Error(CLOSED))
    lastId += 1
    const waiting = { order: { id: lastId, text, timbre }, isUrgent, resolve, reject }
    if (!isClosed) queue.push(waiting)
    speakNext()
    return {
      audio: promise,
      hasten() {
        waiting.isUrgent = true
      },
    }
  }

  async function close(): Promise<void> {
    const closing = worker
    isClosed = true
    lose(new Error(CLOSED))
    await closing?.terminate()
  }

  return { speak, close }
}
