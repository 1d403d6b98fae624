import { z } from 'zod'

/** The speakers that flite brings: two American (slt female, rms male), one Scottish (awb), one early American (kal). */
export const speakerSchema = z.enum(['slt', 'rms', 'awb', 'kal'])
export type Speaker = z.infer<typeof speakerSchema>

/** Every voice the simulator can speak in: the Realtime API's ten, and flite's speakers under their own names. */
export const voiceNameSchema = z.enum([
  'alloy',
  'ash',
  'ballad',
  'coral',
  'echo',
  'sage',
  'shimmer',
  'verse',
  'marin',
  'cedar',
  ...speakerSchema.options,
])
export type VoiceName = z.infer<typeof voiceNameSchema>

/** How a voice is made: a speaker, its pitch (1.1 is 10 % higher) and its rate (1.1 is 10 % faster). */
export type Timbre = { speaker: Speaker; pitch: number; rate: number }

/** The timbre of a voice. The ten lie far enough apart for a change of voice to be heard. */
export function timbreOf(voice: VoiceName): Timbre {
  return TIMBRES[voice]
}

const TIMBRES: Record<VoiceName, Timbre> = {
  alloy: { speaker: 'slt', pitch: 0.92, rate: 1.06 },
  ash: { speaker: 'rms', pitch: 1, rate: 1.12 },
  ballad: { speaker: 'awb', pitch: 0.96, rate: 1 },
  coral: { speaker: 'slt', pitch: 1.08, rate: 1.12 },
  echo: { speaker: 'rms', pitch: 1.12, rate: 1.08 },
  sage: { speaker: 'slt', pitch: 0.84, rate: 1 },
  shimmer: { speaker: 'slt', pitch: 1.17, rate: 1.06 },
  verse: { speaker: 'awb', pitch: 1.12, rate: 1.05 },
  marin: { speaker: 'slt', pitch: 1, rate: 1.1 },
  cedar: { speaker: 'rms', pitch: 0.88, rate: 1.04 },
  slt: { speaker: 'slt', pitch: 1, rate: 1 },
  rms: { speaker: 'rms', pitch: 1, rate: 1 },
  awb: { speaker: 'awb', pitch: 1, rate: 1 },
  kal: { speaker: 'kal', pitch: 1, rate: 1 },
}
