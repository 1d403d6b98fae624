'use client'

import { Volume1, Volume2, VolumeX } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { Slider } from '#components/ui/slider.tsx'
import { useListening } from './listening-context.ts'
import { usePlayerState } from './use-player.ts'
import { keepVolume } from './volume.ts'

/** Silence and loudness. Not there on touch screens, whose keys at the side do it, and whose browsers may refuse it. */
export function VolumeControl() {
  const { player } = useListening()
  const volume = usePlayerState(player, (state) => state.volume)
  const isMuted = usePlayerState(player, (state) => state.isMuted)
  const Icon = isMuted || volume === 0 ? VolumeX : volume < 0.5 ? Volume1 : Volume2
  return (
    <span className="flex items-center gap-1 pointer-coarse:hidden">
      <Button
        variant="ghost"
        size="iconSm"
        aria-label="Mute"
        aria-pressed={isMuted}
        onClick={() => player.setMuted(!isMuted)}
      >
        <Icon aria-hidden />
      </Button>
      <span className="w-20">
        <Slider
          aria-label="Volume"
          valueText={`${Math.round(volume * 100)} per cent`}
          min={0}
          max={1}
          step={0.05}
          value={[isMuted ? 0 : volume]}
          onValueChange={([value]) => {
            if (value === undefined) return
            player.setVolume(value)
            keepVolume(value)
          }}
        />
      </span>
    </span>
  )
}
