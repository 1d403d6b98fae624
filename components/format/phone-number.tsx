import { formatPhone, phoneCountry } from './phone.ts'
import { cn } from '#components/ui/cn.ts'

type PhoneNumberProps = { number: string; withCountry?: boolean; className?: string }

/** A phone number as its country writes it, never broken across lines. */
export function PhoneNumber({ number, withCountry, className }: PhoneNumberProps) {
  const country = withCountry ? phoneCountry(number) : null
  return (
    <span className={cn('whitespace-nowrap', className)}>
      {formatPhone(number)}
      {country && <span className="ml-1.5 text-xs text-muted-foreground">{country}</span>}
    </span>
  )
}
