'use client'

import { LoaderCircle, Play, Square, Star } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import { useId } from 'react'
import { useController } from 'react-hook-form'
import type { Voice } from '#contracts/agent.ts'
import type { VoiceInfo } from '#contracts/rest/catalog.ts'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import { FieldError, useFieldsLocked } from '#components/ui/field.tsx'
import { useVoiceSample, type VoiceSample } from '../use-voice-sample.ts'
import { useAgentForm } from './use-agent-form.ts'

/**
 * The ten voices, all in sight, each with its sample. Arrow keys choose; Tab
 * goes on to the chosen voice's sample, so that ten buttons are not ten stops.
 */
export function VoiceField({ voices }: { voices: readonly VoiceInfo[] }) {
  const { control } = useAgentForm()
  const { field } = useController({ control, name: 'voice' })
  const sample = useVoiceSample()
  const isLocked = useFieldsLocked()
  const id = useId()
  return (
    <div className="grid gap-1.5">
      <span className="flex items-baseline justify-between gap-3">
        <span id={id} className="text-sm font-medium">
          Voice
        </span>
        <span className="flex items-center gap-1 text-xs text-muted-foreground">
          <Star aria-hidden className="size-3 text-lamp-text" /> recommended
        </span>
      </span>
      <RadioGroup.Root
        aria-labelledby={id}
        value={field.value}
        onValueChange={field.onChange}
        onBlur={field.onBlur}
        disabled={isLocked}
        className="grid grid-cols-2 gap-1.5"
      >
        {voices.map((voice) => (
          <VoiceChoice
            key={voice.id}
            voice={voice}
            chosen={voice.id === field.value}
            sample={sample}
            noteId={`${id}-note`}
          />
        ))}
      </RadioGroup.Root>
      {voices.some((voice) => voice.sampleUrl === null) && (
        <p id={`${id}-note`} className="text-xs text-muted-foreground">
          {sampleNote(voices)}
        </p>
      )}
      {sample.problem !== null && <FieldError message={sample.problem} />}
    </div>
  )
}

type VoiceChoiceProps = {
  voice: VoiceInfo
  chosen: boolean
  sample: VoiceSample
  noteId: string
}

function VoiceChoice({ voice, chosen, sample, noteId }: VoiceChoiceProps) {
  const name = voiceName(voice.id)
  const hasSample = voice.sampleUrl !== null
  const state = sample.voice === voice.id ? sample.state : 'silent'
  return (
    <div
      className={cn(
        'relative flex items-center rounded-md border',
        chosen ? 'border-primary bg-primary-soft' : 'border-border hover:border-input',
      )}
    >
      <RadioGroup.Item
        value={voice.id}
        aria-label={voice.recommended ? `${name}, recommended` : name}
        className="group flex h-9 min-w-0 flex-1 items-center gap-2 rounded-md pl-2.5 text-left text-sm disabled:cursor-not-allowed disabled:text-muted-foreground pointer-coarse:h-11"
      >
        <span className="inline-flex size-3.5 shrink-0 items-center justify-center rounded-full border border-input bg-card group-data-[state=checked]:border-primary">
          <RadioGroup.Indicator className="size-2 rounded-full bg-primary" />
        </span>
        <span className={cn('truncate', chosen && 'font-medium')}>{name}</span>
        {voice.recommended && <Star aria-hidden className="size-3.5 shrink-0 text-lamp-text" />}
      </RadioGroup.Item>
      <Button
        variant="ghost"
        size="iconSm"
        className="mr-1"
        tabIndex={chosen ? 0 : -1}
        disabled={!hasSample}
        aria-describedby={hasSample ? undefined : noteId}
        aria-label={state === 'silent' ? `Play a sample of ${name}` : `Stop the sample of ${name}`}
        onClick={() => sample.toggle(voice)}
      >
        <SampleIcon state={state} />
      </Button>
    </div>
  )
}

function SampleIcon({ state }: { state: VoiceSample['state'] }) {
  if (state === 'loading') return <LoaderCircle aria-hidden className="animate-spin" />
  return state === 'playing' ? <Square aria-hidden /> : <Play aria-hidden />
}

/** A voice's name as it is shown: `marin` is Marin. */
export function voiceName(voice: Voice): string {
  return voice.charAt(0).toUpperCase() + voice.slice(1)
}

function sampleNote(voices: readonly VoiceInfo[]): string {
  return voices.every((voice) => voice.sampleUrl === null)
    ? 'The model’s service offers no samples of its voices; hear them in a call.'
    : 'Voices with a grey button have no sample; hear them in a call.'
}
