import type { Spending } from '#contracts/spending.ts'

/** From this share on, a limit is worth a look. */
const NEAR = 0.8

/** How far a limit is used up. */
export type Meter = {
  id: 'callsAtOnce' | 'callsPerDay' | 'minutesPerDay' | 'spendPerDayUsd'
  label: string
  /** What is used and what there is, with its unit: `3 of 5 calls`. */
  words: string
  /** From 0 to 1. A limit of nothing is full from the start. */
  share: number
  /** The part of `share` that calls on the air hold and may give back. */
  heldShare: number
  /** How much that is, in words; empty: nothing. */
  heldWords: string
  state: 'free' | 'near' | 'reached'
  /** What happens now that it is reached, or would happen. */
  meaning: string
}

/** Today's use of each limit, in the order in which the page shows them. */
export function metersOf({ limits, use }: Spending): Meter[] {
  return [
    meter('callsAtOnce', use.callsAtOnce, limits.callsAtOnce, {
      label: 'Calls at once',
      words: `${figure(use.callsAtOnce)} of ${count(limits.callsAtOnce, 'call')}`,
      lifts: 'until one of them ends',
    }),
    meter('callsPerDay', use.callsToday, limits.callsPerDay, {
      label: 'Calls today',
      words: `${figure(use.callsToday)} of ${count(limits.callsPerDay, 'call')}`,
      lifts: 'until midnight UTC',
    }),
    meter('minutesPerDay', use.minutesToday, limits.minutesPerDay, {
      label: 'Minutes today',
      words: `${minutes(use.minutesToday)} of ${count(limits.minutesPerDay, 'minute')}`,
      lifts: 'until midnight UTC',
      held: use.heldMinutes,
      heldWords: `${minutes(use.heldMinutes)} held by calls that are up`,
    }),
    meter('spendPerDayUsd', use.spendTodayUsd, limits.spendPerDayUsd, {
      label: 'Spend today',
      words: `${dollars(use.spendTodayUsd)} of ${dollars(limits.spendPerDayUsd)}`,
      lifts: 'until midnight UTC',
      held: use.heldUsd,
      heldWords: `${dollars(use.heldUsd)} held by calls that are up`,
    }),
  ]
}

/** The moment at which the counts of the day begin again: midnight UTC after `since`. */
export function dayTurnsAt(since: string): string {
  const at = new Date(since)
  at.setUTCHours(24, 0, 0, 0)
  return at.toISOString()
}

/** What is held may come back before the day is over. */
const GIVEN_BACK = 'until calls that are up end, or midnight UTC'

type MeterWords = {
  label: string
  words: string
  lifts: string
  held?: number
  heldWords?: string
}

function meter(id: Meter['id'], used: number, limit: number, said: MeterWords): Meter {
  const { label, words, lifts, held = 0, heldWords = '' } = said
  const share = limit > 0 ? Math.min(1, used / limit) : 1
  const state = share >= 1 ? 'reached' : share >= NEAR ? 'near' : 'free'
  return {
    id,
    label,
    words,
    share,
    heldShare: used > 0 ? share * Math.min(1, held / used) : 0,
    heldWords: held > 0 ? heldWords : '',
    state,
    meaning: meaningOf(state, limit, used - held < limit && held > 0 ? GIVEN_BACK : lifts),
  }
}

function meaningOf(state: Meter['state'], limit: number, lifts: string): string {
  if (limit === 0) return 'No call can be placed while this is 0.'
  if (state === 'reached') return `Reached: new calls are refused ${lifts}.`
  if (state === 'near') return `Nearly reached: then new calls are refused ${lifts}.`
  return ''
}

const figure = (value: number) => value.toLocaleString('en-GB')

const count = (value: number, unit: string) => `${figure(value)} ${unit}${value === 1 ? '' : 's'}`

/** Minutes are counted by the second; the page shows them to a tenth while there are few. */
const minutes = (value: number) =>
  figure(value < 10 ? Math.round(value * 10) / 10 : Math.round(value))

/** An amount as it is shown: `$13.40`. */
export function dollars(value: number): string {
  return value.toLocaleString('en-US', { style: 'currency', currency: 'USD' })
}
