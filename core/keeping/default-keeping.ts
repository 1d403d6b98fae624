import type { KeepingSettings } from '#contracts/keeping.ts'

/** What holds where nobody has set anything: all is kept for ever. */
export const defaultKeeping: KeepingSettings = {
  retention: { recordingsDays: null, transcriptsDays: null, callsDays: null },
  agents: {},
  deletesAtCarrier: false,
  quotaBytes: null,
}
