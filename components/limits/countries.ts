import { getCountries, getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js'

/** A country that can be called: its ISO 3166 code, its English name, and what its numbers begin with. */
export type Country = { code: string; name: string; callingCode: string }

/** Every country that has telephone numbers, by English name. */
export function callableCountries(): Country[] {
  return getCountries()
    .map((code) => ({
      code,
      name: nameOfCountry(code),
      callingCode: `+${getCountryCallingCode(code)}`,
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}

/** A country's English name; a code that is none is returned as it is. */
export function nameOfCountry(code: string): string {
  if (!isSupportedCountry(code)) return code
  return names.of(code) ?? code
}

const names = new Intl.DisplayNames(['en'], { type: 'region' })
