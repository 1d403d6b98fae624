'use client'

import { useState } from 'react'
import type { AgentConfig } from '#contracts/agent.ts'
import { EndingFields } from './fields/ending-fields.tsx'
import { FailureFields } from './fields/failure-fields.tsx'
import { LimitFields } from './fields/limit-fields.tsx'
import { languageName } from './fields/language-field.tsx'
import { ModelFields } from './fields/model-fields.tsx'
import { RecordingFields } from './fields/recording-fields.tsx'
import { Section } from './fields/section.tsx'
import { SilenceFields } from './fields/silence-fields.tsx'
import { SoundFields } from './fields/sound-fields.tsx'
import { TranscriptionFields } from './fields/transcription-fields.tsx'
import { TurnFields } from './fields/turn-fields.tsx'
import { useAgentForm } from './fields/use-agent-form.ts'
import {
  summariseEnding,
  summariseFailure,
  summariseLimits,
  summariseRecording,
  summariseSilence,
  summariseSound,
  summariseTranscription,
  summariseTurns,
} from './summaries.ts'

type Part = keyof AgentConfig

/** The settings an operator seldom touches, folded, each with what it is set to. */
export function EditorSections({ changed }: { changed: readonly Part[] }) {
  const { watch, formState } = useAgentForm()
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const form = watch()
  const { errors } = formState
  const toggle = (title: string, open: boolean) =>
    setOpened(
      (before) => new Set(open ? [...before, title] : [...before].filter((t) => t !== title)),
    )
  const section = (title: string, parts: readonly Part[]) => {
    const hasError = parts.some((part) => errors[part] !== undefined)
    return {
      title,
      hasError,
      isChanged: parts.some((part) => changed.includes(part)),
      // A section with a mistake opens at the attempt to save, so that the mistake can be seen.
      open: opened.has(title) || (hasError && formState.submitCount > 0),
      onOpenChange: (open: boolean) => toggle(title, open),
    }
  }
  return (
    <>
      <Section {...section('Model', ['model', 'reasoningEffort'])} summary={form.model}>
        <ModelFields />
      </Section>
      <Section
        {...section('Turn-taking', ['turnDetection', 'hearsKeypad'])}
        summary={summariseTurns(form)}
      >
        <TurnFields />
      </Section>
      <Section
        {...section('When the line is silent', ['noInput'])}
        summary={summariseSilence(form)}
      >
        <SilenceFields />
      </Section>
      <Section
        {...section('Ending the call', ['mayEndCall', 'longestCallMinutes'])}
        summary={summariseEnding(form)}
      >
        <EndingFields />
      </Section>
      <Section
        {...section('When something breaks', ['cover', 'fallback'])}
        summary={summariseFailure(form)}
      >
        <FailureFields />
      </Section>
      <Section
        {...section('Transcription', ['transcription'])}
        summary={summariseTranscription(form, languageName(form.transcription.language))}
      >
        <TranscriptionFields />
      </Section>
      <Section
        {...section('Recording', ['recordedBy', 'pausesRecordingForKeypad'])}
        summary={summariseRecording(form)}
      >
        <RecordingFields />
      </Section>
      <Section {...section('Sound', ['speed', 'noiseReduction'])} summary={summariseSound(form)}>
        <SoundFields />
      </Section>
      <Section
        {...section('Response length', ['maxResponseTokens'])}
        summary={summariseLimits(form)}
      >
        <LimitFields />
      </Section>
    </>
  )
}
