/** Calls that were chosen to be worked on together, and the one that a range goes on from. */
export type Selection = { ids: ReadonlySet<string>; anchor: string | null }

export const nothingSelected: Selection = { ids: new Set(), anchor: null }

/** What one act is meant for at most (contracts/call-list.ts). */
export const SELECTED_MAX = 500

/** Chooses a call, or no longer. */
export function toggle({ ids }: Selection, id: string): Selection {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { ids: next, anchor: id }
}

/** Gives all calls from the last one touched to this one, as the list shows them, the state that this one gets. */
export function toggleRange(selection: Selection, id: string, shown: readonly string[]): Selection {
  const [from, to] = [shown.indexOf(selection.anchor ?? id), shown.indexOf(id)]
  if (from === -1 || to === -1) return toggle(selection, id)
  const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1)
  const next = new Set(selection.ids)
  const isWanted = !next.has(id)
  for (const each of range) {
    if (isWanted) next.add(each)
    else next.delete(each)
  }
  return { ids: next, anchor: id }
}

/** Chooses all that the list shows, as many as one act takes; with all of these chosen, none. */
export function toggleAll({ ids }: Selection, shown: readonly string[]): Selection {
  const all = shown.slice(0, SELECTED_MAX)
  const areChosen = all.length > 0 && all.every((id) => ids.has(id))
  return areChosen ? nothingSelected : { ids: new Set(all), anchor: null }
}

/** How much of what is shown is chosen, for the box over the list. */
export function shareOf({ ids }: Selection, shown: readonly string[]): boolean | 'indeterminate' {
  const count = shown.filter((id) => ids.has(id)).length
  if (count === 0) return false
  return count === Math.min(shown.length, SELECTED_MAX) ? true : 'indeterminate'
}
