'use client'

import { useEffect, useEffectEvent, type RefObject } from 'react'
import { toCallMs } from './call-clock.ts'
import type { Listening } from './listening-context.ts'
import { playerAct, speedBeside, type PlayerAct } from './player-keys.ts'
import { turnStart } from './spoken-lines.ts'

/**
 * Works a player by keys: on the whole page, or inside `scope` alone. Not while
 * somebody types, nor where a control or a dialog has its own use for the key.
 */
export function usePlayerKeys(listening: Listening, scope: RefObject<HTMLElement | null> | null) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : null
    if (scope !== null && scope.current?.contains(target) !== true) return
    const act = playerAct(event)
    if (act === null || !isFree(event, target, act)) return
    event.preventDefault()
    carryOut(listening, act)
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}

function isFree(event: KeyboardEvent, target: Element | null, act: PlayerAct): boolean {
  // Many keyboards write brackets with AltGr, which counts as Ctrl and Alt.
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey
  if (event.defaultPrevented || (hasModifier && !event.getModifierState('AltGraph'))) return false
  if (document.querySelector(overlays) !== null) return false
  if (target?.closest('input, textarea, select, [contenteditable="true"], [role="combobox"]'))
    return false
  const isScrubber = target?.closest('[data-scrubber]') != null
  if (act.do === 'toggle') return target?.closest('button, a, summary, [role="tab"]') == null
  if (act.do === 'start' || act.do === 'end') return isScrubber
  if (act.do === 'move')
    return (
      isScrubber ||
      target?.closest('[role="slider"], [role="radiogroup"], [role="tablist"]') == null
    )
  return true
}

function carryOut({ player, track, lines, goTo }: Listening, act: PlayerAct): void {
  if (track === null) return
  const callMs = toCallMs(player.now(), track.offsetMs)
  if (act.do === 'toggle') player.toggle()
  else if (act.do === 'move') goTo(callMs + act.seconds * 1_000)
  else if (act.do === 'turn') {
    const startMs = turnStart(lines, callMs, act.step)
    if (startMs !== null) goTo(startMs)
    else if (act.step === -1) goTo(track.offsetMs)
  } else if (act.do === 'speed') player.setSpeed(speedBeside(player.get().speed, act.step))
  else if (act.do === 'start') goTo(track.offsetMs)
  else goTo(track.offsetMs + (track.recording.durationMs ?? 0))
}

const overlays = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'
