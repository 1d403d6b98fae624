'use client'

import { Command } from 'cmdk'
import { Check, Plus, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useController, type Control } from 'react-hook-form'
import type { SpendingLimits } from '#contracts/spending.ts'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import { FieldError } from '#components/ui/field.tsx'
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx'
import { callableCountries, nameOfCountry, type Country } from './countries.ts'

/** The countries that may be called: each can be taken away, others are found by typing. */
export function CountriesField({ control }: { control: Control<SpendingLimits> }) {
  const { field, fieldState } = useController({ control, name: 'countries' })
  const chosen = field.value.toSorted((a, b) => nameOfCountry(a).localeCompare(nameOfCountry(b)))
  const toggle = (code: string) =>
    field.onChange(
      field.value.includes(code)
        ? field.value.filter((each) => each !== code)
        : [...field.value, code],
    )
  return (
    <div role="group" aria-labelledby="countries-label" className="grid gap-2">
      <p id="countries-label" className="text-sm font-medium">
        Countries that may be called
      </p>
      <ul className="flex flex-wrap gap-1.5">
        {chosen.map((code) => (
          <li
            key={code}
            className="flex h-8 max-w-full items-center gap-0.5 rounded-md border bg-muted pl-2.5 text-sm pointer-coarse:h-10"
          >
            <span className="truncate">{nameOfCountry(code)}</span>
            <Button
              variant="ghost"
              size="iconSm"
              aria-label={`Take ${nameOfCountry(code)} away`}
              onClick={() => toggle(code)}
            >
              <X aria-hidden />
            </Button>
          </li>
        ))}
        <li>
          <CountryPicker chosen={field.value} onToggle={toggle} />
        </li>
      </ul>
      <p className="text-xs text-pretty text-muted-foreground">
        {chosen.length === 0
          ? 'With no country, every call is refused.'
          : 'Calls to any other country are refused. So are premium and shared-cost numbers everywhere.'}
      </p>
      {fieldState.error?.message && <FieldError message={fieldState.error.message} />}
    </div>
  )
}

type CountryPickerProps = { chosen: readonly string[]; onToggle(code: string): void }

function CountryPicker({ chosen, onToggle }: CountryPickerProps) {
  const [open, setOpen] = useState(false)
  const countries = useMemo(() => callableCountries(), [])
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button size="sm" className="h-8 pointer-coarse:h-10">
          <Plus aria-hidden /> Add a country
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Countries" align="start" className="w-72 p-0">
        <Command label="Search countries">
          <Command.Input
            placeholder="Name, code or +49"
            className="h-10 w-full border-b bg-transparent px-3 text-base placeholder:text-muted-foreground focus-visible:outline-none"
          />
          <Command.List className="max-h-64 overflow-y-auto p-1">
            <Command.Empty className="p-3 text-sm text-muted-foreground">
              No country is called that.
            </Command.Empty>
            {countries.map((country) => (
              <CountryItem
                key={country.code}
                country={country}
                isChosen={chosen.includes(country.code)}
                onSelect={onToggle}
              />
            ))}
          </Command.List>
        </Command>
      </PopoverContent>
    </Popover>
  )
}

type CountryItemProps = { country: Country; isChosen: boolean; onSelect(code: string): void }

function CountryItem({ country, isChosen, onSelect }: CountryItemProps) {
  const { code, name, callingCode } = country
  return (
    <Command.Item
      value={`${name} ${code} ${callingCode}`}
      onSelect={() => onSelect(code)}
      className="flex items-center gap-2 rounded-sm px-2 py-1.5 text-base data-[selected=true]:bg-accent pointer-coarse:py-2.5"
    >
      <Check
        aria-hidden={!isChosen}
        aria-label="allowed"
        className={cn('size-4 shrink-0 text-primary', !isChosen && 'invisible')}
      />
      <span className="min-w-0 truncate">{name}</span>
      <span className="ml-auto text-xs text-muted-foreground">{callingCode}</span>
    </Command.Item>
  )
}
