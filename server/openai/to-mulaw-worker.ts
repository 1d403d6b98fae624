/** A thread that turns 24 kHz, 16-bit PCM (`workerData`) into base64 mu-law at 8 kHz, once. */
import { parentPort, workerData } from 'node:worker_threads'
import { encodeMulaw, G711_RATE_HZ } from '#core/audio/g711.ts'
import { resample } from '#core/audio/resample.ts'

const speechRateHz = 24_000

const pcm = workerData as ArrayBuffer
const samples = new Int16Array(pcm, 0, Math.floor(pcm.byteLength / 2))
const bytes = encodeMulaw(resample(samples, speechRateHz, G711_RATE_HZ))
parentPort?.postMessage(Buffer.from(bytes).toString('base64'), [])
