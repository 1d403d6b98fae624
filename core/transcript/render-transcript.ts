import type { Call } from '#contracts/call.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'
import { unreachable } from '../unreachable.ts'
import { renderCsv } from './render-csv.ts'
import { renderJson } from './render-json.ts'
import { renderSrt } from './render-srt.ts'
import { renderText } from './render-text.ts'
import { renderVtt } from './render-vtt.ts'

export type TranscriptFormat = 'txt' | 'json' | 'csv' | 'vtt' | 'srt'

/** Every format a transcript is written in; each is also the end of its file's name. */
export const transcriptFormats: readonly TranscriptFormat[] = ['txt', 'json', 'csv', 'vtt', 'srt']

/** A transcript as a file of this format. */
export function renderTranscript(
  format: TranscriptFormat,
  call: Call,
  lines: readonly TranscriptLine[],
): string {
  switch (format) {
    case 'txt':
      return renderText(call, lines)
    case 'json':
      return renderJson(call, lines)
    case 'csv':
      return renderCsv(lines)
    case 'vtt':
      return renderVtt(lines)
    case 'srt':
      return renderSrt(lines)
    default:
      return unreachable(format)
  }
}
