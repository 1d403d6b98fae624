import type { LatencyPartId } from './turn-latency.ts'

/** The colours of a wait's stretches; their order and a gap tell them apart as well. */
export const partTones: Record<LatencyPartId, string> = {
  noticed: 'bg-input',
  model: 'bg-primary',
  relay: 'bg-foreground',
  carrier: 'bg-lamp',
}
