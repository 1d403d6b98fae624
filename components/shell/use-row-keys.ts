'use client'

import type { RefObject } from 'react'
import { useHotkey } from './use-hotkey.ts'

/** `j` and `k` move the focus down and up among the elements of a list that are marked with `data-row`; Enter and Space are theirs. */
export function useRowKeys(listRef: RefObject<HTMLElement | null>): void {
  useHotkey('j', () => focusRow(listRef.current, 1))
  useHotkey('k', () => focusRow(listRef.current, -1))
}

function focusRow(list: HTMLElement | null, step: -1 | 1): void {
  if (list === null) return
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')]
  const at = rows.findIndex((row) => row === document.activeElement || isIn(row))
  const next = rows[at === -1 ? (step === 1 ? 0 : rows.length - 1) : at + step]
  next?.focus()
}

/** Whether the focus is in what a row has opened. */
function isIn(row: HTMLElement): boolean {
  return row.closest('li')?.contains(document.activeElement) === true
}
