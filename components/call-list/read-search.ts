import type { CallView } from './call-view.ts'

/** What the search box shows: the words that are searched for, or else the number. */
export function searchText({ text, number }: Pick<CallView, 'text' | 'number'>): string {
  return text === '' ? number : text
}

/**
 * What typing into the search box asks for: a number where it looks like one,
 * else words of a transcript. What the box showed before is taken back, and
 * nothing else.
 */
export function readSearch(typed: string, view: CallView): Pick<CallView, 'text' | 'number'> {
  const wanted = typed.trim()
  if (looksLikeNumber(wanted)) return { text: '', number: wanted }
  return { text: wanted, number: view.text === '' ? '' : view.number }
}

/** Digits as people write numbers, four at least: the last ones of a number, or a country's and an area's. */
function looksLikeNumber(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '').length
  return /^\+?[0-9 ().-]{2,32}$/.test(text) && digits >= (text.startsWith('+') ? 1 : 4)
}
