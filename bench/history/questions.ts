import type { CallListQuery } from '#contracts/call-list.ts'

/** What the bench asks, and how many ms the database may take for it. */
export type Question = { name: string; query: Partial<CallListQuery>; page?: number; msMax: number }

const LIST_MS = 100
const SEARCH_MS = 300

const list = (name: string, query: Question['query'], page = 1): Question => ({
  name,
  query,
  page,
  msMax: LIST_MS,
})
const search = (text: string, query: Question['query'] = {}): Question => ({
  name: [`"${text}"`, ...Object.entries(query).map(([key, value]) => `${key}=${value}`)].join(' '),
  query: { ...query, text },
  msMax: SEARCH_MS,
})

/** `between` names a moment a part of the way from the oldest call to the newest. */
export function allQuestions(between: (part: number) => string): Question[] {
  return [
    list('first page', {}),
    list('page 500', {}, 500),
    list('inbound', { direction: 'inbound' }),
    list('no-answer', { status: 'no-answer' }),
    list('no-answer, page 300', { status: 'no-answer' }, 300),
    list('relay-lost (rare)', { endReason: 'relay-lost' }),
    list('the first agent', { agentId: 'seeded-agent-0' }),
    list('number +4420', { number: '+4420' }),
    list('number ending in 0958', { number: '0958' }),
    list('number of nobody', { number: '+999' }),
    list('over 15 minutes', { minSeconds: 900 }),
    list('under 10 seconds', { maxSeconds: 9 }),
    list('with a recording', { hasRecording: true }),
    list('without a recording', { hasRecording: false }),
    list('on hold', { legalHold: true }),
    list('tag follow up (common)', { tag: 'follow up' }),
    list('tag court case (rare)', { tag: 'court case' }),
    list('a day long ago', { from: between(0.3), to: between(0.302) }),
    list('inbound and busy', { direction: 'inbound', status: 'busy' }),
    list('busy with a recording (none)', { status: 'busy', hasRecording: true }),
    list('unanswered, over 10 seconds (none)', { endReason: 'no-answer', minSeconds: 10 }),
    list('court case and +4420', { tag: 'court case', number: '+4420' }),
    list('long ago, outbound, over 5 minutes', {
      to: between(0.5),
      direction: 'outbound',
      minSeconds: 300,
    }),
    search('thank you'),
    search('the'),
    search('zanzibar'),
    search('quetzal'),
    search('marzipan'),
    search('no such words'),
    search('鯨座流星群'),
    search('紫陽花'),
    search('予約の変更'),
    search('た'),
    search('table marzipan'),
    search('zanzibar th'),
    search('marzipan', { direction: 'inbound' }),
    search('marzipan', { endReason: 'relay-lost' }),
    search('marzipan', { tag: 'court case' }),
    search('thank you', { endReason: 'relay-lost' }),
    search('thank you', { tag: 'court case' }),
    search('thank you', { number: '+97150' }),
    search('quetzal', { to: between(0.3) }),
    search('thank you', { to: between(0.3), hasRecording: true }),
    search('cancelled reservation', { agentId: 'seeded-agent-5' }),
  ]
}
