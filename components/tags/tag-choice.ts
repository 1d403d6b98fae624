import type { TagCalls } from '#contracts/call-list.ts'
import { tagSchema, type Call } from '#contracts/call.ts'

/** Whether all of the calls have a tag, some, or none. */
export type TagShare = boolean | 'indeterminate'

/** What shall become of a tag: all of the calls have it, or none. Tags that are not named stay as they are. */
export type TagChoice = ReadonlyMap<string, boolean>

/** How many of the calls have a tag, once what was chosen is done. */
export function shareOfTag(
  calls: readonly Pick<Call, 'tags'>[],
  tag: string,
  choice: TagChoice,
): TagShare {
  const wanted = choice.get(tag)
  if (wanted !== undefined) return wanted
  const count = calls.filter(({ tags }) => tags.includes(tag)).length
  if (count === 0) return false
  return count === calls.length ? true : 'indeterminate'
}

/** Gives a tag to all of the calls; with all having it, takes it off. */
export function chooseTag(
  calls: readonly Pick<Call, 'tags'>[],
  tag: string,
  choice: TagChoice,
): TagChoice {
  return new Map(choice).set(tag, shareOfTag(calls, tag, choice) !== true)
}

/** The request that does what was chosen. */
export function tagRequest(callIds: readonly string[], choice: TagChoice): TagCalls {
  const having = (wanted: boolean) =>
    [...choice].flatMap(([tag, isWanted]) => (isWanted === wanted ? [tag] : []))
  return { callIds: [...callIds], add: having(true), remove: having(false) }
}

/** What somebody typed, as a tag; why it is none; or nothing, where it is empty. */
export function readTag(typed: string): { tag: string } | { problem: string } | null {
  if (typed.trim() === '') return null
  const parsed = tagSchema.safeParse(typed)
  if (parsed.success) return { tag: parsed.data }
  return { problem: parsed.error.issues[0]?.message ?? 'That is no tag.' }
}
