/** What is known about a model's end. `shutdownDate` is an ISO date, null when none is announced. */
export type Retirement = { shutdownDate: string | null; replacedBy: string | null }

/**
 * When a model retires, how long that is from `today`, and what to use instead:
 * "Retires 20 Jan 2027, in 60 days; use gpt-realtime-2.1". Null when no end is announced.
 */
export function retirementText(model: Retirement, today: Date): string | null {
  if (model.shutdownDate === null) return null
  const days = daysUntil(model.shutdownDate, today)
  const verb = days < 0 ? 'Retired' : 'Retires'
  const instead = model.replacedBy === null ? '' : `; use ${model.replacedBy}`
  return `${verb} ${dayName(model.shutdownDate)}, ${inDays(days)}${instead}`
}

/** Whole days from `today` (in UTC, as the vendor announces) to an ISO date; negative when past. */
export function daysUntil(isoDate: string, today: Date): number {
  const from = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate())
  return Math.round((Date.parse(isoDate.slice(0, 10)) - from) / DAY_MS)
}

const DAY_MS = 86_400_000

function dayName(isoDate: string): string {
  return new Date(isoDate.slice(0, 10)).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
}

function inDays(days: number): string {
  const count = Math.abs(days)
  const unit = count === 1 ? 'day' : 'days'
  if (days === 0) return 'today'
  return days > 0 ? `in ${String(count)} ${unit}` : `${String(count)} ${unit} ago`
}
