/**
 * The stretches of time that cover the time from `from` to `to`, as the
 * database's `search_stretches` names them: the shortest of which `most` are
 * enough, or else the longest that there are. They begin earlier and end later,
 * as no stretch is cut; `beginsAt` is when the first one does.
 */
export function stretchesBetween(
  from: Date,
  to: Date,
  most: number,
): { names: string[]; beginsAt: Date } {
  const count = (level: Level) => nth(to, level) - nth(from, level) + 1
  const level = shorter.find((each) => count(each) <= most) ?? longest
  const first = nth(from, level)
  return {
    names: Array.from({ length: count(level) }, (_, at) => level.sign + (first + at).toString(16)),
    beginsAt: new Date(first * level.seconds * 1_000),
  }
}

/** Which stretch of its kind a moment lies in, counted from 1970. */
function nth(at: Date, { seconds }: Level): number {
  return Math.floor(at.getTime() / 1_000 / seconds)
}

type Level = { sign: string; seconds: number }

/** The same as in the database. */
const shorter: readonly Level[] = [
  { sign: '@', seconds: 7_200 },
  { sign: '#', seconds: 230_400 },
]
const longest: Level = { sign: '$', seconds: 7_372_800 }
