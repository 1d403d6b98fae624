import type { BenchOptions } from './options.ts'

/** What is measured side by side. */
export type RelayName = 'relay' | 'passThrough'

export function commandOf(name: RelayName, options: BenchOptions): string {
  return name === 'relay' ? options.relay : 'node bench/pass-through.ts'
}
