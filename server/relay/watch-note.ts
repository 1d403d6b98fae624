import type { CallWatch } from './call-watch.ts'

/** What the meters learn from an entry that the call made in its own event log. */
export function watchNote(watch: CallWatch, type: string, data: Record<string, unknown>): void {
  switch (type) {
    case 'recovery.done':
      return watch.recovery('model', 'recovered', msOf(data['afterMs']))
    case 'recovery.failed':
      return watch.recovery('model', 'failed', 0)
    case 'session.renewed':
      return watch.recovery('rotation', 'recovered', 0)
    case 'rotation.delayed':
      return watch.recovery('rotation', 'failed', 0)
    case 'call.resumed':
      return watch.recovery('stream', 'recovered', 0)
    case 'response.failed':
      return watch.error('response-failed')
    default:
      return undefined
  }
}

function msOf(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
