/**
 * What is known of each Realtime model. Retirement dates are the vendor's
 * announcements as of 2026-11-21 (OpenAI's deprecations page); where the
 * vendor's model list answers, its own `shutdown_date` wins.
 */
export type ModelInfo = {
  id: string
  label: string
  /** Accepts `reasoning.effort`; the 1.x family refuses the field. */
  reasoning: boolean
  /** ISO date, or null when none is announced. */
  shutdownDate: string | null
  replacedBy: string | null
}

export const realtimeModels: readonly ModelInfo[] = [
  {
    id: 'gpt-realtime-2.1',
    label: 'GPT Realtime 2.1',
    reasoning: true,
    shutdownDate: null,
    replacedBy: null,
  },
  {
    id: 'gpt-realtime-2.1-mini',
    label: 'GPT Realtime 2.1 mini',
    reasoning: true,
    shutdownDate: null,
    replacedBy: null,
  },
  {
    id: 'gpt-realtime-2',
    label: 'GPT Realtime 2',
    reasoning: true,
    shutdownDate: null,
    replacedBy: 'gpt-realtime-2.1',
  },
  {
    id: 'gpt-realtime-1.5',
    label: 'GPT Realtime 1.5',
    reasoning: false,
    shutdownDate: null,
    replacedBy: 'gpt-realtime-2.1',
  },
  {
    id: 'gpt-realtime',
    label: 'GPT Realtime',
    reasoning: false,
    shutdownDate: '2027-01-20',
    replacedBy: 'gpt-realtime-2.1',
  },
  {
    id: 'gpt-realtime-mini',
    label: 'GPT Realtime mini',
    reasoning: false,
    shutdownDate: '2027-01-20',
    replacedBy: 'gpt-realtime-2.1-mini',
  },
]

export const transcriptionModels: readonly ModelInfo[] = [
  transcriptionModel('gpt-transcribe', 'GPT Transcribe', null),
  transcriptionModel('gpt-live-transcribe', 'GPT Live Transcribe', null),
  transcriptionModel('gpt-4o-transcribe', 'GPT-4o Transcribe', '2027-02-26'),
  transcriptionModel('gpt-4o-mini-transcribe', 'GPT-4o mini Transcribe', '2027-02-26'),
  transcriptionModel('whisper-1', 'Whisper 1', '2027-02-26'),
]

function transcriptionModel(id: string, label: string, shutdownDate: string | null): ModelInfo {
  const replacedBy = shutdownDate === null ? null : 'gpt-transcribe'
  return { id, label, reasoning: false, shutdownDate, replacedBy }
}
