/** A model as `GET /v1/models` lists it: `shutdownDate` is the day from which it answers no more. */
export type CatalogModel = { id: string; createdAt: string; shutdownDate: string | null }

/** The realtime and transcription models of 2026-11-21 (OpenAI's models and deprecations pages). */
export const MODEL_CATALOG: readonly CatalogModel[] = [
  { id: 'gpt-realtime-2.1', createdAt: '2026-07-08', shutdownDate: null },
  { id: 'gpt-realtime-2.1-mini', createdAt: '2026-07-08', shutdownDate: null },
  { id: 'gpt-realtime-2', createdAt: '2026-04-21', shutdownDate: null },
  { id: 'gpt-realtime-1.5', createdAt: '2026-02-23', shutdownDate: null },
  { id: 'gpt-realtime', createdAt: '2025-08-28', shutdownDate: '2027-01-20' },
  { id: 'gpt-realtime-2025-08-28', createdAt: '2025-08-28', shutdownDate: '2027-01-20' },
  { id: 'gpt-realtime-mini', createdAt: '2025-10-06', shutdownDate: '2027-01-20' },
  { id: 'gpt-realtime-mini-2025-12-15', createdAt: '2025-12-15', shutdownDate: '2027-01-20' },
  { id: 'gpt-transcribe', createdAt: '2026-06-02', shutdownDate: null },
  { id: 'gpt-live-transcribe', createdAt: '2026-06-02', shutdownDate: null },
  { id: 'gpt-realtime-whisper', createdAt: '2026-05-07', shutdownDate: null },
  { id: 'gpt-4o-transcribe', createdAt: '2025-03-20', shutdownDate: '2027-02-26' },
  { id: 'gpt-4o-mini-transcribe', createdAt: '2025-03-20', shutdownDate: '2027-02-26' },
  { id: 'whisper-1', createdAt: '2023-02-27', shutdownDate: '2027-02-26' },
]

/** Whether a Realtime session can be opened with this model. Names of the retired previews are gone. */
export function isRealtimeModel(model: string): boolean {
  return /^gpt-realtime(?!-whisper)/.test(model)
}

/** `reasoning` is taken by the 2.x models only; earlier ones refuse the field. */
export function canReason(model: string): boolean {
  return /^gpt-realtime-2(\.|$|-mini)/.test(model)
}
