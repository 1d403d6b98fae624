import type { AuditVerdict, ChainBreak } from '#contracts/audit.ts'

/** A verdict on the chain as a title and what it means. */
export function chainWords(verdict: AuditVerdict): { title: string; text: string } {
  const entries = `${verdict.entries.toLocaleString('en-GB')} ${verdict.entries === 1 ? 'entry' : 'entries'}`
  if (verdict.whole)
    return {
      title: verdict.entries === 0 ? 'The log is empty' : `The chain is whole: ${entries}`,
      text: 'No entry was changed, moved or taken out. Only the end could have been cut off unnoticed: keep the newest hash elsewhere, and compare it another day.',
    }
  const at =
    verdict.brokenAt === null ? 'An entry' : `Entry ${verdict.brokenAt.toLocaleString('en-GB')}`
  const why = verdict.why === null ? 'does not fit the one before it' : breaks[verdict.why]
  return {
    title: `The chain is broken: ${at.toLowerCase()} ${why}`,
    text: `Somebody with access to the database changed the log behind Switchboard's back. ${verdict.entries === 0 ? 'Nothing before it fits' : `The ${entries} before it fit`}. Save an export and compare it with a backup.`,
  }
}

const breaks: Record<ChainBreak, string> = {
  'head-cut': 'is the first, and others stood before it',
  missing: 'does not follow: entries before it were taken out',
  reordered: 'does not stand where it was written',
  altered: 'does not say what it said when it was written',
}
