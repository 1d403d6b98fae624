'use client'

import { Command } from 'cmdk'
import { Check, ChevronDown } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useController } from 'react-hook-form'
import { cn } from '#components/ui/cn.ts'
import { controlStyle } from '#components/ui/control-style.ts'
import { Field, useFieldControl } from '#components/ui/field.tsx'
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx'
import { transcriptionLanguages, type Language } from '../languages.ts'
import { useAgentForm } from './use-agent-form.ts'

/** The language callers speak: telling it makes transcripts better and faster. Found by typing. */
export function LanguageField({ disabledReason }: { disabledReason: string | undefined }) {
  const { control } = useAgentForm()
  const { field, fieldState } = useController({ control, name: 'transcription.language' })
  return (
    <Field
      label="Language"
      hint="Naming it makes transcripts better and earlier."
      disabledReason={disabledReason}
      error={fieldState.error?.message}
    >
      <LanguageSelect value={field.value} onChange={field.onChange} />
    </Field>
  )
}

/** A language's English name, or what is said in place of one when none is set. */
export function languageName(code: string): string {
  if (code === '') return ANY
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code
}

type LanguageSelectProps = { value: string; onChange(code: string): void }

function LanguageSelect({ value, onChange }: LanguageSelectProps) {
  const [open, setOpen] = useState(false)
  const { id, disabled, ...control } = useFieldControl()
  const languages = useMemo(() => transcriptionLanguages(), [])
  const choose = (code: string) => {
    onChange(code)
    setOpen(false)
  }
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        id={id}
        role="combobox"
        aria-expanded={open}
        aria-controls={open ? `${String(id)}-list` : undefined}
        disabled={disabled}
        {...control}
        className={cn(
          controlStyle,
          'flex h-9 items-center justify-between gap-2 text-left pointer-coarse:h-11',
        )}
      >
        <span className="truncate">{languageName(value)}</span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </PopoverTrigger>
      <PopoverContent
        aria-label="Language"
        align="start"
        className="w-(--radix-popover-trigger-width) min-w-60 p-0"
      >
        <Command label="Search languages" id={`${String(id)}-list`}>
          <Command.Input
            placeholder="Search languages"
            className="h-10 w-full border-b bg-transparent px-3 text-base placeholder:text-muted-foreground focus-visible:outline-none"
          />
          <Command.List className="max-h-64 overflow-y-auto p-1">
            <Command.Empty className="p-3 text-sm text-muted-foreground">
              No such language. Leave it to the model to find out.
            </Command.Empty>
            <LanguageItem language={anyLanguage} chosen={value === ''} onSelect={choose} />
            {languages.map((language) => (
              <LanguageItem
                key={language.code}
                language={language}
                chosen={value === language.code}
                onSelect={choose}
              />
            ))}
          </Command.List>
        </Command>
      </PopoverContent>
    </Popover>
  )
}

type LanguageItemProps = { language: Language; chosen: boolean; onSelect(code: string): void }

function LanguageItem({ language, chosen, onSelect }: LanguageItemProps) {
  const { code, name, ownName } = language
  return (
    <Command.Item
      value={`${name} ${ownName} ${code}`}
      onSelect={() => onSelect(code)}
      className="flex items-center gap-2 rounded-sm px-2 py-1.5 text-base data-[selected=true]:bg-accent pointer-coarse:py-2.5"
    >
      {name}
      {ownName !== name && (
        <span lang={code} className="text-xs text-muted-foreground">
          {ownName}
        </span>
      )}
      {chosen && <Check aria-label="chosen" className="ml-auto size-4 text-primary" />}
    </Command.Item>
  )
}

const ANY = 'Any: the model finds out'
const anyLanguage: Language = { code: '', name: ANY, ownName: ANY }
