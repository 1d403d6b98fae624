/** What the README of an export says of it. */
export type ExportFacts = {
  what: string
  by: string
  madeAt: Date
  isOne: boolean
  calls: number
  /** What is missing, or not as it should be. */
  notes: readonly string[]
}

/** The README of an export: what it is, what its files are, and what is missing. */
export function readMe({ what, by, madeAt, isOne, calls, notes }: ExportFacts): string {
  const count = calls === 1 ? '1 call' : `${calls} calls`
  return [
    'Export of Switchboard',
    '',
    `Of: ${inOneRow(what)}`,
    `Made: ${madeAt.toISOString()}, for ${inOneRow(by)}`,
    ...(isOne ? [] : [`Holds: ${count}, each in a folder named by its time (UTC), number and id`]),
    '',
    'Files',
    ...files,
    '',
    'Missing, or not as it should be',
    ...(notes.length === 0 ? ['  nothing'] : notes.map((note) => `  ${inOneRow(note)}`)),
    '',
    'What was deleted is not in here. Words that were said in a pause of keeping were never kept.',
    '',
  ].join('\n')
}

const files = [
  '  call.json            the call, as the API tells it',
  '  transcript.txt       who said what when, to be read',
  '  transcript.json      the same for programs',
  '  transcript.csv       the same for spreadsheets',
  '  transcript.vtt .srt  the same as subtitles: what was heard, by the time of the media stream',
  '  events.json          what phone, model and relay told each other',
  '  turns.json           where the time of each turn went',
  '  usage.json           what each response consumed',
  '  recordings.json      the recordings: who made them, when, how long, with their sums',
  '  recording-*.wav      their sound: the caller left, the agent right where there are two sides',
  '  SHA256SUMS           the sum of each file here; check with: sha256sum --check SHA256SUMS',
]

function inOneRow(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ')
}
