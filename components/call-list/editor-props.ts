import type { CallView } from './call-view.ts'

/** What every editor of a filter is given. */
export type EditorProps = {
  view: CallView
  /** Sets the filter, which ends the choosing. */
  onSet(change: Partial<CallView>): void
}
