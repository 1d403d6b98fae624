import type { SubjectKind } from './audit-actions.ts'

/** What an act was done to, as a row shows it. */
export type Subject = {
  words: string
  /** Whole, for whoever looks closer. */
  id: string
  href: string | null
}

/** From this length on an id is shown by its two ends. */
const ID_CHARACTERS_MAX = 16

/**
 * What an act was done to, with a link where there is a page of it. `names`:
 * what ids are called today; a call and a recording are told by the vendor's own ids.
 */
export function subjectOf(
  id: string,
  kind: SubjectKind | null,
  names: ReadonlyMap<string, string>,
): Subject {
  const [first = id] = id.split('/')
  const known = kindOfId(first) ?? kind
  const words = names.get(first) ?? shortId(first)
  return { id, words, href: known && hrefOf(known, first) }
}

function kindOfId(id: string): SubjectKind | null {
  if (/^CA[0-9a-f]{32}$/.test(id)) return 'call'
  return /^RE[0-9a-f]{32}$/.test(id) ? 'recording' : null
}

function hrefOf(kind: SubjectKind, id: string): string {
  return kind === 'call' ? `/calls/${encodeURIComponent(id)}` : pages[kind]
}

const pages: Record<Exclude<SubjectKind, 'call'>, string> = {
  recording: '/recordings',
  agent: '/',
  key: '/settings/keys',
  person: '/settings/people',
  invitation: '/settings/people',
}

function shortId(id: string): string {
  return id.length > ID_CHARACTERS_MAX ? `${id.slice(0, 6)}…${id.slice(-4)}` : id
}
