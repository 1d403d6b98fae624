import { Worker } from 'node:worker_threads'
import type { Timbre } from './voice-names.ts'
import type { SpeechOrder, SpeechResult } from './voice-worker.ts'

export type SpeechThread = {
  speak(text: string, timbre: Timbre): Promise<Uint8Array>
  close(): Promise<void>
}

type Waiting = { resolve: (audio: Uint8Array) => void; reject: (error: Error) => void }

/**
 * A worker thread that speaks, started with the first text and started anew after a crash. It keeps
 * the process alive only while somebody waits for speech.
 */
export function speechThread(): SpeechThread {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let lastId = 0

  function start(): Worker {
    const started = new Worker(new URL('./voice-worker.ts', import.meta.url), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    started.on('message', settle)
    started.on('error', (cause) => lose(new Error('The speech thread failed', { cause })))
    started.unref()
    return started
  }

  function settle(result: SpeechResult): void {
    const speech = waiting.get(result.id)
    waiting.delete(result.id)
    if (waiting.size === 0) worker?.unref()
    if ('audio' in result) speech?.resolve(result.audio)
    else speech?.reject(new Error(result.problem))
  }

  function lose(error: Error): void {
    worker = undefined
    for (const speech of waiting.values()) speech.reject(error)
    waiting.clear()
  }

  function speak(text: string, timbre: Timbre): Promise<Uint8Array> {
    worker ??= start()
    worker.ref()
    const order: SpeechOrder = { id: (lastId += 1), text, timbre }
    worker.postMessage(order, [])
    return new Promise((resolve, reject) => waiting.set(order.id, { resolve, reject }))
  }

  async function close(): Promise<void> {
    const closing = worker
    lose(new Error('The voices are closed'))
    await closing?.terminate()
  }

  return { speak, close }
}
